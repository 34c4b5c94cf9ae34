kubectl set image deployments/k8s-bc k8s-bc=docker.io/jocatalin/kubernetes-bootcamp:v2
