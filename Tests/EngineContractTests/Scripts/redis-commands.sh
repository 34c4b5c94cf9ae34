# long
docker pull -q redis:7
docker run -d --name rdc redis:7 redis-server --save '' --requirepass secret
eventually docker exec rdc redis-cli ping
docker exec rdc redis-cli get x
docker exec -e REDISCLI_AUTH=secret rdc redis-cli set greeting 'hello world'
docker exec -e REDISCLI_AUTH=secret rdc redis-cli get greeting
docker exec -e REDISCLI_AUTH=secret rdc sh -c 'redis-cli incr n; redis-cli incrby n 5; redis-cli decr n'
docker exec -e REDISCLI_AUTH=secret rdc sh -c 'redis-cli rpush l a b c; redis-cli lrange l 0 -1; redis-cli llen l; redis-cli lpop l'
docker exec -e REDISCLI_AUTH=secret rdc sh -c 'redis-cli hset h f 1 g 2; redis-cli hgetall h; redis-cli hincrby h f 9'
docker exec -e REDISCLI_AUTH=secret rdc sh -c 'redis-cli sadd s x y x; redis-cli scard s; redis-cli sismember s y'
docker exec -e REDISCLI_AUTH=secret rdc sh -c 'redis-cli zadd z 2 b 1 a; redis-cli zrange z 0 -1 withscores'
docker exec -e REDISCLI_AUTH=secret rdc sh -c 'redis-cli expire greeting 100; redis-cli ttl greeting; redis-cli persist greeting; redis-cli ttl greeting; redis-cli type l'
docker exec -e REDISCLI_AUTH=secret rdc sh -c 'redis-cli nosuch x; redis-cli incr greeting; redis-cli get'
docker exec -e REDISCLI_AUTH=secret rdc sh -c 'redis-cli exists greeting nope; redis-cli del greeting l; redis-cli dbsize; redis-cli --raw keys "[hs]" | sort'
printf 'SET a 1\nGET a\nMULTI\nINCR a\nEXEC\n' | docker exec -i -e REDISCLI_AUTH=secret rdc redis-cli
docker exec rdc redis-cli -a wrong --no-auth-warning ping 2>/dev/null
docker rm -fv rdc
