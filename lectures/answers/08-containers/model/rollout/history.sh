kubectl rollout history deployments/k8s-bc
