#!/bin/sh
# Prepares a database on the first start, then hands over to the server; settings come from POSTGRES_* variables.
set -e

file_or_value() {
    eval "value=\${$1:-} file=\${$1_FILE:-}"
    [ -z "$file" ] || value=$(cat "$file")
    eval "$1=\$value; export $1"
}

refuse_without_password() {
    cat >&2 <<'TEXT'
Error: Database is uninitialized and superuser password is not specified.
       You must specify POSTGRES_PASSWORD to a non-empty value for the
       superuser. For example, "-e POSTGRES_PASSWORD=password" on "docker run".

       You may also use "POSTGRES_HOST_AUTH_METHOD=trust" to allow all
       connections without a password. This is *not* recommended.

       See PostgreSQL documentation about "trust":
       https://www.postgresql.org/docs/current/auth-trust.html
TEXT
    exit 1
}

sql() {
    PGHOST= psql -v ON_ERROR_STOP=1 --no-psqlrc --no-password -U "$POSTGRES_USER" "$@"
}

run_scripts() {
    for script in /docker-entrypoint-initdb.d/*; do
        case "$script" in
            *.sh) echo "$0: running $script"; if [ -x "$script" ]; then "$script"; else . "$script"; fi ;;
            *.sql) echo "$0: running $script"; sql -d "$POSTGRES_DB" -f "$script" ;;
            *.sql.gz) echo "$0: running $script"; gunzip -c "$script" | sql -d "$POSTGRES_DB" ;;
            *"/*") ;;
            *) echo "$0: ignoring $script" ;;
        esac
        echo
    done
}

prepare() {
    if [ -z "$POSTGRES_PASSWORD" ] && [ "${POSTGRES_HOST_AUTH_METHOD:-}" != trust ]; then
        refuse_without_password
    fi
    printf '%s\n' "$POSTGRES_PASSWORD" >/tmp/.password
    password="--pwfile=/tmp/.password"
    [ -n "$POSTGRES_PASSWORD" ] || password=
    eval "initdb --username=\"$POSTGRES_USER\" $password ${POSTGRES_INITDB_ARGS:-}"
    rm -f /tmp/.password
    printf '\nhost all all all %s\n' "${POSTGRES_HOST_AUTH_METHOD:-scram-sha-256}" >>"$PGDATA/pg_hba.conf"

    # A server that nobody outside can reach, while the first data is made.
    pg_ctl -D "$PGDATA" -o "-c listen_addresses='' -p 5432" -w start
    if [ "$POSTGRES_DB" != postgres ]; then
        sql -d postgres --set db="$POSTGRES_DB" <<'TEXT'
CREATE DATABASE :"db";
TEXT
    fi
    echo
    run_scripts
    pg_ctl -D "$PGDATA" -m fast -w stop
    printf '\nPostgreSQL init process complete; ready for start up.\n\n'
}

case "${1:-}" in
    -*) set -- postgres "$@" ;;
esac

if [ "$1" = postgres ]; then
    if [ "$(id -u)" = 0 ]; then
        mkdir -p "$PGDATA"
        chmod 700 "$PGDATA"
        chown -R postgres "$PGDATA"
        exec gosu postgres "$0" "$@"
    fi
    mkdir -p "$PGDATA"
    chmod 700 "$PGDATA" || true
    if [ -s "$PGDATA/PG_VERSION" ]; then
        printf '\nPostgreSQL Database directory appears to contain a database; Skipping initialization\n\n'
    else
        file_or_value POSTGRES_PASSWORD
        file_or_value POSTGRES_USER
        POSTGRES_USER=${POSTGRES_USER:-postgres}
        file_or_value POSTGRES_DB
        POSTGRES_DB=${POSTGRES_DB:-$POSTGRES_USER}
        prepare
        unset PGPASSWORD
    fi
    # The server listens to other containers; Debian's default is the loopback interface.
    set -- "$@" -c "listen_addresses=*"
fi
exec "$@"
