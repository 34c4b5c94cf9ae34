kubectl get deployment k8s-bc -o jsonpath='{.spec.template.spec.containers[*].name}'
