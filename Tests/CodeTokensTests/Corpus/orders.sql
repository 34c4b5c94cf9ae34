-- The tables of the shop.
CREATE TABLE customers (
    id          bigint PRIMARY KEY,
    email       varchar(200) NOT NULL UNIQUE,
    joined_at   timestamp DEFAULT current_timestamp
);

CREATE TABLE orders (
    id          integer PRIMARY KEY,
    customer    bigint NOT NULL REFERENCES customers (id) ON DELETE CASCADE,
    price       numeric(10, 2) CHECK (price >= 0),
    note        text
);

/* Only what is new
   gets an index. */
CREATE INDEX orders_by_customer ON orders (customer);

INSERT INTO customers (id, email) VALUES
    (1, 'ann@example.org'),
    (2, 'it''s@example.org');

BEGIN;
UPDATE orders SET price = price * 1.1 WHERE note IS NULL AND id <> 42;
DELETE FROM orders WHERE id IN (1, 2, 3);
COMMIT;

WITH best AS (
    SELECT customer, sum(price) AS spent, count(*) AS n
    FROM orders
    GROUP BY customer
    HAVING count(*) > 3
)
SELECT cust.email, b.spent
FROM best b
LEFT JOIN customers cust ON cust.id = b.customer
WHERE cust.email LIKE '%@example.org' OR b.spent BETWEEN 10 AND 20
ORDER BY b.spent DESC
LIMIT 10;
