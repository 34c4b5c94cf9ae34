"""PostgreSQL, with an entry point that behaves as the one of the image of that name."""

from pathlib import Path

import debian
from image import Image
from recipes import base

HERE = Path(__file__).resolve().parent
PROGRAMS = [
    "createdb", "createuser", "dropdb", "dropuser", "initdb", "pg_basebackup", "pg_controldata", "pg_ctl", "pg_dump",
    "pg_dumpall", "pg_isready", "pg_restore", "pgbench", "postgres", "psql", "vacuumdb",
]


def images() -> list[Image]:
    root = base.unpacked(debian.BOOKWORM, "postgres", ["postgresql-15", "postgresql-client-15", "tzdata"])
    tools = base.unpacked(debian.TRIXIE, "gosu", ["gosu"], libraries=False)
    version = debian.BOOKWORM.version("postgresql-15")
    files = base.system("A stand-in for the image postgres", f"Debian's postgresql-15 {version}")
    home = "/usr/lib/postgresql/15"
    for name in PROGRAMS:
        files.program(root, f"{home}/bin/{name}")
    for name in ["plpgsql", "dict_snowball", "libpqwalreceiver", "pgcrypto", "uuid-ossp", "pg_trgm", "citext"]:
        files.program(root, f"{home}/lib/{name}.so")
    files.tree(root, "usr/share/postgresql/15", leave_out=lambda path: "/man" in path or "/contrib/" in path)
    files.tree(root, "usr/share/zoneinfo", leave_out=lambda path: "/right" in path or "/posix" in path)
    files.tree(root, "usr/lib/locale/C.utf8")
    files.file("usr/local/bin/gosu", tools / "usr/sbin/gosu", 0o755)
    files.file("usr/local/bin/docker-entrypoint.sh", HERE / "postgres-entrypoint.sh", 0o755)
    files.folder("docker-entrypoint-initdb.d")
    files.folder("var/lib/postgresql", owner=70)
    files.folder("var/lib/postgresql/data", 0o1777, owner=70)
    files.folder("var/run")
    files.folder("var/run/postgresql", 0o3777, owner=70)
    tags = ["latest", "15", "16", "17", "16-alpine", "17-alpine"]
    return [Image(
        [f"library/postgres:{tag}" for tag in tags], f"Stand-in for postgres: Debian {version}, whatever the tag says",
        [files], entrypoint=["docker-entrypoint.sh"], command=["postgres"],
        environment=[
            f"PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:{home}/bin", "LANG=C.UTF-8",
            "PG_MAJOR=15", f"PG_VERSION={version}", "PGDATA=/var/lib/postgresql/data",
        ],
        ports=[5432], volumes=["/var/lib/postgresql/data"], stop_signal="SIGINT")]
