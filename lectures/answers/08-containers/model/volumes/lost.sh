docker run --rm alpine:3.22 sh -c 'date > /tmp/when; ls /tmp'
