kubectl get pods -o wide
