kubectl describe deployments/k8s-bc
