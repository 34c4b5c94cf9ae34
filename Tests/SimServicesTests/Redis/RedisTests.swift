import Foundation
import Glibc
import SimShell
import Testing

@testable import SimServices

/// redis-server and redis-cli, against the real ones.
struct RedisTests {
    static let server = RealProgram.find("redis-server")
    static let client = RealProgram.find("redis-cli")

    /// What a server says to a line, until a mark that follows it comes back.
    static func exchange(_ lines: [String], port: Int) async throws -> [String] {
        try await onThread {
            let descriptor = try Sockets.connect(port: port)
            defer { close(descriptor) }
            var answers: [String] = []
            for line in lines {
                let words = RedisWords.split(Array(line.utf8)) ?? []
                let command = line.isEmpty ? RedisDump.command(["FLUSHALL".bytes]) : RedisDump.command(words)
                _ = command.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
                var answer: [UInt8] = []
                repeat {
                    let piece = Sockets.read(descriptor)
                    if piece.isEmpty { break }
                    answer += piece
                } while !isWhole(answer, replies: line.hasPrefix("SUBSCRIBE one") ? 2 : 1)
                answers.append(String(decoding: answer, as: UTF8.self))
            }
            return answers
        }
    }

    /// Whether there are so many whole answers.
    static func isWhole(_ bytes: [UInt8], replies: Int) -> Bool {
        var rest = bytes[...]
        func line() -> ArraySlice<UInt8>? {
            guard let end = rest.firstIndex(of: 0x0A) else { return nil }
            defer { rest = rest[(end + 1)...] }
            return rest[..<(end - 1)]
        }
        func reply() -> Bool {
            guard let head = line(), let sign = head.first else { return false }
            let number = Int(String(decoding: head.dropFirst(), as: UTF8.self)) ?? 0
            if sign == UInt8(ascii: "$"), number >= 0 {
                guard rest.count >= number + 2 else { return false }
                rest = rest.dropFirst(number + 2)
            }
            if sign == UInt8(ascii: "*") {
                for _ in 0..<max(0, number) { guard reply() else { return false } }
            }
            return true
        }
        for _ in 0..<replies { guard reply() else { return false } }
        return true
    }

    @Test(.enabled(if: server != nil, "needs redis-server (package redis-server)"))
    func answersAsTheRealOneDoes() async throws {
        let rig = Rig()
        let redis = rig.container("redis", files: ["/data/.keep": ""])
        _ = try await redis.start(["redis-server"], environment: ["REDIS_VERSION": "7.0.15"])
        try await redis.listens(on: 6379)
        let bridge = try Bridge(to: redis, from: rig.container("client"), port: 6379)
        let port = try Sockets.freePort()
        let lines = RedisTable.text.components(separatedBy: "\n")
        let server = try #require(Self.server)
        let theirs = try await withRealServer(
            { [server, "--port", "\(port)", "--dir", $0, "--protected-mode", "no", "--daemonize", "no"] },
            port: port
        ) { _ in try await Self.exchange(lines, port: port) }
        let ours = try await Self.exchange(lines, port: bridge.port)
        for (line, (our, their)) in zip(lines, zip(ours, theirs)) { #expect(our == their, "\(line)") }
        #expect(ours.count == theirs.count)
    }

    static let commandLines: [[String]] = [
        ["PING"], ["--no-raw", "PING"], ["SET", "k", "a \"b\"\n"], ["GET", "k"], ["--no-raw", "GET", "k"],
        ["GET", "none"],
        ["--no-raw", "GET", "none"], ["INCR", "n"], ["--no-raw", "INCR", "n"], ["RPUSH", "l", "a", "b"],
        ["LRANGE", "l", "0", "-1"], ["--no-raw", "LRANGE", "l", "0", "-1"], ["--no-raw", "KEYS", "zz*"],
        ["KEYS", "zz*"],
        ["NOSUCH"], ["--no-raw", "NOSUCH"], ["-n", "3", "SET", "x", "1"], ["-r", "2", "INCR", "n"],
        ["-e", "NOSUCH"],
        ["--no-raw", "EVAL_", "x"], ["--badoption"], ["-n", "3", "--no-raw", "KEYS", "*"],
        ["-x", "SET", "in"], ["GET", "in"], ["-a", "wrong", "PING"], ["--no-raw", "MGET", "k", "none", "n"],
    ]

    @Test(
        .enabled(
            if: server != nil && client != nil,
            "needs redis-server and redis-cli (packages redis-server, redis-tools)"
        )
    )
    func theClientPrintsAsTheRealOneDoes() async throws {
        let rig = Rig()
        let redis = rig.container("redis", files: ["/data/.keep": ""])
        _ = try await redis.start(["redis-server"], environment: ["REDIS_VERSION": "7.0.15"])
        try await redis.listens(on: 6379)
        let port = try Sockets.freePort()
        let (server, client) = try (#require(Self.server), #require(Self.client))
        try await withRealServer(
            { [server, "--port", "\(port)", "--dir", $0, "--protected-mode", "no"] },
            port: port
        ) { _ in
            for words in Self.commandLines {
                let theirs = try await RealProgram.run(
                    [client, "-p", "\(port)"] + words,
                    input: "from stdin"
                )
                let ours = try await redis.run(["redis-cli"] + words, input: "from stdin")
                #expect(ours.output == theirs.output, "\(words)")
                #expect(ours.code == theirs.code, "\(words)")
                if words.first != "--badoption" { #expect(ours.error == theirs.error, "\(words)") }
            }
            let script = "SET a 1\nGET a\n3 INCR a\n\nBAD \"x\nNOSUCH\nLRANGE none 0 -1\nquit\nGET a\n"
            let theirs = try await RealProgram.run([client, "-p", "\(port)"], input: script)
            #expect(try await redis.run(["redis-cli"], input: script) == theirs)
        }
    }

    @Test func keepsItsKeysInAVolume() async throws {
        let rig = Rig()
        let first = rig.container("one", mounting: "/data")
        let running = try await first.start(["redis-entrypoint", "redis-server", "--requirepass", "secret"])
        try await running.output.contains("Ready to accept connections tcp")
        let cli = ["redis-cli", "-a", "secret", "--no-auth-warning"]
        #expect(
            try await first.run(["redis-cli", "GET", "k"]).output == "NOAUTH Authentication required.\n\n"
        )
        #expect(try await first.run(cli + ["SET", "k", "v", "EX", "1000"]).output == "OK\n")
        #expect(try await first.run(cli + ["ZADD", "z", "1.5", "m"]).output == "1\n")
        #expect(first.world.signal(.terminate, to: 1))
        let outcome = await running.wait()
        #expect(outcome.code == 0)
        #expect(outcome.output.contains("DB saved on disk"))
        let second = rig.container("two", mounting: "/data")
        let again = try await second.start(["redis-server"])
        try await again.output.contains("Ready to accept connections tcp")
        #expect(again.output.text.contains("Done loading RDB, keys loaded: 2, keys expired: 0."))
        #expect(try await second.run(["redis-cli", "GET", "k"]).output == "v\n")
        #expect(try await second.run(["redis-cli", "ZSCORE", "z", "m"]).output == "1.5\n")
        #expect(try await second.run(["redis-cli", "SHUTDOWN", "NOSAVE"]).code == 0)
        #expect(await again.wait().code == 0)
    }

    @Test func anAppendOnlyFileOutlivesAKill() async throws {
        let rig = Rig()
        let first = rig.container("one", mounting: "/data")
        let running = try await first.start(["redis-server", "--appendonly", "yes", "--save", ""])
        try await running.output.contains("Ready to accept connections tcp")
        _ = try await first.run(["redis-cli", "RPUSH", "l", "a", "b"])
        _ = try await first.run(["redis-cli", "LPOP", "l"])
        _ = first.world.signalFromOutside(.kill, to: 1)
        #expect(await running.wait().code == 137)
        let second = rig.container("two", mounting: "/data")
        let again = try await second.start(["redis-server", "--appendonly", "yes"])
        try await again.output.contains("Ready to accept connections tcp")
        #expect(try await second.run(["redis-cli", "LRANGE", "l", "0", "-1"]).output == "b\n")
    }

    @Test func messagesReachWhoSubscribed() async throws {
        let rig = Rig()
        let redis = rig.container("redis")
        _ = try await redis.start(["redis-server"])
        try await redis.listens(on: 6379)
        let listener = rig.container("listener")
        let running = try await listener.start(["redis-cli", "-h", "redis", "SUBSCRIBE", "news"])
        try await running.output.contains("subscribe\nnews\n1\n")
        #expect(try await redis.run(["redis-cli", "PUBLISH", "news", "hello"]).output == "1\n")
        try await running.output.contains("message\nnews\nhello\n")
    }

    @Test func saysWhatIsWrongWithItsConfiguration() async throws {
        let outcome = try await Rig().container("redis").run(["redis-server", "--nosuch", "x"])
        #expect(outcome.code == 1)
        #expect(outcome.error.contains(">>> 'nosuch x'\nBad directive or wrong number of arguments"))
    }

    @Test func brokenRequestsEndTheConnectionOnly() async throws {
        let rig = Rig()
        let redis = rig.container("redis")
        _ = try await redis.start(["redis-server"])
        try await redis.listens(on: 6379)
        let whole = Array("*3\r\n$3\r\nSET\r\n$1\r\na\r\n$1\r\nb\r\n".utf8)
        let host = rig.container("client").host
        for count in 0..<whole.count {
            var without = whole
            without.remove(at: count)
            for bytes in [
                Array(whole.prefix(count)), without, Array("*-5\r\n*99999999999999999999\r\n$9\r\n".utf8),
            ] {
                let connection = try await host.connect(to: "redis", port: 6379)
                if !bytes.isEmpty { try await connection.write(bytes) }
                connection.closeWriting()
                while await connection.read(atMost: 1000) != nil {}
                connection.close()
            }
        }
        #expect(try await redis.run(["redis-cli", "PING"]).output == "PONG\n")
    }
}
