kubectl scale deployments/k8s-bc --replicas=2
