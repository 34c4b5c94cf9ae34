kubectl port-forward service/web 8080:80
