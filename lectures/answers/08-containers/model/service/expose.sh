kubectl apply -f web-service.yaml
