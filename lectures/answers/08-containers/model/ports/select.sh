docker exec db psql -U postgres -c 'SELECT 1'
