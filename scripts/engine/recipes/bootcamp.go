// A stand-in for the service of the Kubernetes tutorials.
package main

import (
	"fmt"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"
)

var version = "0"

func main() {
	host, _ := os.Hostname()
	started := time.Now()
	fmt.Printf("Kubernetes Bootcamp App Started At: %s | Running On:  %s \n", started.UTC().Format(time.RFC3339), host)

	stop := make(chan os.Signal, 1)
	signal.Notify(stop, syscall.SIGTERM, syscall.SIGINT)
	go func() {
		<-stop
		os.Exit(0)
	}()

	http.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintf(w, "Hello Kubernetes bootcamp! | Running on: %s | v=%s\n", host, version)
		fmt.Printf("Running On: %s | App Uptime: %.3f seconds | Log Time: %s\n",
			host, time.Since(started).Seconds(), time.Now().UTC().Format(time.RFC3339))
	})
	if err := http.ListenAndServe(":8080", nil); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
