// Package main serves the orders of a small shop.
package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"os"
	"time"
)

/* An order, as the
   database keeps it. */
type Order struct {
	ID    int64    `json:"id"`
	Items []string `json:"items,omitempty"`
	Price float64
}

type Store[K comparable, V any] interface {
	Get(ctx context.Context, key K) (V, error)
	Put(ctx context.Context, key K, value V) error
}

const (
	kilobyte = 1 << (10 * (iota + 1))
	mask     = 0xFF
	rate     = 2.5e-3
)

var errNotFound = errors.New("order: not found")

func (o *Order) Total(tax float64) float64 {
	return o.Price * (1 + tax)
}

func newStore() map[string]*Order {
	return make(map[string]*Order, 16)
}

func main() {
	orders := newStore()
	queue := make(chan Order, 8)
	go func() {
		defer close(queue)
		for i := 0; i < 3; i++ {
			queue <- Order{ID: int64(i), Items: []string{"tea\n", `raw "milk"`}}
		}
	}()
	for order := range queue {
		orders[fmt.Sprint(order.ID)] = &order
	}
	http.HandleFunc("GET /orders/{id}", func(w http.ResponseWriter, r *http.Request) {
		order, ok := orders[r.PathValue("id")]
		if !ok {
			http.Error(w, errNotFound.Error(), http.StatusNotFound)
			return
		}
		fmt.Fprintf(w, "%d: %c %v\n", order.ID, 'x', len(order.Items))
	})
	srv := &http.Server{Addr: ":8080", ReadTimeout: 5 * time.Second}
	if err := srv.ListenAndServe(); err != nil && !errors.Is(err, http.ErrServerClosed) {
		slog.Error("serve", "err", err)
		os.Exit(1)
	}
}
