kubectl rollout undo deployments/k8s-bc
