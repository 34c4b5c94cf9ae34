docker exec -it db sh
