public import SimShell

/// The main processes and clients of the images that the embedded engine knows.
///
/// Images name programs by the names in this table; the files that a program wants to find are named at its type.
///
/// ```swift
/// let programs = Coreutils.programs.merging(Services.programs)
/// ```
/// A program here speaks its real protocol and keeps its state in the container's files, so that the client is the
/// real one. What it doesn't know it refuses, in the real program's manner, as "not modelled", and notes with the
/// container. No name here is also one of a command: both are in one table.
public enum Services {
    /// All of them.
    public static let programs = ProgramTable([
        "adminer": AdminerProgram(),
        "agnhost": AgnhostProgram(),
        "apache-httpd": HttpdProgram(),
        "curl": CurlProgram(),
        "kubernetes-bootcamp-v1": BootcampProgram(version: 1),
        "kubernetes-bootcamp-v2": BootcampProgram(version: 2),
        "mariadb-entrypoint": MariaDBProgram(isEntrypoint: true),
        "mariadb-healthcheck": MariaDBHealthCheck(),
        "mariadbd": MariaDBProgram(isEntrypoint: false),
        "mongo-entrypoint": MongoProgram(isEntrypoint: true),
        "mongod": MongoProgram(isEntrypoint: false),
        "mongosh": MongoShellProgram(),
        "mysql-entrypoint": MySQLProgram(isEntrypoint: true),
        "mysqladmin": MySQLAdminProgram(),
        "mysqld": MySQLProgram(isEntrypoint: false),
        "nginx": NginxProgram(),
        "nginx-entrypoint": NginxEntrypoint(),
        "createdb": PgDatabaseProgram(verb: "CREATE"),
        "dropdb": PgDatabaseProgram(verb: "DROP"),
        "node-entrypoint": NodeEntrypoint(),
        "pg_isready": PgIsReadyProgram(),
        "postgres": PostgresProgram(),
        "postgres-entrypoint": PostgresEntrypoint(),
        "psql": PsqlProgram(),
        "rabbitmq-diagnostics": RabbitDiagnosticsProgram(),
        "rabbitmq-entrypoint": RabbitProgram(isEntrypoint: true),
        "rabbitmq-server": RabbitProgram(isEntrypoint: false),
        "rabbitmqctl": RabbitDiagnosticsProgram(),
        "redis-cli": RedisCLIProgram(),
        "redis-entrypoint": RedisEntrypoint(),
        "redis-server": RedisServerProgram(),
        "registry": RegistryProgram(),
        "ryuk": RyukProgram(),
        "traefik-whoami": WhoamiProgram(),
    ])
}
