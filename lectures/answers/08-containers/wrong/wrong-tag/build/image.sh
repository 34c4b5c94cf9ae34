docker build -t greeter:1.1 .
