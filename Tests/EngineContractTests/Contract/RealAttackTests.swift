import EngineAPI
import EngineClient
import EngineGate
import TestKit
import Testing

/// Requests that a bare engine obeys are refused by the gate before the same engine.
@Suite(.serialized, .enabled(if: !RealEngine.running.isEmpty, RealEngine.absence))
struct RealAttackTests {
    struct Attack: CustomTestStringConvertible, Sendable {
        let testDescription: String
        var method = "POST"
        let target: String
        let body: String
        var type = "application/json"
        /// Whether the bare engine obeys, as far as it can in any environment.
        var succeedsBare = true

        static func create(_ name: String, _ host: String, config: String = "", bare: Bool = true) -> Attack {
            Attack(
                testDescription: name,
                target: "/v1.41/containers/create?name=attack",
                body: #"{"Image":"busybox","Cmd":["true"]\#(config),"HostConfig":{\#(host)}}"#,
                succeedsBare: bare
            )
        }

        static func raw(
            _ name: String,
            _ target: String,
            _ body: String = "",
            method: String = "POST",
            type: String = "application/json",
            bare: Bool = true
        ) -> Attack {
            Attack(
                testDescription: name,
                method: method,
                target: target,
                body: body,
                type: type,
                succeedsBare: bare
            )
        }
    }

    static let attacks: [Attack] = [
        .create("privileged", #""Privileged":true"#),
        .create("host bind", #""Binds":["/etc:/host:ro"]"#),
        .create("host root", #""Binds":["/:/host"]"#),
        .create("engine's socket", #""Binds":["/var/run:/run2"]"#),
        .create("bind mount", #""Mounts":[{"Type":"bind","Source":"/etc","Target":"/x"}]"#),
        .create(
            "volume that binds",
            #""Mounts":[{"Type":"volume","Source":"attack-v","Target":"/x","VolumeOptions":{"DriverConfig":{"Name":"local","Options":{"type":"none","o":"bind","device":"/etc"}}}}]"#
        ),
        .create("all capabilities", #""CapAdd":["ALL"]"#),
        .create("SYS_ADMIN", #""CapAdd":["SYS_ADMIN"]"#),
        .create("SYS_PTRACE", #""CapAdd":["CAP_SYS_PTRACE"]"#),
        .create("no seccomp", #""SecurityOpt":["seccomp=unconfined"]"#),
        .create("no apparmor", #""SecurityOpt":["apparmor=unconfined"]"#),
        .create("system paths", #""SecurityOpt":["systempaths=unconfined"]"#, bare: false),
        .create(
            "device",
            #""Devices":[{"PathOnHost":"/dev/null","PathInContainer":"/dev/x","CgroupPermissions":"rwm"}]"#
        ),
        .create("device rule", #""DeviceCgroupRules":["a *:* rwm"]"#),
        .create("sysctl", #""Sysctls":{"kernel.shm_rmid_forced":"1"}"#),
        .create("host pid", #""PidMode":"host""#), .create("host ipc", #""IpcMode":"host""#),
        .create("host uts", #""UTSMode":"host""#), .create("host network", #""NetworkMode":"host""#),
        .create("host cgroup namespace", #""CgroupnsMode":"host""#),
        .create("host users", #""UsernsMode":"host""#),
        .create("oom score", #""OomScoreAdj":-500"#),
        .create("oom kill off", #""OomKillDisable":true,"Memory":10000000"#),
        .create("another runtime", #""Runtime":"io.containerd.runc.v2""#),
        .create("host gateway", #""ExtraHosts":["h:host-gateway"]"#),
        .create("working folder on a descriptor", "", config: #","WorkingDir":"/proc/self/fd/8""#),
        .raw(
            "lower-case keys",
            "/v1.41/containers/create?name=attack",
            #"{"image":"busybox","hostconfig":{"bInDs":["/etc:/h"]}}"#
        ),
        .raw(
            "escaped keys",
            "/v1.41/containers/create?name=attack",
            #"{"Image":"busybox","\u0068ostConfig":{"Privileged":true}}"#
        ),
        .raw(
            "duplicate keys",
            "/v1.41/containers/create?name=attack",
            #"{"Image":"busybox","HostConfig":{},"HostConfig":{"Privileged":true}}"#
        ),
        .raw(
            "merging keys",
            "/v1.41/containers/create?name=attack",
            #"{"Image":"busybox","HostConfig":{},"HOSTCONFIG":{"Privileged":true}}"#
        ),
        .raw(
            "volume that binds",
            "/v1.41/volumes/create",
            #"{"Name":"attack","DriverOpts":{"type":"none","o":"bind","device":"/etc"}}"#
        ),
        .raw(
            "volume of an overlay",
            "/v1.41/volumes/create",
            #"{"Name":"attack","DriverOpts":{"type":"overlay","device":"overlay","o":"lowerdir=/etc:/usr"}}"#
        ),
        .raw(
            "volume of a device",
            "/v1.41/volumes/create",
            #"{"Name":"attack","DriverOpts":{"type":"ext4","device":"/dev/sda"}}"#
        ),
        .raw(
            "volume of the network",
            "/v1.41/volumes/create",
            #"{"Name":"attack","DriverOpts":{"type":"nfs","o":"addr=127.0.0.1","device":":/"}}"#
        ),
        .raw(
            "bridge's name",
            "/v1.41/networks/create",
            #"{"Name":"attack","Driver":"bridge","Options":{"com.docker.network.bridge.name":"attack0"}}"#
        ),
        .raw(
            "host binding",
            "/v1.41/networks/create",
            #"{"Name":"attack","Driver":"bridge","Options":{"com.docker.network.bridge.host_binding_ipv4":"0.0.0.0"}}"#
        ),
        .raw("ipvlan", "/v1.41/networks/create", #"{"Name":"attack","Driver":"ipvlan"}"#, bare: false),
        .raw("macvlan", "/v1.41/networks/create", #"{"Name":"attack","Driver":"macvlan"}"#, bare: false),
        .raw(
            "attachable",
            "/v1.41/networks/create",
            #"{"Name":"attack","Driver":"bridge","Attachable":true}"#,
            bare: false
        ),
        .raw(
            "house's subnet",
            "/v1.41/networks/create",
            #"{"Name":"attack","IPAM":{"Config":[{"Subnet":"192.168.77.0/24"}]}}"#
        ),
        .raw("encoded path", "/v1.41/%63ontainers/json", method: "GET"),
        .raw("encoded slash", "/v1.41/containers%2fjson", method: "GET"),
        .raw("odd version", "/v01.41/containers/json", method: "GET"),
        .raw("odd version in three parts", "/v1.41.0/containers/json", method: "GET", bare: false),
        .raw(
            "import from an address",
            "/v1.41/images/create?fromSrc=http://127.0.0.1:1/x&repo=attack",
            bare: false
        ),
        .raw(
            "build from an address",
            "/v1.41/build?remote=http://127.0.0.1:1/x",
            type: "application/x-tar",
            bare: false
        ),
        .raw("push to anywhere", "/v1.41/images/busybox/push?tag=latest", bare: false),
        .raw("push to a host", "/v1.41/images/127.0.0.1:1/busybox/push?tag=latest", bare: false),
        .raw("swarm", "/v1.41/swarm/init", #"{"ListenAddr":"127.0.0.1:1"}"#, bare: false),
        .raw("plugins", "/v1.41/plugins/pull?remote=x", "[]", bare: false),
        .raw("plugin list", "/v1.41/plugins/x/json", method: "GET", bare: false),
        .raw("login elsewhere", "/v1.41/auth", #"{"serveraddress":"http://127.0.0.1:1"}"#, bare: false),
        .raw(
            "engine's own image",
            "/v1.41/containers/create?name=attack",
            #"{"Image":"redis:7"}"#,
            bare: false
        ),
    ]

    @Test(arguments: RealEngine.running)
    func refusesWhatTheBareEngineObeys(_ engine: RealEngine) async throws {
        let socket = try #require(engine.socket)
        let bare = try await engine.connect()
        try await EngineContract(engine: bare, image: "busybox").prepare()
        try await withGate(on: engine) { gate, path in
            try await EngineContract(engine: gate, image: "busybox").prepare()
            for attack in Self.attacks {
                // What a bare Podman makes of Docker's own requests differs; behind the gate the answer is the same.
                if attack.succeedsBare, engine != .podman {
                    let direct = try await Self.send(attack, to: socket)
                    try? await bare.removeContainer("attack", RemoveOptions(force: true, volumes: true))
                    try? await bare.removeNetwork("attack")
                    for volume in ["attack", "attack-v"] { try? await bare.removeVolume(volume, force: true) }
                    #expect((200..<300).contains(direct.status), "\(attack) on \(engine): \(direct)")
                }
                let gated = try await Self.send(attack, to: path)
                #expect((400..<500).contains(gated.status), "\(attack) behind the gate: \(gated)")
                #expect(!gated.body.isEmpty, "\(attack): no reason")
            }
            var query = ContainerListQuery()
            query.all = true
            #expect(try await gate.listContainers(query).isEmpty)
        }
    }

    private static func send(
        _ attack: Attack,
        to socket: String
    ) async throws -> (status: Int, body: String) {
        let head =
            "\(attack.method) \(attack.target) HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
            + (attack.body.isEmpty ? "" : "Content-Type: \(attack.type)\r\n")
            + "Content-Length: \(attack.body.utf8.count)\r\n\r\n"
        let text = try await exchange(socket, Array((head + attack.body).utf8))
        let body = text.firstRange(of: "\r\n\r\n").map { String(text[$0.upperBound...]) } ?? ""
        return (Int(text.dropFirst(9).prefix(3)) ?? 0, body)
    }
}
