kubectl rollout status deployments/k8s-bc
