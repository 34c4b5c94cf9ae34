# embedded gate
docker node ls
docker service ls
docker secret ls
docker config ls
docker stack ls
docker service ps nope
