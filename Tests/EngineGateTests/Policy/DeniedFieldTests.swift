import EngineAPI
import EngineGate
import TestKit
import Testing

/// Every field of a container that would reach beyond the session is refused, with the way out, before the engine sees it.
struct DeniedFieldTests {
    struct Row: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let says: String
        let change: @Sendable (inout ContainerCreation) -> Void

        init(_ name: String, says: String, _ change: @escaping @Sendable (inout ContainerCreation) -> Void) {
            testDescription = name
            self.says = says
            self.change = change
        }
    }

    static let rows: [Row] = [
        Row("privileged", says: "--privileged") { $0.hostConfig.privileged = true },
        Row("cap-add SYS_ADMIN", says: "--cap-add") { $0.hostConfig.capAdd = ["SYS_ADMIN"] },
        Row("cap-add CAP_SYS_ADMIN", says: "--cap-add") { $0.hostConfig.capAdd = ["CAP_SYS_ADMIN"] },
        Row("cap-add ALL", says: "--cap-add") { $0.hostConfig.capAdd = ["ALL"] },
        Row("cap-add all in lower case", says: "--cap-add") { $0.hostConfig.capAdd = ["sys_ptrace"] },
        Row("cap-add NET_ADMIN", says: "--cap-add") { $0.hostConfig.capAdd = ["NET_ADMIN"] },
        Row("seccomp=unconfined", says: "no-new-privileges") {
            $0.hostConfig.securityOpt = ["seccomp=unconfined"]
        },
        Row("apparmor=unconfined", says: "--security-opt") {
            $0.hostConfig.securityOpt = ["apparmor=unconfined"]
        },
        Row("label=disable", says: "--security-opt") { $0.hostConfig.securityOpt = ["label=disable"] },
        Row("systempaths", says: "--security-opt") { $0.hostConfig.securityOpt = ["systempaths=unconfined"] },
        Row("writable-cgroups", says: "--security-opt") {
            $0.hostConfig.securityOpt = ["writable-cgroups=true"]
        },
        Row("no-new-privileges off", says: "--security-opt") {
            $0.hostConfig.securityOpt = ["no-new-privileges=false"]
        },
        Row("device", says: "devices") {
            $0.hostConfig.resources.devices = [Device().with { $0.pathOnHost = "/dev/sda" }]
        },
        Row("device rules", says: "devices") { $0.hostConfig.resources.deviceCgroupRules = ["a *:* rwm"] },
        Row("device requests", says: "devices") {
            $0.hostConfig.resources.deviceRequests = [DeviceRequest().with { $0.count = -1 }]
        },
        Row("sysctl", says: "--sysctl kernel.core_pattern") {
            $0.hostConfig.sysctls = ["kernel.core_pattern": "|/x"]
        },
        Row("runtime", says: "--runtime") { $0.hostConfig.runtime = "evil" },
        Row("pid host", says: "--pid") { $0.hostConfig.pidMode = "host" },
        Row("ipc host", says: "--ipc") { $0.hostConfig.ipcMode = "host" },
        Row("uts host", says: "--uts") { $0.hostConfig.utsMode = "host" },
        Row("userns host", says: "--userns") { $0.hostConfig.usernsMode = "host" },
        Row("cgroupns host", says: "--cgroupns") { $0.hostConfig.cgroupnsMode = "host" },
        Row("network host", says: "--network") { $0.hostConfig.networkMode = "host" },
        Row("network by namespace", says: "--network") { $0.hostConfig.networkMode = "ns:/proc/1/ns/net" },
        Row("endpoint host", says: "host's network") {
            $0.networkingConfig = NetworkingConfig().with {
                $0.endpointsConfig = ["host": EndpointSettings()]
            }
        },
        Row("pid of a stranger", says: "No such container") { $0.hostConfig.pidMode = "container:stranger" },
        Row("network of a stranger", says: "No such container") {
            $0.hostConfig.networkMode = "container:stranger"
        },
        Row("volumes of a stranger", says: "No such container") { $0.hostConfig.volumesFrom = ["stranger"] },
        Row("link to a stranger", says: "No such container") { $0.hostConfig.links = ["stranger:db"] },
        Row("cgroup", says: "control group") { $0.hostConfig.cgroup = "container:x" },
        Row("isolation", says: "--isolation") { $0.hostConfig.isolation = "hyperv" },
        Row("oom-kill-disable", says: "--oom-kill-disable") { $0.hostConfig.resources.oomKillDisable = true },
        Row("oom-score-adj", says: "--oom-score-adj") { $0.hostConfig.oomScoreAdj = -1000 },
        Row("real time", says: "real-time") { $0.hostConfig.resources.cpuRealtimeRuntime = 950_000 },
        Row("host-gateway", says: "--add-host") { $0.hostConfig.extraHosts = ["host:host-gateway"] },
        Row("volume driver", says: "--volume-driver") { $0.hostConfig.volumeDriver = "sshfs" },
        Row("bind of the host", says: "workspace") { $0.hostConfig.binds = ["/etc:/x:ro"] },
        Row("bind out of the workspace", says: "workspace") { $0.hostConfig.binds = ["/:/x"] },
        Row("mount of the host", says: "workspace") { $0.hostConfig.mounts = [Self.mount("bind", "/etc")] },
        Row("mount of a neighbour's image", says: "No such image: secret") {
            $0.hostConfig.mounts = [Self.mount("image", "secret")]
        },
        Row("image's part outside", says: "part of an image") {
            $0.hostConfig.mounts = [
                Self.mount("image", "busybox").with {
                    $0.imageOptions = Mount.ImageOptions().with { $0.subpath = "../x" }
                }
            ]
        },
        Row("mount of a pipe", says: "type 'npipe'") { $0.hostConfig.mounts = [Self.mount("npipe", "x")] },
        Row("mount of a cluster", says: "type 'cluster'") {
            $0.hostConfig.mounts = [Self.mount("cluster", "x")]
        },
        Row("mount in capitals", says: "type 'BIND'") { $0.hostConfig.mounts = [Self.mount("BIND", "/etc")] },
        Row("volume with options", says: "driver") {
            $0.hostConfig.mounts = [Self.bindingVolume(["device": "/"])]
        },
        Row("volume with a driver", says: "driver") {
            $0.hostConfig.mounts = [Self.bindingVolume([:], "nfs")]
        },
        Row("volume's part outside", says: "part of a volume") {
            $0.hostConfig.mounts = [
                Self.mount("volume", "v1").with {
                    $0.volumeOptions = Mount.VolumeOptions().with { $0.subpath = "../../x" }
                }
            ]
        },
        Row("target that climbs", says: "must be absolute") { $0.hostConfig.binds = ["v1:/a/../../b"] },
        Row("volume with a slash", says: "invalid characters") { $0.hostConfig.binds = ["a/b:/x"] },
        Row("working folder in proc", says: "working folder") { $0.config.workingDir = "/proc/self/fd/8" },
        Row("working folder on a descriptor", says: "working folder") {
            $0.config.workingDir = "//dev/./fd/8"
        },
        Row("working folder in sys", says: "working folder") { $0.config.workingDir = "/sys/fs/cgroup" },
        Row("working folder that climbs", says: "working folder") { $0.config.workingDir = "/a/../proc/1" },
        Row("bad name", says: "Invalid container name") { $0.name = "a/b" },
        Row("name of one letter", says: "Invalid container name") { $0.name = "x" },
        Row("port out of range", says: "invalid port") {
            $0.hostConfig.portBindings = ["80/tcp": [PortBinding(hostIP: "", hostPort: "99999")]]
        },
        Row("image of a neighbour", says: "No such image: secret") { $0.config.image = "secret" },
        Row("image by the neighbour's name", says: "No such image") {
            $0.config.image = "slidectl.invalid/bob222/docker.io/library/secret:latest"
        },
        Row("image of nobody's", says: "No such image: shared") { $0.config.image = "shared" },
        Row("image by a neighbour's id", says: "No such image") {
            $0.config.image = "sha256:" + String(repeating: "a", count: 64)
        },
        Row("image by the start of an id", says: "No such image") { $0.config.image = "9999" },
    ]

    @Test(arguments: rows)
    func refuses(_ row: Row) async throws {
        let world = try GateWorld()
        let problem = await failure { _ = try await world.created(row.change) }
        let said = try #require(problem, "nothing was refused")
        #expect(said.message.contains(row.says), "\(said.message)")
        #expect((400..<500).contains(said.kind.rawValue))
        #expect(world.engine.last("createContainer") == nil)
    }

    private static func mount(_ type: String, _ source: String) -> Mount {
        Mount().with {
            $0.type = type
            $0.source = source
            $0.target = "/x"
        }
    }

    private static func bindingVolume(_ options: [String: String], _ driver: String = "local") -> Mount {
        mount("volume", "v1").with {
            $0.volumeOptions = Mount.VolumeOptions().with {
                $0.driverConfig = Mount.VolumeOptions.Driver().with {
                    $0.name = driver
                    $0.options = options
                }
            }
        }
    }
}
