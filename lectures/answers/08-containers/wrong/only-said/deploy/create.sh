echo deployment.apps/k8s-bc created
