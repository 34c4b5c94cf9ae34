import EngineAPI
import Foundation

/// What a session's commands find: variables, a home, shims.
struct SessionEnvironment {
    let id: String
    /// The engine's socket as the commands see it.
    let socket: String
    /// The home as the commands see it.
    let home: String
    let workspace: String
    /// Where published ports answer: `127.0.0.1` inside, the session's own address outside.
    let host: String
    /// Folders of programs, ours first.
    let programs: [String]
    /// The kubeconfig of the session's cluster as the commands see it; nil for none.
    let kubeconfig: String?

    /// The variables; for commands inside these are all.
    func variables(terminal: String? = nil) -> [String: String] {
        var variables = [
            "SLIDECTL_SESSION": id, "SLIDECTL_HOST": host, "SLIDECTL_WORKSPACE": workspace,
            "DOCKER_HOST": "unix://" + socket,
            // BuildKit speaks past the API that a gate understands.
            "DOCKER_BUILDKIT": "0", "COMPOSE_DOCKER_CLI_BUILD": "0", "DOCKER_CLI_HINTS": "false",
            "DOCKER_CONFIG": home + "/.docker", "HOME": home, "PATH": programs.joined(separator: ":"),
            "TESTCONTAINERS_RYUK_DISABLED": "true", "TESTCONTAINERS_HOST_OVERRIDE": host,
            "TESTCONTAINERS_CONNECTION_MODE": "docker_host", "TESTCONTAINERS_DOCKER_SOCKET_OVERRIDE": socket,
            "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "TZ": "UTC", "TERM": terminal ?? "dumb", "COLUMNS": "100",
            "LINES": "30",
            "USER": "student", "LOGNAME": "student", "SHELL": "/bin/bash", "PS1": "sandbox:\\w\\$ ",
        ]
        variables["KUBECONFIG"] = kubeconfig
        return variables
    }

    static let systemPath = ["/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin"]

    /// Programs of ours that stand before others of the same name.
    static let shims = [
        "minikube": MinikubeShim.text,
        "podman": """
        #!/bin/sh
        # In a sandbox there is one engine, behind Docker's API: podman's commands go to docker.
        case "$1" in
            compose) shift; exec docker compose "$@" ;;
            --version) exec docker --version ;;
        esac
        exec docker "$@"

        """,
        "sudo": """
        #!/bin/sh
        # In a sandbox there is nobody above the student: what is to run as root runs as whoever types it.
        while [ $# -gt 0 ]; do
            case "$1" in
                -[ughpCRT]) shift; [ $# -eq 0 ] || shift ;;
                --) shift; break ;;
                -*) shift ;;
                *) break ;;
            esac
        done
        [ $# -gt 0 ] || { echo "usage: sudo COMMAND" >&2; exit 1; }
        exec env "$@"

        """,
        "podman-compose": "#!/bin/sh\nexec docker compose \"$@\"\n",
        "docker-compose": "#!/bin/sh\nexec docker compose \"$@\"\n",
    ]

    /// Writes the home's and the shims' files.
    static func prepare(
        home: String,
        shims folder: String,
        accounts: [String: String],
        accountsFolder: String,
        plugins: [String]
    )
        throws
    {
        let manager = FileManager.default
        for path in [home + "/.docker", folder, accountsFolder] {
            try manager.createDirectory(atPath: path, withIntermediateDirectories: true)
        }
        let folders = JSON.array(plugins.map(JSON.string))
        let configuration = JSON.object(plugins.isEmpty ? [] : [.init("cliPluginsExtraDirs", folders)])
        try EphemeralFile.write(
            String(decoding: configuration.bytes, as: UTF8.self),
            to: home + "/.docker/config.json"
        )
        for (name, text) in shims { try EphemeralFile.write(text, to: "\(folder)/\(name)", mode: 0o755) }
        for (name, text) in accounts { try EphemeralFile.write(text, to: "\(accountsFolder)/\(name)") }
    }
}
