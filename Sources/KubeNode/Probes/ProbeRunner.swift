import EngineAPI
import KubeAPI

/// Does what probes and hooks do.
struct ProbeRunner: Sendable {
    let engine: any ContainerEngine
    let places: any PodPlaces
    let clock: any ClusterClock
    let place: PodPlace
    /// The container's id in the engine.
    let containerID: String

    /// Runs an action once, for as long as a limit allows.
    func run(_ action: Probe.Action, limit: Duration) async -> ProbeResult {
        switch action {
        case .unavailable(let why): return ProbeResult(isSuccess: false, output: why)
        case .exec(let command): return await exec(command, limit)
        case .tcpSocket(let host, let port):
            let shown = host.isEmpty ? place.address : host
            do {
                let isOpen = try await clock.limit(limit) { () -> Bool in
                    await (try connect(host, port)).close()
                    return true
                }
                guard isOpen != nil else {
                    return ProbeResult(isSuccess: false, output: "dial tcp \(shown):\(port): i/o timeout")
                }
                return ProbeResult(isSuccess: true)
            } catch {
                return ProbeResult(isSuccess: false, output: words(error, host, port))
            }
        case .httpGet(let get): return await self.get(get, limit)
        }
    }

    private func connect(_ host: String, _ port: Int) async throws -> ByteConnection {
        guard host.isEmpty || host == "localhost" || host == "127.0.0.1" || host == place.address else {
            throw EngineError(.notImplemented, "probes of other hosts aren't available in this cluster")
        }
        return try await places.connect(to: place, port: port)
    }

    /// A failure, with the pod's address in place of its loopback one.
    private func words(_ error: any Error, _ host: String, _ port: Int) -> String {
        "\(error)".replacing("127.0.0.1:\(port)", with: "\(host.isEmpty ? place.address : host):\(port)")
    }

    // MARK: Programs

    private func exec(_ command: [String], _ limit: Duration) async -> ProbeResult {
        guard !command.isEmpty else { return ProbeResult(isSuccess: false, output: "no command") }
        do {
            let ended = try await clock.limit(limit) { () -> (Int, String) in
                let id = try await engine.createExec(
                    containerID,
                    ExecCreation().with {
                        $0.cmd = Words(command)
                        ($0.attachStdout, $0.attachStderr) = (true, true)
                    }
                ).id
                let process = try await engine.startExec(id, ExecStart())
                let text = await output(of: process)
                return (try await engine.inspectExec(id).exitCode ?? 0, text)
            }
            guard let (code, text) = ended else {
                let quoted = command.joined(separator: " ")
                return ProbeResult(
                    isSuccess: false,
                    output: "command timed out: \"\(quoted)\" timed out after \(GoText.duration(limit))"
                )
            }
            return ProbeResult(isSuccess: code == 0, output: text)
        } catch {
            return ProbeResult(isSuccess: false, output: "\(error)")
        }
    }

    /// The first 10 KB of what a process writes.
    private func output(of process: ProcessConnection) async -> String {
        await withTaskCancellationHandler {
            var reader = StreamFrameReader()
            var bytes: [UInt8] = []
            while let piece = try? await process.output.next() {
                let found = (try? reader.read(piece).flatMap(\.bytes)) ?? []
                if bytes.count < 10_240 { bytes += found.prefix(10_240 - bytes.count) }
            }
            return String(decoding: bytes, as: UTF8.self)
        } onCancel: {
            process.close()
        }
    }

    // MARK: HTTP

    private func get(_ get: Probe.HTTPGet, _ limit: Duration) async -> ProbeResult {
        let host = get.host.isEmpty ? place.address : get.host
        let url = "http://\(host):\(get.port)\(get.path)"
        do {
            let status = try await clock.limit(limit) { try await self.status(of: get, host) }
            guard let status else {
                return ProbeResult(
                    isSuccess: false,
                    output:
                        "Get \"\(url)\": context deadline exceeded (Client.Timeout exceeded while awaiting headers)"
                )
            }
            guard status > 0 else { return ProbeResult(isSuccess: false, output: "Get \"\(url)\": EOF") }
            guard (200..<400).contains(status) else {
                return ProbeResult(isSuccess: false, output: "HTTP probe failed with statuscode: \(status)")
            }
            return ProbeResult(isSuccess: true)
        } catch {
            return ProbeResult(
                isSuccess: false,
                output: "Get \"\(url)\": \(words(error, get.host, get.port))"
            )
        }
    }

    /// The status of an answer; 0 where there is none.
    private func status(of get: Probe.HTTPGet, _ host: String) async throws -> Int {
        let connection = try await connect(get.host, get.port)
        return try await withTaskCancellationHandler {
            var head = "GET \(Self.clean(get.path)) HTTP/1.1\r\n"
            let own = get.headers.map { ($0.name.lowercased(), $0) }
            if !own.contains(where: { $0.0 == "host" }) { head += "Host: \(host):\(get.port)\r\n" }
            if !own.contains(where: { $0.0 == "user-agent" }) {
                head += "User-Agent: kube-probe/\(KubernetesVersion.major).\(KubernetesVersion.minor)\r\n"
            }
            head += "Accept: */*\r\nConnection: close\r\n"
            for header in get.headers {
                head += "\(Self.clean(header.name)): \(Self.clean(header.value))\r\n"
            }
            try await connection.send(Array("\(head)\r\n".utf8))
            var line: [UInt8] = []
            while line.count < 64, !line.contains(0x0A), let piece = try await connection.incoming.next() {
                line += piece.prefix(64)
            }
            await connection.close()
            let words = String(decoding: line, as: UTF8.self).split(separator: " ", maxSplits: 2)
            guard words.count >= 2, words[0].hasPrefix("HTTP/") else { return 0 }
            return Int(words[1].prefix(3)) ?? 0
        } onCancel: {
            connection.incoming.cancel()
        }
    }

    /// Without what would end a line.
    private static func clean(_ text: String) -> String {
        String(text.unicodeScalars.filter { $0.value > 0x20 && $0.value != 0x7F || $0 == " " })
            .replacing("\r", with: "")
    }
}
