kubectl set image deployments/k8s-bc \
    kubernetes-bootcamp=docker.io/jocatalin/kubernetes-bootcamp:v2
