import EngineAPI
import EngineGate
import TestKit
import Testing

/// What is allowed reaches the engine rebuilt: limited, named and labelled as the session's.
struct RewrittenFieldTests {
    @Test func givesNamesAndLabelsOfTheSession() async throws {
        let made = try await GateWorld().created {
            $0.config.labels = ["a": "b", "dev.slidectl.session": "bob222"]
        }
        #expect(made.name == "slidectl-alice1-web")
        #expect(made.config.image == "slidectl.invalid/alice1/docker.io/library/busybox:latest")
        #expect(made.config.labels?["dev.slidectl.session"] == "alice1")
        #expect(made.config.labels?["a"] == "b")
    }

    @Test func limitsWhatAsksForNothing() async throws {
        let resources = try await GateWorld().created().hostConfig.resources
        #expect(resources.memory == 512 << 20)
        #expect(resources.memorySwap == resources.memory)
        #expect(resources.nanoCPUs == 1_000_000_000)
        #expect(resources.pidsLimit == 512)
    }

    @Test(arguments: [-1, 0, 1 << 62])
    func limitsWhatAsksForAll(_ asked: Int) async throws {
        let resources = try await GateWorld().created {
            $0.hostConfig.resources.memory = asked
            $0.hostConfig.resources.memorySwap = -1
            $0.hostConfig.resources.pidsLimit = asked
            $0.hostConfig.resources.nanoCPUs = asked
            $0.hostConfig.shmSize = asked
        }.hostConfig
        #expect((1...(1 << 30)).contains(resources.resources.memory))
        #expect(resources.resources.memorySwap == resources.resources.memory)
        #expect((1...512).contains(resources.resources.pidsLimit ?? -1))
        #expect((1...2_000_000_000).contains(resources.resources.nanoCPUs))
        #expect((0...(64 << 20)).contains(resources.shmSize))
    }

    @Test func limitsAQuotaOfProcessors() async throws {
        let resources = try await GateWorld().created {
            $0.hostConfig.resources.cpuQuota = 6_400_000
            $0.hostConfig.resources.cpuPeriod = 100_000
        }.hostConfig.resources
        #expect(resources.cpuQuota == 200_000)
        #expect(resources.nanoCPUs == 0)
    }

    @Test func dropsWhatReachesBeyondTheContainer() async throws {
        let host = try await GateWorld().created {
            $0.hostConfig.maskedPaths = []
            $0.hostConfig.readonlyPaths = []
            $0.hostConfig.annotations = ["run.oci.keep_original_groups": "1"]
            $0.hostConfig.resources.cgroupParent = "/evil"
            $0.hostConfig.resources.cpusetCpus = "0-63"
            $0.hostConfig.resources.blkioWeightDevice = [WeightDevice().with { $0.path = "/dev/sda" }]
            $0.hostConfig.logConfig = LogConfig(type: "syslog", config: ["syslog-address": "tcp://10.0.0.1"])
            $0.hostConfig.containerIDFile = "/x"
            $0.hostConfig.storageOpt = ["size": "100G"]
            $0.hostConfig.capAdd = ["MKNOD", "CHOWN"]
            $0.config.macAddress = "02:42:ac:11:00:02"
        }
        #expect(host.hostConfig.maskedPaths == nil && host.hostConfig.readonlyPaths == nil)
        #expect(host.hostConfig.annotations == nil && host.hostConfig.storageOpt == nil)
        #expect(
            host.hostConfig.resources.cgroupParent.isEmpty && host.hostConfig.resources.cpusetCpus.isEmpty
        )
        #expect(host.hostConfig.resources.blkioWeightDevice == nil)
        #expect(host.hostConfig.logConfig.type == "json-file")
        #expect(host.hostConfig.logConfig.config == ["max-size": "5m", "max-file": "2"])
        #expect(host.hostConfig.capAdd == ["CHOWN"] && host.hostConfig.capDrop == ["MKNOD"])
        #expect(host.hostConfig.cgroupnsMode == "private")
        #expect(host.config.macAddress == nil)
    }

    @Test(arguments: [
        ("", [:], "json-file", ["max-size": "5m", "max-file": "2"]),
        ("none", [:], "none", [:]),
        ("json-file", ["max-size": "1k"], "json-file", ["max-size": "1k", "max-file": "1"]),
        ("", ["max-size": "10g", "max-file": "9"], "json-file", ["max-size": "5m", "max-file": "2"]),
        ("json-file", ["max-size": "-1", "mode": "x"], "json-file", ["max-size": "5m", "max-file": "1"]),
        ("local", ["max-file": "1"], "json-file", ["max-size": "5m", "max-file": "1"]),
    ])
    func boundsLogsAndShowsWhatWasAskedFor(
        _ type: String,
        _ options: [String: String],
        _ given: String,
        _ limits: [String: String]
    ) async throws {
        let world = try GateWorld()
        let log = try await world.created {
            $0.hostConfig.logConfig = LogConfig(type: type, config: options)
        }.hostConfig.logConfig
        #expect(log.type == given && log.config == limits)
        let shown = try await world.gate.inspectContainer("web", size: false).hostConfig.logConfig
        #expect(shown == LogConfig(type: type.isEmpty ? "json-file" : type, config: options))
    }

    @Test func allowsTheFieldsThatClientsSendAsZero() async throws {
        let made = try await GateWorld().created {
            $0.hostConfig.networkMode = "default"
            $0.hostConfig.capAdd = []
            $0.hostConfig.resources.devices = []
            $0.hostConfig.ipcMode = ""
            $0.hostConfig.runtime = ""
            $0.hostConfig.binds = []
            $0.hostConfig.mounts = []
            $0.hostConfig.resources.memorySwappiness = -1
            $0.networkingConfig = NetworkingConfig().with {
                $0.endpointsConfig = ["default": EndpointSettings()]
            }
        }
        #expect(made.hostConfig.networkMode == "slidectl-alice1-bridge")
    }

    @Test func mountsTheWorkspaceFromWhereNobodyCanChangeIt() async throws {
        let mounts = try await GateWorld().created { $0.hostConfig.binds = ["/work/src:/app:ro,z,shared"] }
            .hostConfig
        #expect(mounts.binds == nil)
        let mount = try #require(mounts.mounts?.first { $0.target == "/app" })
        #expect(mount.type == "bind" && mount.source == "/staging/1" && mount.readOnly)
        #expect(mount.bindOptions?.propagation == "rprivate")
    }

    @Test func mountsTheGateWhereDockersSocketIsAskedFor() async throws {
        let made = try await GateWorld().created {
            $0.hostConfig.binds = ["/var/run/docker.sock:/var/run/docker.sock"]
        }
        #expect(made.hostConfig.mounts?.first { $0.type == "bind" }?.source == "/run/gate.sock")
        let problem = await failure {
            _ = try await GateWorld(socket: nil).created { $0.hostConfig.binds = ["/run/docker.sock:/s"] }
        }
        #expect(problem?.message.contains("socket") == true)
    }

    @Test func namesVolumesAndLabelsThoseWithoutAName() async throws {
        let world = try GateWorld()
        let mounts =
            try await world.created { $0.hostConfig.binds = ["v1:/v", "/anonymous"] }.hostConfig.mounts ?? []
        #expect(mounts.first { $0.target == "/v" }?.source == "slidectl-alice1-v1")
        for target in ["/anonymous", "/data"] {
            let mount = try #require(mounts.first { $0.target == target })
            #expect(mount.source.isEmpty && mount.volumeOptions?.labels?["dev.slidectl.session"] == "alice1")
        }
        let volume = try #require(world.engine.last("createVolume"))
        #expect(volume.subject == "slidectl-alice1-v1")
    }

    @Test func mountsTheSessionsOwnImages() async throws {
        let made = try await GateWorld().created {
            $0.hostConfig.mounts = [
                Mount().with { ($0.type, $0.source, $0.target) = ("image", "busybox", "/tools") }
            ]
        }
        let mount = made.hostConfig.mounts?.first { $0.target == "/tools" }
        #expect(mount?.type == "image")
        #expect(mount?.source == "slidectl.invalid/alice1/docker.io/library/busybox:latest")
    }

    /// What an image brings along counts as asked for.
    @Test func judgesWhatComesFromTheImage() async throws {
        let second = 1_000_000_000
        func world(_ change: @escaping (inout ContainerConfig) -> Void) throws -> GateWorld {
            try GateWorld { contents in
                var config = contents.images[0].config ?? ContainerConfig()
                change(&config)
                contents.images[0].config = config
            }
        }
        let hasty = Healthcheck().with {
            ($0.test, $0.interval, $0.timeout, $0.retries) = (["CMD", "true"], 1_000_000, 3 * second, 3)
        }
        let made = try await world { $0.healthcheck = hasty }.created().config.healthcheck
        #expect(
            made == Healthcheck().with { ($0.interval, $0.timeout, $0.retries) = (second, 3 * second, 3) }
        )
        let asked = try await world { $0.healthcheck = hasty }.created {
            $0.config.healthcheck = Healthcheck().with { $0.interval = 5 * second }
        }
        #expect(asked.config.healthcheck?.interval == 5 * second)
        let calm = hasty.with { $0.interval = 2 * second }
        #expect(try await world { $0.healthcheck = calm }.created().config.healthcheck == nil)

        let problem = await failure { _ = try await world { $0.workingDir = "/proc/self/fd/8" }.created() }
        #expect(problem?.message.contains("of the image: the working folder") == true)
        let own = try await world { $0.workingDir = "/proc/self/fd/8" }.created {
            $0.config.workingDir = "/app"
        }
        #expect(own.config.workingDir == "/app")
    }

    @Test func publishesOnTheSessionsOwnAddress() async throws {
        let made = try await GateWorld().created {
            $0.hostConfig.portBindings = [
                "80/tcp": [PortBinding(hostIP: "0.0.0.0", hostPort: "80")],
                "5432/tcp": [PortBinding(hostIP: "", hostPort: "5432"), PortBinding()],
            ]
        }.hostConfig.portBindings
        #expect(made?["80/tcp"] == [PortBinding(hostIP: "127.3.2.1", hostPort: "40080")])
        #expect(
            made?["5432/tcp"] == [
                PortBinding(hostIP: "127.3.2.1", hostPort: "5432"),
                PortBinding(hostIP: "127.3.2.1", hostPort: ""),
            ]
        )
    }

    @Test func publishesAllPortsOneByOne() async throws {
        let host = try await GateWorld().created { $0.hostConfig.publishAllPorts = true }.hostConfig
        #expect(!host.publishAllPorts)
        #expect(host.portBindings?["80/tcp"] == [PortBinding(hostIP: "127.3.2.1", hostPort: "")])
    }

    @Test func letsContainersBeLookedUpByTheStudentsName() async throws {
        let world = try GateWorld()
        _ = try await world.gate.createNetwork(NetworkCreation().with { $0.name = "back" })
        let made = try await world.created { $0.hostConfig.networkMode = "back" }
        let endpoint = made.networkingConfig?.endpointsConfig?["slidectl-alice1-back"] ?? nil
        #expect(endpoint?.aliases == ["web"])
    }

    @Test(arguments: ["nope", "slidectl-bob222-back", "bridge2"])
    func asksForAnUnknownNetworkAsTheSessionsOwn(_ name: String) async throws {
        let made = try await GateWorld().created { $0.hostConfig.networkMode = name }
        #expect(made.hostConfig.networkMode == "slidectl-alice1-\(name)")
        #expect(
            (made.networkingConfig?.endpointsConfig ?? [:]).keys.allSatisfy {
                $0 == "slidectl-alice1-\(name)"
            }
        )
    }

    @Test func linksContainersWhereTheyAreInTheDefaultNetwork() async throws {
        let id = String(repeating: "c", count: 64)
        let made = try await GateWorld(fill: { contents in
            contents.containers = [
                ContainerSummary().with {
                    $0.id = id
                    $0.names = ["/slidectl-alice1-db"]
                    $0.labels = ["dev.slidectl.session": "alice1"]
                }
            ]
        }).created { $0.hostConfig.links = ["db:database"] }
        #expect(made.hostConfig.links == nil)
        let place = made.networkingConfig?.endpointsConfig?["slidectl-alice1-bridge"] ?? nil
        #expect(place?.links == ["\(id.prefix(12)):database"])
    }

    @Test func keepsProbesASecondApart() async throws {
        let check = try await GateWorld().created {
            $0.config.healthcheck = Healthcheck().with {
                $0.interval = 1_000_000
                $0.startInterval = 1
                $0.timeout = 0
            }
        }.config.healthcheck
        #expect(
            check?.interval == 1_000_000_000 && check?.startInterval == 1_000_000_000 && check?.timeout == 0
        )
    }

    @Test func limitsMemoryThatIsMounted() async throws {
        let host = try await GateWorld().created {
            $0.hostConfig.tmpfs = ["/t": "rw,exec,dev,suid,size=64g,mode=1777"]
            $0.hostConfig.mounts = [
                Mount().with {
                    $0.type = "tmpfs"
                    $0.target = "/m"
                    $0.tmpfsOptions = Mount.TmpfsOptions().with { $0.sizeBytes = 1 << 50 }
                }
            ]
        }.hostConfig
        #expect(host.tmpfs?["/t"] == "nosuid,nodev,rw,exec,mode=1777,size=\(512 << 20)")
        #expect(host.mounts?.first { $0.target == "/m" }?.tmpfsOptions?.sizeBytes == 512 << 20)
    }

    @Test func clampsLimitsOfProcesses() async throws {
        let limits = try await GateWorld().created {
            $0.hostConfig.resources.ulimits = ["nofile", "core", "memlock"].map { name in
                Ulimit().with {
                    $0.name = name
                    $0.hard = -1
                    $0.soft = 1 << 40
                }
            }
        }.hostConfig.resources.ulimits
        #expect(limits?.map(\.hard) == [65_536, 0, 64 << 20])
        #expect(limits?.map(\.soft) == [65_536, 0, 64 << 20])
    }
}
