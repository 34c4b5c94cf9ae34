import EngineAPI
import LabGrader
import TestKit

/// A session with one of everything that checks can be about.
enum SampleWorld {
    static let database = String(repeating: "db", count: 32)
    static let job = String(repeating: "0b", count: 32)

    static func room() -> CheckRoom {
        CheckRoom(RecordingEngine(fill), ports: FakePorts(fill), files: files)
    }

    private static func fill(_ contents: inout RecordingEngine.Contents) {
        add(databaseContainer, to: &contents)
        add(jobContainer, to: &contents)
        for (index, name) in ["web", "web", "cache"].enumerated() {
            add(service(name, index), to: &contents)
        }
        contents.logs[database] = "starting\ndatabase system is ready to accept connections\n"
        contents.images = images
        contents.history["sha256:todos"] = [
            HistoryItem().with { $0.createdBy = "ENTRYPOINT [\"/bin/${SERVICE}\"]" },
            HistoryItem().with { $0.createdBy = "ENV TOKEN=secret" },
        ]
        contents.paths = [
            "/app": PathStat().with { ($0.name, $0.mode) = ("app", 0o755) },
            "/bin/sh": PathStat().with { ($0.mode, $0.linkTarget) = (1 << 27 | 0o777, "/bin/busybox") },
            "/bin/busybox": PathStat().with { $0.mode = 1 << 23 | 0o755 },
        ]
        contents.volumes = [
            VolumeDetails().with { ($0.name, $0.driver, $0.labels) = ("data", "local", ["keep": "yes"]) }
        ]
        contents.networks = [
            NetworkDetails().with {
                ($0.name, $0.id, $0.driver, $0.isInternal) = ("backend", "n1", "bridge", true)
                $0.labels = ["zone": "inner"]
                $0.containers = [database: NetworkDetails.Member().with { $0.name = "db" }]
            },
            NetworkDetails().with { ($0.name, $0.id, $0.driver) = ("front", "n2", "bridge") },
        ]
    }

    /// Puts a container into an engine, in its list and by its details.
    static func add(_ details: ContainerDetails, to contents: inout RecordingEngine.Contents) {
        contents.details[details.id] = details
        contents.containers.append(
            ContainerSummary().with {
                $0.id = details.id
                $0.names = [details.name]
                $0.labels = details.config.labels ?? [:]
                $0.state = details.state.status
            }
        )
    }

    static let databaseContainer = ContainerDetails().with {
        ($0.id, $0.name, $0.image, $0.restartCount) = (database, "/db", "sha256:pg", 1)
        $0.state = ContainerState().with {
            ($0.status, $0.running) = ("running", true)
            $0.health = ContainerState.Health().with { $0.status = "healthy" }
        }
        $0.config = ContainerConfig().with {
            ($0.image, $0.user) = ("postgres:16", "postgres")
            $0.env = ["PATH=/bin", "POSTGRES_PASSWORD=gophers", "EMPTY="]
            ($0.entrypoint, $0.cmd) = (["docker-entrypoint.sh"], ["postgres", "-c", "fsync=off"])
            $0.labels = ["tier": "data"]
            $0.exposedPorts = ["5432/tcp": Present()]
            $0.healthcheck = Healthcheck().with { $0.test = ["CMD", "pg_isready"] }
        }
        $0.hostConfig = HostConfig().with {
            $0.portBindings = ["5432/tcp": [PortBinding(hostIP: "", hostPort: "15432")]]
            $0.restartPolicy = RestartPolicy().with { $0.name = "unless-stopped" }
            $0.resources = Resources().with {
                ($0.memory, $0.nanoCPUs, $0.pidsLimit) = (256 << 20, 500_000_000, 100)
            }
        }
        $0.mounts = [
            MountPoint().with {
                ($0.type, $0.name, $0.destination) = ("volume", "data", "/var/lib/postgresql/data")
            },
            MountPoint().with {
                ($0.type, $0.source, $0.destination, $0.isWritable) = (
                    "bind", "/home/ann/work/conf", "/etc/conf", false
                )
            },
        ]
        $0.networkSettings = ContainerDetails.NetworkSettings().with {
            $0.ports = ["5432/tcp": [PortBinding(hostIP: "0.0.0.0", hostPort: "15432")], "9000/tcp": nil]
            $0.networks = ["backend": nil]
        }
    }

    static let jobContainer = ContainerDetails().with {
        ($0.id, $0.name) = (job, "/job")
        $0.state = ContainerState().with { ($0.status, $0.exitCode) = ("exited", 3) }
        $0.config = ContainerConfig().with { $0.image = "busybox" }
        $0.hostConfig = HostConfig().with { $0.privileged = true }
    }

    /// A container of the compose project `shop`: the cache comes before the web servers.
    private static func service(_ name: String, _ index: Int) -> ContainerDetails {
        ContainerDetails().with {
            ($0.id, $0.name) = (String(repeating: "5\(index)", count: 32), "/shop-\(name)-\(index)")
            $0.state = ContainerState().with {
                ($0.status, $0.running) = ("running", true)
                $0.startedAt =
                    name == "web" ? "2026-03-01T10:00:0\(index + 1).5Z" : "2026-03-01T10:00:00.123Z"
                if name == "cache" { $0.health = ContainerState.Health().with { $0.status = "healthy" } }
            }
            $0.config = ContainerConfig().with {
                $0.image = name == "web" ? "nginx:1.27" : "redis:7"
                $0.labels = [
                    "com.docker.compose.project": "shop", "com.docker.compose.service": name,
                    "com.docker.compose.depends_on": name == "web" ? "cache:service_healthy:false" : "",
                ]
            }
        }
    }

    private static let images = [
        ImageDetails().with {
            ($0.id, $0.repoTags) = ("sha256:todos", ["todos:v1"])
            ($0.size, $0.os, $0.architecture, $0.variant) = (25_300_000, "linux", "arm64", "v8")
            $0.rootFS.layers = ["a", "b", "c"]
            $0.config = ContainerConfig().with {
                ($0.user, $0.workingDir) = ("app", "/srv")
                ($0.entrypoint, $0.cmd) = (["/bin/${SERVICE}"], ["--port", "8080"])
                ($0.env, $0.labels) = (["TOKEN=secret"], ["org": "gophers"])
            }
        },
        ImageDetails().with {
            ($0.id, $0.repoTags, $0.rootFS.layers) = ("sha256:alpine", ["alpine:3.20"], ["a", "b"])
        },
        ImageDetails().with {
            ($0.id, $0.repoTags, $0.rootFS.layers) = ("sha256:other", ["debian:12"], ["x"])
        },
        ImageDetails().with {
            ($0.id, $0.repoTags) = ("sha256:pg", ["postgres:16", "db.example/pg:stable"])
        },
    ]

    private static func fill(_ state: inout FakePorts.State) {
        state.connections[5432] = { .open(answer: $0.isEmpty ? [] : [UInt8(ascii: "N")]) }
        state.connections[6379] = {
            .open(answer: $0.starts(with: "PING".utf8) ? Array("+PONG\r\n".utf8) : [])
        }
        state.connections[8080] = { .open(answer: $0.isEmpty ? [] : Array("HTTP/1.1 200 OK\r\n".utf8)) }
        state.connections[9999] = { _ in .silent }
        state.responses[8080] = { path, number in
            guard path != "/missing" else { return .response(status: 404, headers: [], body: []) }
            let body =
                path == "/who"
                ? "server \(number % 3)" : #"{"items": [1, 2, 3], "name": "todos", "ok": true}"#
            return .response(
                status: 200,
                headers: [HTTPAnswer.Header("content-type", "application/json")],
                body: Array(body.utf8)
            )
        }
        state.responses[9999] = { _, _ in .broken("it closed the connection") }
    }

    private static let files = FakeFiles([
        "Dockerfile": text(
            "# two stages\nFROM golang:1.24 AS build\nRUN go build\nFROM scratch\nCOPY --from=build /app /app\n"
        ),
        "compose.yaml": text("services:\n  web:\n    image: nginx\n  db: {image: postgres}\n"),
        "broken.yaml": text("services: [\n"),
        "conf": .notAFile("a folder"),
        "huge.txt": .file(bytes: Array(repeating: 0x61, count: 300_000), size: 5_000_000),
    ])

    private static func text(_ text: String) -> WorkspaceFile {
        .file(bytes: Array(text.utf8), size: text.utf8.count)
    }
}
