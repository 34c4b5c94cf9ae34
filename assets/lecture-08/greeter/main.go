// Greeter is the small web service that the lecture packs into an image.
package main

import (
	"fmt"
	"log"
	"net"
	"net/http"
	"os"
	"time"
)

// START OMIT

func main() {
	http.HandleFunc("/", hello)
	http.HandleFunc("/ready", ready)

	port := getenv("PORT", "8080") // HLenv
	log.Println("greeter listens on port", port)
	log.Fatal(http.ListenAndServe(":"+port, nil))
}

func hello(w http.ResponseWriter, _ *http.Request) {
	// Inside a container the host name is the container's short id.
	host, _ := os.Hostname()
	fmt.Fprintf(w, "%s from %s\n", getenv("GREETING", "Hello"), host) // HLenv
}

// END OMIT

// ready answers 200 once the database (if one is configured) takes connections.
func ready(w http.ResponseWriter, _ *http.Request) {
	database := os.Getenv("DATABASE")
	if database == "" {
		fmt.Fprintln(w, "ready, no database configured")
		return
	}
	conn, err := net.DialTimeout("tcp", database, time.Second)
	if err != nil {
		http.Error(w, err.Error(), http.StatusServiceUnavailable)
		return
	}
	conn.Close()
	fmt.Fprintln(w, "ready, database at", database)
}

func getenv(key, fallback string) string {
	if value := os.Getenv(key); value != "" {
		return value
	}
	return fallback
}
