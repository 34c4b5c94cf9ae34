kubectl set image deployments/k8s-bc \
    kubernetes-bootcamp=gcr.io/google-samples/kubernetes-bootcamp:v10
