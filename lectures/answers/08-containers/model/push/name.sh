docker tag greeter:1.0 localhost:5000/greeter:1.0
