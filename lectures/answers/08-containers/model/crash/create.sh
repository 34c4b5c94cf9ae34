kubectl create deployment db --image=postgres:16
