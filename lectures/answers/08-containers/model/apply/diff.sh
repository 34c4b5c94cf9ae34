kubectl diff -f nginx-deployment.yaml
