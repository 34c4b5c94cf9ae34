import EngineAPI
import TarStream
import TestKit

/// A request as no client would send it, made from a seed: odd names, queries, bodies and types on each route.
struct FuzzedRequest {
    let operation: EngineAPI.Operation
    /// All that is sent.
    let bytes: [UInt8]
    /// Whether the server has to wait for more, so that it may say nothing.
    let isCutShort: Bool
    /// The request's first line, for messages.
    var line: String {
        String(decoding: bytes.prefix { $0 != 0x0D }.prefix(300), as: UTF8.self)
    }

    init(_ random: inout SeededGenerator) {
        operation = random.pick(EngineAPI.Operation.allCases)
        let method = random.chance(4) ? random.pick(["PATCH", "OPTIONS", "TRACE", "get"]) : operation.method
        var head =
            "\(method) \(Self.path(operation, &random))\(Self.query(&random)) HTTP/1.1\r\nHost: docker\r\n"
        var body = Self.body(operation, &random)
        if let type = Self.type(operation, &random) { head += "Content-Type: \(type)\r\n" }
        if operation.isUpgradable, random.chance(50) {
            head += "Connection: Upgrade\r\nUpgrade: \(random.pick(["tcp", "tcp", "h2c", ""]))\r\n"
        } else {
            head += "Connection: close\r\n"
        }
        if random.chance(5) {
            head += "X-Registry-Auth: \(random.pick(["", "e30=", "%%%", "bnVsbA==", "W1tbWw=="]))\r\n"
        }
        if random.chance(20), !body.isEmpty {
            head += "Transfer-Encoding: chunked\r\n"
            body = Array("\(String(body.count, radix: 16))\r\n".utf8) + body + Array("\r\n0\r\n\r\n".utf8)
        } else if !body.isEmpty || method == "POST" {
            head += "Content-Length: \(body.count)\r\n"
        }
        isCutShort = random.chance(4) && body.count > 1
        if isCutShort { body.removeLast(body.count / 2) }
        bytes = Array((head + "\r\n").utf8) + body
    }

    // MARK: The target

    private static let subjects = [
        "fuzz-target", "fuzz-target", "fuzz-target", "busybox", "busybox:latest", "bridge", "fuzz-volume",
        "nope", "a",
        "%00", "%ff", "%2e%2e", "..", "%", "%zz", "%C3%A4", "sha256:", "sha256:0000", ":", "@", "-",
        "busybox@sha256:1",
        String(repeating: "0", count: 64), String(repeating: "x", count: 3000), "a%20b", "'", "%22", "{}",
    ]

    private static func path(_ operation: EngineAPI.Operation, _ random: inout SeededGenerator) -> String {
        let version =
            random.chance(85)
            ? random.pick(["", "/v1.41", "/v1.47", "/v1.51"])
            : random.pick(["/v1.99", "/v0", "/v1.", "/v1.041", "/v99999999999999999999.1", "/v-1", "/V1.41"])
        let parts = operation.rawValue.drop { $0 != "/" }.split(separator: "/").map {
            $0.hasPrefix("{") ? random.pick(subjects) : String($0)
        }
        return version + "/" + parts.joined(separator: "/") + (random.chance(2) ? "/" : "")
    }

    private static let keys = [
        "all", "limit", "size", "filters", "stdout", "stderr", "follow", "tail", "since", "until",
        "timestamps", "t",
        "signal", "h", "w", "path", "name", "tag", "repo", "fromImage", "fromSrc", "platform", "condition",
        "force", "v",
        "link", "stream", "stdin", "logs", "detachKeys", "ps_args", "one-shot", "container", "changes",
        "comment", "pause",
        "dockerfile", "buildargs", "labels", "target", "networkmode", "nocache", "q", "term", "names",
        "noprune", "quiet",
        "noOverwriteDirNonDir", "copyUIDGID", "digests", "memory", "cpuperiod", "shmsize", "remote",
        "extrahosts",
    ]

    private static let values = [
        "", "0", "1", "true", "no", "-1", "9223372036854775807", "-9223372036854775808",
        "99999999999999999999", "1e309",
        "NaN", "0x10", "%ff", "%00", "%", "%zz", "%7B%7D", "%5B%5D", "null",
        "%7B%22label%22%3A%7B%22a%22%3Atrue%7D%7D",
        "%7B%22label%22%3A%5B%22a%22%5D%7D", "%7B%22status%22%3A%5B1%5D%7D",
        "%7B%22until%22%3A%5B%22-9h%22%5D%7D", "/", "/etc",
        "../..", "/tmp", "fuzz-target", "busybox", "fuzz/made:1", "SIGKILL", "SIGNOPE", "64", "999",
        "not-running", "removed",
        "ctrl-p,ctrl-q", "ctrl-", "linux/amd64", "plan9", "1970-01-01T00:00:00Z", "-5m", "1.5", "all", "aux",
        "-o pid",
        String(repeating: "%5B", count: 1000), String(repeating: "a", count: 2000),
    ]

    private static func query(_ random: inout SeededGenerator) -> String {
        guard random.chance(70) else { return random.chance(10) ? "?" : "" }
        let pairs = (0...Int.random(in: 0..<4, using: &random)).map { _ in
            random.pick(keys) + (random.chance(95) ? "=" : "") + random.pick(values)
        }
        // These would wait for what never comes, or for their grace.
        return "?" + (pairs + ["until=1"]).joined(separator: "&")
    }

    // MARK: The body

    private static func type(_ operation: EngineAPI.Operation, _ random: inout SeededGenerator) -> String? {
        if random.chance(80) { return operation.hasArchiveBody ? "application/x-tar" : "application/json" }
        return random.pick([
            nil, "text/plain", "application/json; charset=utf-16", "APPLICATION/JSON", "", "*/*",
            "multipart/form-data",
        ])
    }

    private static func body(_ operation: EngineAPI.Operation, _ random: inout SeededGenerator) -> [UInt8] {
        if operation.hasArchiveBody { return archive(&random) }
        guard operation.hasJSONBody || random.chance(5) else { return [] }
        if random.chance(15) { return random.pick(oddTexts) }
        var json = template(operation)
        for _ in 0..<Int.random(in: 0..<4, using: &random) { json = changed(json, &random) }
        var bytes = json.bytes
        if random.chance(10), !bytes.isEmpty {
            bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
        }
        return bytes
    }

    private static let oddTexts: [[UInt8]] = [
        [], Array("null".utf8), Array("[]".utf8), Array("1".utf8), Array("\"text\"".utf8), Array("{".utf8),
        Array("{}{}".utf8),
        [0xFF, 0xFE, 0x7B, 0x7D], [0xEF, 0xBB, 0xBF, 0x7B, 0x7D], Array("{\"Image\":\"\u{0}\"}".utf8),
        Array("{\"Image\":\"a\",\"Image\":\"b\"}".utf8), Array("{\"image\":\"busybox\"}".utf8),
        [0x7B, 0x22, 0xC3, 0x28, 0x22, 0x7D],
        Array(String(repeating: "[", count: 100_000).utf8),
        Array((String(repeating: "{\"HostConfig\":", count: 20_000) + "1").utf8),
        Array("{\"Cmd\":\"\\ud800\"}".utf8),
        Array(("{\"User\":\"" + String(repeating: "a", count: 900_000) + "\"}").utf8),
    ]

    private static func template(_ operation: EngineAPI.Operation) -> JSON {
        switch operation {
        case .createContainer:
            return ContainerCreation().with {
                ($0.config.image, $0.config.cmd) = ("busybox", Words(["true"]))
                $0.hostConfig.binds = ["fuzz-volume:/data:ro"]
                $0.hostConfig.portBindings = ["80/tcp": [PortBinding(hostIP: "", hostPort: "0")]]
                $0.hostConfig.tmpfs = ["/t": "size=1m"]
                $0.config.healthcheck = Healthcheck().with { $0.test = ["CMD", "true"] }
            }.json
        case .createExec: return ExecCreation().with { $0.cmd = ["true"] }.json
        case .createNetwork: return NetworkCreation().with { $0.name = "fuzz-network" }.json
        case .createVolume: return VolumeCreation().with { $0.name = "fuzz-volume" }.json
        case .commit: return ContainerConfig().json
        case .connectNetwork, .disconnectNetwork:
            return .object([.init("Container", .string("fuzz-target")), .init("EndpointConfig", .object([]))])
        case .updateContainer: return HostConfig().json
        case .login: return .object([.init("username", .string("a")), .init("password", .string("b"))])
        default: return .object([])
        }
    }

    private static let oddValues: [JSON] = [
        .null, .bool(true), .number("0"), .number("-1"), .number("9223372036854775807"),
        .number("-9223372036854775808"),
        .number("1e400"), .number("99999999999999999999999"), .number("0.5"), .string(""), .string("-1"),
        .string("/"),
        .string("../../etc"), .string("\u{0}"), .string("container:fuzz-target"), .string("host"),
        .string("65536/tcp"),
        .string("99999999999999999999"), .string("0-65535"), .string("a=b"), .string("=,=:="), .array([]),
        .array([.null]),
        .array([.string(""), .number("1")]), .object([]), .object([.init("", .null)]),
        .object([.init("a", .object([]))]),
        .object([.init("80/tcp", .array([.null, .object([.init("HostPort", .string("-1"))])]))]),
    ]

    /// The value with something in it, at any depth, in exchange for something odd.
    private static func changed(_ json: JSON, _ random: inout SeededGenerator) -> JSON {
        switch json {
        case .object(var members) where !members.isEmpty && random.chance(90):
            let index = Int.random(in: 0..<members.count, using: &random)
            members[index].value = changed(members[index].value, &random)
            return .object(members)
        case .array(var elements) where !elements.isEmpty && random.chance(70):
            let index = Int.random(in: 0..<elements.count, using: &random)
            elements[index] = changed(elements[index], &random)
            return .array(elements)
        default: return random.pick(oddValues)
        }
    }

    private static func archive(_ random: inout SeededGenerator) -> [UInt8] {
        if random.chance(20) { return [] }
        if random.chance(20) {
            return (0..<Int.random(in: 1..<2000, using: &random)).map { _ in
                UInt8.random(in: 0...255, using: &random)
            }
        }
        let steps = [
            "FROM busybox", "FROM", "RUN true", "COPY . /x", "FROM scratch AS", "ARG A=${A",
            "ONBUILD ONBUILD RUN x", "\\",
        ]
        let file = (0..<4).map { _ in random.pick(steps) }.joined(separator: "\n")
        var bytes =
            (try? TarWriter.archive([
                TarMember(path: "Dockerfile", contents: Array(file.utf8)),
                TarMember(
                    path: "manifest.json",
                    contents: Array(random.pick(["[{}]", "{}", "[", "[{\"Config\":1}]"]).utf8)
                ),
                TarMember(path: "a", kind: .symbolicLink("../..")), TarMember(path: "a/b", contents: [1]),
                TarMember(path: "h", kind: .hardLink("none")),
                TarMember(path: "d", kind: .folder, permissions: 0o7777),
            ])) ?? []
        for _ in 0..<Int.random(in: 0..<6, using: &random) {
            bytes[Int.random(in: 0..<min(bytes.count, 4096), using: &random)] = UInt8.random(
                in: 0...255,
                using: &random
            )
        }
        return bytes
    }
}
