/// Scripts that the real server and the model run: what `psql` prints must be the same.
enum PostgresTable {
    static let scripts: [String] = [
        """
        CREATE TABLE users (id serial PRIMARY KEY, name text NOT NULL, email varchar(40) UNIQUE, age int CHECK (age >= 0), active boolean DEFAULT true);
        INSERT INTO users (name, email, age) VALUES ('Ann', 'ann@x.org', 30), ('Bob', 'bob@x.org', 25), ('Cyd', NULL, NULL);
        SELECT * FROM users;
        SELECT * FROM users ORDER BY name DESC LIMIT 2 OFFSET 1;
        INSERT INTO users (name) VALUES ('Dan') RETURNING id, name, active;
        INSERT INTO users DEFAULT VALUES;
        UPDATE users SET age = age + 1 WHERE age IS NOT NULL;
        UPDATE users SET active = false WHERE name = 'Bob' RETURNING *;
        DELETE FROM users WHERE name = 'Dan';
        SELECT count(*), sum(age), avg(age), min(name), max(age) FROM users;
        SELECT active, count(*) FROM users GROUP BY active ORDER BY active;
        SELECT name FROM users WHERE email IS NULL;
        SELECT nosuch FROM users;
        SELECT * FROM nosuch;
        SELECT name, count(*) FROM users;
        SELEC 1;
        SELECT 1 +;
        INSERT INTO users (name, age) VALUES ('Eve', 'abc');
        INSERT INTO users (nosuch) VALUES (1);
        INSERT INTO users (name, age) VALUES ('x', 1, 'y');
        SELECT id, CASE WHEN age > 28 THEN 'old' WHEN age IS NULL THEN 'unknown' ELSE 'young' END AS kind FROM users ORDER BY id;
        SELECT upper(name), length(name), substring(name from 1 for 2), name || '!' FROM users ORDER BY 1;
        SELECT name FROM users WHERE name LIKE 'A%' OR name ILIKE '%OB' ORDER BY name;
        SELECT name FROM users WHERE age BETWEEN 20 AND 27;
        SELECT name FROM users WHERE id IN (1, 3) ORDER BY id;
        SELECT coalesce(email, 'none'), nullif(name, 'Ann') FROM users ORDER BY id;
        SELECT DISTINCT active FROM users ORDER BY 1;
        TRUNCATE users;
        SELECT * FROM users;
        DROP TABLE users;
        DROP TABLE users;
        DROP TABLE IF EXISTS users;
        """,
        """
        CREATE TABLE a (id int PRIMARY KEY, v text);
        CREATE TABLE b (id int PRIMARY KEY, a_id int REFERENCES a(id) ON DELETE CASCADE, n numeric(8,2));
        INSERT INTO a VALUES (1, 'one'), (2, 'two'), (3, 'three');
        INSERT INTO b VALUES (1, 1, 10.5), (2, 1, 0.25), (3, 2, 7), (4, NULL, 99.999);
        SELECT * FROM b ORDER BY id;
        SELECT a.v, b.n FROM a JOIN b ON b.a_id = a.id ORDER BY b.id;
        SELECT a.v, b.n FROM a LEFT JOIN b ON b.a_id = a.id ORDER BY a.id, b.id;
        SELECT v, count(b.id), sum(n), avg(n) FROM a LEFT JOIN b ON a.id = b.a_id GROUP BY v ORDER BY v;
        SELECT v, sum(n) AS total FROM a JOIN b ON a.id = b.a_id GROUP BY a.id HAVING sum(n) > 8 ORDER BY total DESC;
        SELECT * FROM a CROSS JOIN (VALUES (1), (2)) AS t(x) ORDER BY a.id, x;
        SELECT v FROM a WHERE EXISTS (SELECT 1 FROM b WHERE b.a_id = a.id) ORDER BY v;
        SELECT v FROM a WHERE id NOT IN (SELECT a_id FROM b WHERE a_id IS NOT NULL);
        SELECT v, (SELECT sum(n) FROM b WHERE a_id = a.id) FROM a ORDER BY id;
        WITH t AS (SELECT a_id, sum(n) AS s FROM b GROUP BY a_id) SELECT v, s FROM a JOIN t ON t.a_id = a.id ORDER BY s;
        SELECT id FROM a UNION SELECT id FROM b ORDER BY id;
        SELECT id FROM a INTERSECT SELECT a_id FROM b ORDER BY 1;
        SELECT id FROM b EXCEPT SELECT id FROM a;
        SELECT n * 2, n / 3, n + 1, round(n, 1), round(n), ceil(n), floor(n), -n FROM b ORDER BY id;
        SELECT max(n), min(n) FROM b;
        SELECT n FROM b ORDER BY n;
        SELECT n FROM b WHERE n > 7 ORDER BY n DESC;
        SELECT a.id FROM a, b WHERE a.id = b.a_id ORDER BY 1;
        SELECT id FROM a, b;
        SELECT x.id FROM a;
        UPDATE b SET n = a.id FROM a WHERE a.id = b.a_id;
        SELECT * FROM b ORDER BY id;
        DELETE FROM a WHERE id = 1;
        SELECT * FROM b ORDER BY id;
        INSERT INTO a VALUES (2, 'zwei') ON CONFLICT (id) DO UPDATE SET v = excluded.v;
        INSERT INTO a VALUES (2, 'zwei') ON CONFLICT DO NOTHING;
        SELECT * FROM a ORDER BY id;
        INSERT INTO b VALUES (9, 1, 1234567.891);
        INSERT INTO a VALUES (5, 'five'), (2, 'again');
        INSERT INTO b VALUES (20, 77, 1);
        CREATE TABLE k (x int, y text, z int NOT NULL CHECK (z > 0), PRIMARY KEY (x, y));
        INSERT INTO k VALUES (1, 'a', 1), (1, 'a', 2);
        INSERT INTO k VALUES (1, 'a', -1);
        INSERT INTO k VALUES (1, NULL, 1);
        INSERT INTO k (x, y) VALUES (1, 'b');
        DROP TABLE k;
        CREATE INDEX ON b (n);
        CREATE UNIQUE INDEX u ON a (v);
        DROP INDEX u;
        CREATE VIEW big AS SELECT id, n FROM b WHERE n > 1;
        SELECT * FROM big ORDER BY id;
        DROP TABLE a;
        DROP VIEW big;
        DROP TABLE b, a;
        """,
        """
        SELECT 1 AS one, 2.5 AS two, 'x' AS three, true AS four, NULL AS five;
        SELECT 7 / 2, 7 % 3, -7 / 2, 7.0 / 2, 2 ^ 3, 1 = 1;
        SELECT 1 / 0;
        SELECT 2147483647 + 1;
        SELECT 9223372036854775807 + 1;
        SELECT 2147483648, 1e3, 0.1 + 0.2;
        SELECT 0.1::float8 + 0.2::float8, 1e20::float8, 100000::float8, 1.5::real;
        SELECT 'abc'::int;
        SELECT '42'::int + 1, '3.14'::numeric, 'yes'::boolean, '2024-02-29'::date;
        SELECT '2024-02-30'::date;
        SELECT date '2024-01-31' + 1, date '2024-03-01' - date '2024-02-01';
        SELECT timestamp '2024-01-02 03:04:05.678', date_trunc('hour', timestamp '2024-01-02 03:04:05'), extract(year from date '2024-05-06');
        SELECT 3::text || 'x', cast(3.7 as int), 3.5::int, 2.5::int, 1::boolean, true::int;
        SELECT 'a' < 'b', 'a' = 'A', 'abc' LIKE '_b%', 'x' IS NULL, NULL IS NULL, NOT true;
        SELECT NULL = NULL, NULL AND false, NULL OR true;
        SELECT 1 WHERE 1 > 2;
        SELECT 1 = 'x';
        SELECT 1 = '1';
        SELECT 1 + 'x'::text;
        SELECT lower('ABC'), upper('abc'), initcap('hello world'), length('hello'), reverse('abc'), repeat('ab', 3);
        SELECT left('hello', 2), right('hello', 3), lpad('7', 3, '0'), rpad('a', 3, '.'), trim('  x  ') || '|', ltrim('xxa', 'x');
        SELECT replace('banana', 'a', 'o'), split_part('a,b,c', ',', 2), strpos('hello', 'l'), position('l' in 'hello'), md5('x');
        SELECT concat('a', NULL, 1), concat_ws('-', 'a', NULL, 'b'), greatest(1, 3, 2), least('b', 'a'), abs(-5), mod(7, 3);
        SELECT sqrt(16), power(2, 10), round(2.567, 2), floor(-1.5), ceil(1.2), round(2.5::float8);
        SELECT nosuch(1);
        SELECT upper(1);
        SELECT * FROM generate_series(1, 5);
        SELECT sum(x), avg(x) FROM generate_series(1, 10) AS t(x);
        SELECT i, i * i AS square FROM generate_series(1, 3) AS i;
        WITH RECURSIVE f(n, a, b) AS (SELECT 1, 0, 1 UNION ALL SELECT n + 1, b, a + b FROM f WHERE n < 8) SELECT n, a FROM f;
        SELECT x, row_number() OVER (ORDER BY x DESC), sum(x) OVER () FROM generate_series(1, 3) AS x ORDER BY x;
        SELECT string_agg(x::text, ',') FROM generate_series(1, 3) AS x;
        SELECT count(*) FILTER (WHERE x > 1), bool_and(x > 0), bool_or(x > 2) FROM generate_series(1, 3) AS x;
        SELECT * FROM (VALUES (1, 'a'), (2, 'b')) AS t(id, name) ORDER BY id DESC;
        VALUES (1, 'x'), (2, NULL);
        SELECT '{"a": {"b": 2}}'::json ->> 'a', '{"a": 1}'::jsonb -> 'a', '{"a": "x"}'::json ->> 'a';
        SELECT 'it''s', E'a\\tb', $$dollar 'quoted'$$;
        SELECT "A" FROM (SELECT 1 AS "A") q;
        SELECT current_database() = current_database(), current_schema(), pg_typeof(1), pg_typeof('x'::text);
        SELECT 1 AS a ORDER BY b;
        SELECT a FROM (SELECT 1 AS a);
        SELECT (SELECT 1, 2);
        SELECT 5 LIMIT -1;
        SELECT count(*) FROM generate_series(1,3) WHERE count(*) > 1;
        """,
        """
        CREATE TABLE t (id int PRIMARY KEY, v int NOT NULL);
        BEGIN;
        INSERT INTO t VALUES (1, 10);
        SELECT * FROM t;
        ROLLBACK;
        SELECT * FROM t;
        BEGIN;
        INSERT INTO t VALUES (1, 10);
        INSERT INTO t VALUES (2, 'x');
        SELECT * FROM t;
        COMMIT;
        SELECT * FROM t;
        BEGIN;
        INSERT INTO t VALUES (1, 10);
        SAVEPOINT s;
        INSERT INTO t VALUES (2, 20);
        ROLLBACK TO s;
        INSERT INTO t VALUES (3, 30);
        COMMIT;
        SELECT * FROM t ORDER BY id;
        COMMIT;
        BEGIN;
        CREATE TABLE inside (x int);
        ROLLBACK;
        SELECT * FROM inside;
        SAVEPOINT x;
        ALTER TABLE t ADD COLUMN note text DEFAULT 'none';
        ALTER TABLE t ADD COLUMN flag boolean NOT NULL DEFAULT false;
        SELECT * FROM t ORDER BY id;
        ALTER TABLE t DROP COLUMN note;
        ALTER TABLE t RENAME COLUMN v TO w;
        ALTER TABLE t RENAME TO u;
        SELECT w, flag FROM u ORDER BY w;
        ALTER TABLE u ADD CONSTRAINT uw UNIQUE (w);
        CREATE SEQUENCE seq START 5 INCREMENT 2;
        SELECT nextval('seq'), nextval('seq'), currval('seq');
        DROP SEQUENCE seq;
        CREATE TABLE c AS SELECT id, w * 2 AS double FROM u;
        SELECT * FROM c ORDER BY id;
        CREATE TABLE c (x int);
        CREATE TABLE IF NOT EXISTS c (x int);
        INSERT INTO c SELECT id + 100, w FROM u;
        SELECT count(*) FROM c;
        CREATE TABLE bad (x nosuchtype);
        CREATE TABLE i (id int GENERATED ALWAYS AS IDENTITY, ts timestamp, d date, u uuid, s varchar(3), c char(4), f float8);
        INSERT INTO i (ts, d, u, s, c, f) VALUES ('2024-01-02 03:04', '2024-01-02', 'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11', 'abc', 'ab', 1.25);
        INSERT INTO i (s) VALUES ('abcd');
        SELECT * FROM i;
        SELECT c || '|' FROM i;
        SET application_name = 'x';
        SHOW application_name;
        SHOW nosuch;
        CREATE ROLE r LOGIN PASSWORD 'p';
        CREATE ROLE r;
        DROP ROLE r;
        SELECT relname FROM pg_class WHERE relname = 'u';
        SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' ORDER BY 1;
        SELECT column_name, data_type, is_nullable FROM information_schema.columns WHERE table_name = 'u' ORDER BY ordinal_position;
        DROP TABLE u, c, i;
        """,
        """
        CREATE TABLE h (c char(3), n int, v varchar(5), t text);
        INSERT INTO h VALUES ('DE', 1, 'DE ', 'DE '), ('FR', 2, 'FR', 'FR'), ('FR', 2, 'x', 'x'), (NULL, 3, NULL, NULL);
        SELECT count(*) FROM h WHERE c = 'DE';
        SELECT count(*) FROM h WHERE 'DE  ' = c;
        SELECT n, c = v, c = t, v = t, c IS DISTINCT FROM 'DE' FROM h ORDER BY n, v;
        SELECT length(c), octet_length(c), upper(c) || 'x', c || 'x', reverse(c) FROM h ORDER BY n, v;
        SELECT c LIKE 'DE', c LIKE 'DE%' FROM h ORDER BY n, v;
        SELECT c FROM h WHERE c IN ('FR', 'XX') ORDER BY v;
        SELECT c FROM h WHERE c IN (SELECT t FROM h);
        SELECT n FROM h WHERE t IN (SELECT c FROM h);
        SELECT n FROM h WHERE c NOT IN ('DE', 'XX');
        SELECT DISTINCT c FROM h ORDER BY c;
        SELECT c, count(*), min(c), max(c) FROM h GROUP BY c ORDER BY c DESC;
        SELECT string_agg(c, ',') FROM h WHERE n < 2;
        SELECT 'DE'::char(5), length('DE'::char(5)), '[' || 'DE'::char(5) || ']', '   '::char(3) || 'x';
        SELECT 'DE'::char(5) = 'DE', 'abc'::char;
        SELECT nullif(c, 'FR') IS NULL, CASE c WHEN 'DE' THEN 1 ELSE 0 END, coalesce(c, '-') FROM h ORDER BY n, v;
        SELECT a.n, b.n FROM h a JOIN h b ON a.c = b.v ORDER BY 1, 2;
        SELECT a.n, b.n FROM h a JOIN (SELECT t AS c, n FROM h) b USING (c) ORDER BY 1, 2;
        UPDATE h SET n = 9 WHERE c = 'DE';
        DELETE FROM h WHERE c = 'DE';
        SELECT n FROM h ORDER BY c, n;
        SELECT (SELECT n FROM h);
        UPDATE h SET n = (SELECT n FROM h);
        SELECT * FROM h WHERE n = (SELECT n FROM h);
        SELECT (SELECT n FROM h LIMIT 1) IS NULL, (SELECT n FROM h WHERE false), (SELECT max(n) FROM h);
        SELECT n, (SELECT v FROM h i WHERE i.n = h.n + 1) FROM h ORDER BY n, v;
        SELECT (SELECT NULL::int FROM h);
        SELECT (SELECT c FROM h WHERE n = 3) IS NULL, (SELECT v FROM (VALUES ('a')) AS w(v));
        SELECT DISTINCT n FROM h ORDER BY t;
        SELECT DISTINCT n, t FROM h ORDER BY upper(t);
        SELECT DISTINCT h.n AS m, t FROM h ORDER BY h.n, t;
        SELECT generate_series(1, 3);
        SELECT n, generate_series(1, 5, 2) AS g FROM h ORDER BY n, g LIMIT 4;
        SELECT *, generate_series(2, 1, -1) FROM h WHERE n = 3;
        INSERT INTO h (n) SELECT generate_series(10, 12);
        SELECT count(*) FROM h;
        SELECT (SELECT generate_series(1, 2));
        SELECT nosuch(1);
        SELECT * FROM nosuch(1);
        SELECT current_setting('server_version_num'), current_setting('nosuch.a', true) IS NULL;
        SELECT current_setting('nosuch');
        CREATE TABLE h1 (c char);
        INSERT INTO h1 VALUES ('ab');
        DROP TABLE h, h1;
        """,
        """
        CREATE TABLE shop (id serial PRIMARY KEY, name text NOT NULL, price numeric(10,2) DEFAULT 0, tags text);
        CREATE TABLE item (id bigserial PRIMARY KEY, shop_id integer NOT NULL REFERENCES shop, made date);
        CREATE INDEX item_made ON item (made DESC);
        \\dt
        \\d
        \\l
        \\x
        SELECT 1 AS a, 'two' AS longer;
        \\x
        \\t
        SELECT 1;
        \\t
        \\a
        SELECT 1 AS a, NULL AS b;
        \\a
        \\echo hello
        SELECT 'a
        b' AS x, 1 AS y;
        \\nosuch
        DROP TABLE item, shop;
        """,
    ]
}
