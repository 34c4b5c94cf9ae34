kubectl delete pod -l app=k8s-bc --wait=false
