kubectl create deployment k8s-bc --image=gcr.io/google-samples/kubernetes-bootcamp:v9
