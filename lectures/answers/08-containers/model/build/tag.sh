docker tag greeter:1.0 greeter:latest
