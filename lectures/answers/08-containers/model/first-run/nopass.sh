docker run --rm postgres:16
