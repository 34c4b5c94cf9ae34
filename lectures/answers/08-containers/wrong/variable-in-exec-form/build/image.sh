docker build -t greeter:1.0 .
