docker run -d --name cache redis:7 >/dev/null; printf '%064d\n' 1
