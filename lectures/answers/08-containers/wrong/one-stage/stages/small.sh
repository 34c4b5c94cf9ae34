docker build -t greeter:small -f Dockerfile.multistage .
