docker compose -f compose-profiles.yaml --profile tests up -d
