// Package module starts PostgreSQL through its ready-made module.
package module

import (
	"context"
	"database/sql"
	"testing"

	_ "github.com/jackc/pgx/v5/stdlib"
	"github.com/testcontainers/testcontainers-go"
	"github.com/testcontainers/testcontainers-go/modules/postgres"
)

// START OMIT

func openDatabase(t *testing.T) *sql.DB {
	t.Helper()
	ctx := context.Background()
	server, err := postgres.Run(ctx, "postgres:16", // HLrun
		postgres.WithDatabase("greeter"),
		postgres.BasicWaitStrategies(),
	)
	testcontainers.CleanupContainer(t, server)
	if err != nil {
		t.Fatal(err)
	}

	db, err := sql.Open("pgx", server.MustConnectionString(ctx))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

// END OMIT

func TestVisitsAreCounted(t *testing.T) {
	db := openDatabase(t)
	if _, err := db.Exec("CREATE TABLE visits (at timestamptz DEFAULT now())"); err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec("INSERT INTO visits DEFAULT VALUES"); err != nil {
		t.Fatal(err)
	}

	var count int
	if err := db.QueryRow("SELECT count(*) FROM visits").Scan(&count); err != nil {
		t.Fatal(err)
	}
	if count != 1 {
		t.Errorf("got %d visits, want 1", count)
	}
}
