docker compose -f compose-dependencies.yaml up -d
