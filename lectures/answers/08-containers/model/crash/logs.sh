kubectl logs deployment/db
