module example.org/greeter/integration

go 1.25.0

// Run "go mod tidy" once: it adds what these three need, and writes go.sum.
require (
	github.com/jackc/pgx/v5 v5.9.2
	github.com/testcontainers/testcontainers-go v0.44.0
	github.com/testcontainers/testcontainers-go/modules/postgres v0.44.0
)
