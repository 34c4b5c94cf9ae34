import EngineAPI
import EngineGate
import TestKit
import Testing

/// What networks, volumes, images, processes and builds may not ask for.
struct OtherPolicyTests {
    struct Row: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let says: String
        let act: @Sendable (EngineGate) async throws -> Void

        init(_ name: String, says: String, _ act: @escaping @Sendable (EngineGate) async throws -> Void) {
            testDescription = name
            self.says = says
            self.act = act
        }
    }

    private static func network(
        _ name: String,
        says: String,
        _ change: @escaping @Sendable (inout NetworkCreation) -> Void
    ) -> Row {
        Row(name, says: says) { gate in
            _ = try await gate.createNetwork(
                NetworkCreation().with {
                    $0.name = "net"; change(&$0)
                }
            )
        }
    }

    private static func volume(
        _ name: String,
        says: String,
        _ options: [String: String],
        _ driver: String = ""
    ) -> Row {
        Row(name, says: says) { gate in
            _ = try await gate.createVolume(
                VolumeCreation().with {
                    $0.name = "vol"
                    $0.driver = driver
                    $0.driverOpts = options
                }
            )
        }
    }

    private static func pull(_ image: String, says: String) -> Row {
        Row("pull \(image)", says: says) { gate in
            var options = PullOptions()
            options.image = image
            options.tag = "latest"
            _ = try await gate.pullImage(options)
        }
    }

    private static func build(
        _ name: String,
        says: String,
        _ change: @escaping @Sendable (inout BuildOptions) -> Void
    ) -> Row {
        Row(name, says: says) { gate in
            var options = BuildOptions()
            change(&options)
            _ = try await gate.build(options, EngineStream([]))
        }
    }

    static let rows: [Row] = [
        network("macvlan", says: "driver bridge") { $0.driver = "macvlan" },
        network("ipvlan", says: "driver bridge") { $0.driver = "ipvlan" },
        network("overlay", says: "driver bridge") { $0.driver = "overlay" },
        network("host driver", says: "driver bridge") { $0.driver = "host" },
        network("ingress", says: "swarm") { $0.ingress = true },
        network("config only", says: "swarm") { $0.configOnly = true },
        network("config from", says: "swarm") { $0.configFrom = ConfigReference().with { $0.network = "x" } },
        network("attachable", says: "swarm") { $0.attachable = true },
        network("bridge name", says: "com.docker.network.bridge.name") {
            $0.options = ["com.docker.network.bridge.name": "docker0"]
        },
        network("host binding", says: "host_binding") {
            $0.options = ["com.docker.network.bridge.host_binding_ipv4": "0.0.0.0"]
        },
        network("interface prefix", says: "iface_prefix") {
            $0.options = ["com.docker.network.container_iface_prefix": "x"]
        },
        network("subnet of the house", says: "subnet") {
            $0.ipam = IPAM().with { $0.config = [IPAM.Pool().with { $0.subnet = "192.168.1.0/24" }] }
        },
        network("subnet of everything", says: "subnet") {
            $0.ipam = IPAM().with { $0.config = [IPAM.Pool().with { $0.subnet = "0.0.0.0/0" }] }
        },
        network("IPAM driver", says: "--ipam-driver") { $0.ipam = IPAM().with { $0.driver = "dhcp" } },
        network("built-in name", says: "predefined") { $0.name = "host" },
        volume("bind by options", says: "--opt", ["type": "none", "o": "bind", "device": "/"]),
        volume("rbind by options", says: "--opt", ["o": "rbind", "device": "/"]),
        volume(
            "overlay by options",
            says: "--opt",
            ["type": "overlay", "device": "overlay", "o": "lowerdir=/"]
        ),
        volume("nfs by options", says: "--opt", ["type": "nfs", "o": "addr=10.0.0.1", "device": ":/"]),
        volume("cifs by options", says: "--opt", ["type": "cifs", "device": "//10.0.0.1/x"]),
        volume("block device by options", says: "--opt", ["type": "ext4", "device": "/dev/sda1"]),
        volume("tmpfs with more", says: "--opt", ["type": "tmpfs", "device": "tmpfs", "x": "y"]),
        volume("driver", says: "driver", [:], "sshfs"),
        pull("127.0.0.1:5000/x", says: "can't be pulled"),
        pull("169.254.169.254/x", says: "can't be pulled"),
        pull("localhost/x", says: "can't be pulled"),
        pull("ghcr.io/x/y", says: "can't be pulled"),
        pull("slidectl.invalid/bob222/docker.io/library/secret", says: "invalid reference"),
        pull("moby/buildkit", says: "BuildKit isn't offered"),
        Row("pull of all tags", says: "name one") { gate in
            var options = PullOptions()
            options.image = "busybox"
            _ = try await gate.pullImage(options)
        },
        Row("push", says: "no registry is open to it") {
            _ = try await $0.pushImage("busybox", PushOptions(tag: "latest"))
        },
        Row("login", says: "registry") { gate in
            _ = try await gate.login(
                RegistryCredentials().with { $0.serverAddress = "http://127.0.0.1:2375" }
            )
        },
        Row("search elsewhere", says: "registry") { gate in
            _ = try await gate.searchImages(term: "127.0.0.1:2375/x", limit: nil, filters: Filters())
        },
        Row("distribution elsewhere", says: "can't be pulled") { gate in
            _ = try await gate.inspectDistribution("127.0.0.1:2375/x", nil)
        },
        Row("import from an address", says: "standard input") { gate in
            var options = ImportOptions()
            options.source = "http://127.0.0.1/x.tar"
            _ = try await gate.importImage(options, EngineStream([]))
        },
        Row("tag over the gate's own names", says: "invalid reference") { gate in
            try await gate.tagImage(
                "busybox",
                repo: "slidectl.invalid/bob222/docker.io/library/app",
                tag: "1"
            )
        },
        build("build from an address", says: "from an address") { $0.remote = "http://169.254.169.254/" },
        build("build on the host's network", says: "--network host") { $0.networkMode = "host" },
        build("build in a container's network", says: "--network") { $0.networkMode = "container:db" },
        build("build with host-gateway", says: "--add-host") { $0.extraHosts = ["h:host-gateway"] },
        build("BuildKit", says: "DOCKER_BUILDKIT=0") { $0.version = "2" },
        build("squash", says: "--squash") { $0.squash = true },
        build("build over the gate's own names", says: "invalid reference") {
            $0.tags = ["slidectl.invalid/bob222/docker.io/library/app"]
        },
        Row("top with a command", says: "ps") { _ = try await $0.top("web", psArguments: "; rm -rf /") },
    ]

    @Test(arguments: rows)
    func refuses(_ row: Row) async throws {
        let world = try GateWorld()
        let problem = await failure { try await row.act(world.gate) }
        #expect(
            try #require(problem, "nothing was refused").message.contains(row.says),
            "\(problem?.message ?? "")"
        )
        let reached = world.engine.changes.filter {
            $0.name != "createNetwork" || $0.subject != "slidectl-alice1-bridge"
        }
        #expect(reached.isEmpty, "\(reached)")
    }

    @Test func refusesAPrivilegedProcess() async throws {
        let world = try GateWorld()
        _ = try await world.created()
        let privileged = ExecCreation().with {
            $0.cmd = ["sh"]
            $0.privileged = true
        }
        #expect(await failure { _ = try await world.gate.createExec("web", privileged) }?.kind == .forbidden)
        let onDescriptor = ExecCreation().with {
            $0.cmd = ["sh"]
            $0.workingDir = "/proc/self/fd/7"
        }
        #expect(
            await failure { _ = try await world.gate.createExec("web", onDescriptor) }?.kind == .forbidden
        )
        #expect(world.engine.last("createExec") == nil)
    }

    @Test func clampsNewLimits() async throws {
        let world = try GateWorld()
        _ = try await world.created()
        let asked = ContainerUpdate().with {
            $0.resources.memory = -1
            $0.resources.memorySwap = -1
            $0.resources.pidsLimit = -1
            $0.resources.cgroupParent = "/"
        }
        _ = try await world.gate.updateContainer("web", asked)
        let reached = try ContainerUpdate(json: try #require(world.engine.last("updateContainer")).value)
            .resources
        #expect(reached.memory == 1 << 30 && reached.memorySwap == 1 << 30 && reached.pidsLimit == 512)
        #expect(reached.cgroupParent.isEmpty)
    }

    @Test func stripsOurLabelsFromACommit() async throws {
        let world = try GateWorld()
        _ = try await world.created()
        var options = CommitOptions()
        options.container = "web"
        options.repo = "app"
        options.changes = ["LABEL dev.slidectl.session=bob222"]
        #expect(await failure { _ = try await world.gate.commit(options) }?.kind == .forbidden)
        options.changes = ["ENV A=1"]
        _ = try await world.gate.commit(options)
        let reached = try #require(world.engine.last("commit")).value
        #expect(reached["repo"]?.text == "slidectl.invalid/alice1/docker.io/library/app")
        #expect(
            reached.members?.last { $0.name == "changes" }?.value
                == .string("LABEL dev.slidectl.session=alice1")
        )
    }

    @Test func holdsToItsQuotas() async throws {
        var settings = GateSettings()
        settings.quotas.containers = 1
        settings.quotas.volumes = 1
        settings.quotas.networks = 1
        let world = try GateWorld(settings)
        _ = try await world.created()
        #expect(await failure { _ = try await world.created { $0.name = "two" } }?.kind == .tooMany)
        _ = try await world.gate.createVolume(VolumeCreation().with { $0.name = "one" })
        #expect(
            await failure {
                _ = try await world.gate.createVolume(VolumeCreation().with { $0.name = "two" })
            }?.kind
                == .tooMany
        )
    }

    /// A bridge with an address of the house's network would take the way there from the machine.
    @Test func refusesTheAddressesThatTheMachineReaches() async throws {
        var settings = GateSettings()
        settings.takenRanges = ["192.0.2.0/24", "172.20.5.0/24"]
        let world = try GateWorld(settings)
        func make(_ subnet: String) async throws {
            let pool = IPAM.Pool().with { $0.subnet = subnet }
            _ = try await world.gate.createNetwork(
                NetworkCreation().with { ($0.name, $0.ipam) = ("n", IPAM().with { $0.config = [pool] }) }
            )
        }
        for subnet in ["172.20.0.0/16", "172.20.5.0/24", "172.20.5.128/25"] {
            let problem = await failure { try await make(subnet) }
            #expect(problem?.kind == .forbidden)
            #expect(problem?.message.contains("the machine itself reaches 172.20.5.0/24") == true)
        }
        #expect(world.engine.last("createNetwork") == nil)
        try await make("172.21.0.0/16")
    }

    @Test(
        arguments: [
            ("busybox", "1", "manifest for busybox:1 not found: manifest unknown"),
            ("team/app", "latest", "manifest for team/app:latest not found: manifest unknown"),
        ]
    )
    func saysOfAMissingImageTheNameThatWasAsked(_ image: String, _ tag: String, _ says: String) async throws {
        var settings = GateSettings()
        settings.registries.mirrors = ["docker.io": "127.0.0.1:5000"]
        let path = image.contains("/") ? image : "library/\(image)"
        let world = try GateWorld(settings) { contents in
            contents.trouble = {
                guard $0 == "pullImage" else { return }
                let name = "127.0.0.1:5000/\(path):\(tag)"
                throw EngineError(.notFound, "manifest for \(name) not found: manifest unknown")
            }
        }
        var options = PullOptions()
        (options.image, options.tag) = (image, tag)
        let asked = options
        #expect(await failure { _ = try await world.gate.pullImage(asked) } == EngineError(.notFound, says))
    }
}
