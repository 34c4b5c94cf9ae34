docker ps --format 'table {{.Names}}\t{{.Image}}\t{{.Ports}}'
