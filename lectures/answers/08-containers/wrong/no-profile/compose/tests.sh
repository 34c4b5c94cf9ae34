docker compose -f compose-profiles.yaml up -d
