kubectl delete -f nginx-deployment.yaml
