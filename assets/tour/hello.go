// Hello greets everybody whose name it is given.
package main

import (
	"fmt"
	"strings"
)

// START OMIT
func main() {
	for _, name := range []string{"Ann", "Bob", "Čeněk"} { // HLloop
		fmt.Println(greeting(name))
	}
}

// END OMIT
func greeting(name string) string {
	if name == "Bob" {
		return strings.ToUpper("hello, Bob!") // HL
	}
	return "Hello, " + name + "!"
}
