module example.org/shop

go 1.25.0

toolchain go1.25.4

require (
	github.com/jackc/pgx/v5 v5.7.6
	github.com/testcontainers/testcontainers-go v0.40.0 // indirect
)

replace example.org/price => ../price

exclude golang.org/x/net v0.1.0
