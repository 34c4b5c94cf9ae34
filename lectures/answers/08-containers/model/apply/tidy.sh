kubectl delete deployment k8s-bc
