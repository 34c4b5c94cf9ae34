enum RedisTable {
    /// One session's commands, a line each; an empty line starts with empty databases.
    static let text = """
        PING
        PING hello
        ECHO "a b"
        NOSUCH a b
        GET
        SET k v
        GET k
        SET k v NX
        SET k w XX GET
        SET k v EX 100
        TTL k
        PERSIST k
        TTL k
        TTL none
        SET k v EX 0
        SET k v EX abc
        SET k v NX XX
        SET k v BAD
        SET k v PX 100000 KEEPTTL
        SETEX k 0 v
        SETEX k 10 v
        SETNX k x
        GETSET k y
        GETDEL k
        GETDEL k
        APPEND a xyz
        APPEND a 123
        STRLEN a
        GETRANGE a 0 2
        GETRANGE a -3 -1
        GETRANGE a 5 1
        SETRANGE a 2 ZZ
        SETRANGE new 3 abc
        SETRANGE a -1 x
        GET new
        MSET x 1 y 2
        MSET x 1 y
        MGET x y z a
        MSETNX x 9 q 1
        INCR n
        INCR n
        INCRBY n 40
        DECR n
        DECRBY n 5
        INCR a
        INCRBY n 9223372036854775807
        INCRBY n abc
        DECRBY n -9223372036854775808
        INCRBYFLOAT n 1.5
        INCRBYFLOAT n abc
        SET t " 1"
        INCR t
        SET t 01
        INCR t
        EXISTS x y z
        DEL x y z
        TYPE n
        TYPE none
        RENAME n m
        RENAME n m
        RENAMENX m a
        EXPIRE m 100
        EXPIRE m 50 GT
        EXPIRE m 50 NX XX
        EXPIRE m 200 BAD
        EXPIRE none 100
        PEXPIRE m -1
        EXISTS m
        EXPIRE a 9223372036854775807
        MOVE a 1
        SELECT 1
        GET a
        SELECT 16
        SELECT abc
        SELECT 0
        DBSIZE

        RPUSH l a b c
        LPUSH l z y
        LRANGE l 0 -1
        LRANGE l 1 2
        LRANGE l 5 10
        LRANGE l -100 100
        LLEN l
        LINDEX l 0
        LINDEX l -1
        LINDEX l 99
        LSET l 0 first
        LSET l 99 x
        LSET none 0 x
        LINSERT l BEFORE a new
        LINSERT l AFTER nosuch x
        LINSERT l AROUND a x
        RPUSH l a a
        LREM l 2 a
        LREM l -1 a
        LREM l 0 nosuch
        LPOP l
        RPOP l
        LPOP l 2
        RPOP l 100
        LPOP l
        LPOP l 1
        EXISTS l
        RPUSHX l a
        LPUSH str
        SET str s
        LPUSH str x
        LRANGE str 0 -1
        LRANGE l a b
        RPUSH t 1 2 3 4 5
        LTRIM t 1 3
        LRANGE t 0 -1
        LPOP t -1
        TYPE t

        SADD s 3 1 2
        SADD s 2 5
        SMEMBERS s
        SISMEMBER s 1
        SISMEMBER s 9
        SMISMEMBER s 1 9
        SCARD s
        SREM s 1 9
        SREM none 1
        SADD s2 2 3 4
        SINTER s s2
        SDIFF s s2
        SUNION s s2
        SMEMBERS none
        SADD str
        TYPE s
        GET s
        HSET h a 1 b 2
        HSET h a 9 c 3
        HGET h a
        HGET h none
        HGET none a
        HMGET h a none c
        HGETALL h
        HKEYS h
        HVALS h
        HLEN h
        HEXISTS h a
        HSTRLEN h a
        HDEL h a none
        HSETNX h b 5
        HSETNX h z 5
        HINCRBY h z 10
        HSET h w word
        HINCRBY h w 1
        HINCRBY h z abc
        HSET h odd
        HMSET h m 1
        HGETALL none
        HDEL h b c z w m
        EXISTS h

        ZADD z 1 a 2 b 3 c
        ZADD z 5 a 9 d
        ZADD z NX 7 a
        ZADD z XX CH 4 b
        ZADD z GT CH 1 b
        ZADD z NX XX 1 a
        ZADD z INCR 2 a
        ZADD z INCR 2 a 3 b
        ZADD z abc x
        ZADD z 1
        ZRANGE z 0 -1
        ZRANGE z 0 -1 WITHSCORES
        ZRANGE z 0 1 REV WITHSCORES
        ZRANGE z 2 5 BYSCORE
        ZRANGE z (3 +inf BYSCORE LIMIT 0 2
        ZRANGE z 0 1 LIMIT 0 1
        ZRANGE z a b
        ZRANGE z x y BYSCORE
        ZREVRANGE z 0 0 WITHSCORES
        ZRANGEBYSCORE z -inf +inf WITHSCORES
        ZREVRANGEBYSCORE z +inf -inf
        ZSCORE z a
        ZSCORE z none
        ZMSCORE z a none
        ZCARD z
        ZRANK z a
        ZREVRANK z a
        ZRANK z none
        ZCOUNT z 3 5
        ZINCRBY z 0.5 a
        ZINCRBY z abc a
        ZREM z b none
        ZPOPMIN z
        ZPOPMAX z 2
        ZPOPMIN none
        ZADD z 1 a 1 b 1 c 2 d
        ZREMRANGEBYSCORE z 2 2
        ZREMRANGEBYRANK z 0 0
        ZRANGE z 0 -1
        TYPE z

        MULTI
        SET a 1
        INCR a
        GET a
        EXEC
        MULTI
        MULTI
        NOSUCH
        EXEC
        EXEC
        DISCARD
        MULTI
        SET a 5
        DISCARD
        GET a
        MULTI
        LPUSH a x
        SET b 1
        EXEC
        WATCH a
        MULTI
        WATCH b
        EXEC
        WATCH a
        SET a 7
        MULTI
        GET a
        EXEC
        UNWATCH
        KEYS [a]
        KEYS n*
        SCAN 0 MATCH a COUNT 1000
        SCAN abc
        SCAN 0 COUNT 0
        AUTH x
        AUTH a b c
        CONFIG GET maxmemory
        CONFIG GET save
        CONFIG SET nosuch 1
        CONFIG SET appendonly maybe
        CLIENT SETNAME me
        CLIENT GETNAME
        PUBLISH ch m
        SUBSCRIBE one two
        GET a
        PING
        UNSUBSCRIBE one
        UNSUBSCRIBE
        GET a
        FLUSHALL
        FLUSHDB BAD
        DBSIZE
        GET "\\x00\\x01"
        SET "k\\x00" "\\xff\\xfe"
        GET "k\\x00"
        HELLO 4
        HELLO abc
        QUIT
        """
}
