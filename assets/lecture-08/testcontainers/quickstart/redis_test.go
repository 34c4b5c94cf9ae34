// Package quickstart starts Redis in a container and talks to it.
package quickstart

import (
	"bufio"
	"context"
	"fmt"
	"net"
	"testing"

	"github.com/testcontainers/testcontainers-go"
	"github.com/testcontainers/testcontainers-go/wait"
)

// START OMIT

func TestRedisAnswers(t *testing.T) {
	ctx := context.Background()
	redis, err := testcontainers.Run(ctx, "redis:7", // HLrun
		testcontainers.WithExposedPorts("6379/tcp"),
		testcontainers.WithWaitStrategy(wait.ForListeningPort("6379/tcp")),
	)
	testcontainers.CleanupContainer(t, redis)
	if err != nil {
		t.Fatal(err)
	}

	address, err := redis.Endpoint(ctx, "")
	if err != nil {
		t.Fatal(err)
	}
	if got := ping(t, address); got != "+PONG\r\n" {
		t.Errorf("PING answered %q", got)
	}
}

// END OMIT

// ping speaks just enough of the Redis protocol to need no client library.
func ping(t *testing.T, address string) string {
	t.Helper()
	conn, err := net.Dial("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	fmt.Fprint(conn, "PING\r\n")
	answer, err := bufio.NewReader(conn).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	return answer
}
