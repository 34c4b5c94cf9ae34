import Dispatch
import Glibc
import HTTPWire
import Host
import LabGrader

/// Asks the ports that a session's containers publish, where the engine really opened them.
struct SessionProbe: NetworkProbe {
    let session: SandboxSession
    /// How long a port may take to answer.
    private let patience = Duration.seconds(3)
    /// A forwarder takes every connection, and closes it when nobody listens behind it.
    private static let closesWithin: Int32 = 300

    func connect(port: Int, sending greeting: [UInt8], limit: Int) async throws -> ConnectionAnswer {
        guard let opened = try await opened(port) else { return .refused }
        let host = session.record.loopback
        return await withCheckedContinuation { continuation in
            DispatchQueue(label: "slidectl.probe").async {
                continuation.resume(returning: Self.ask(host, opened, greeting, limit))
            }
        }
    }

    func get(port: Int, path: String) async throws -> LabGrader.HTTPAnswer {
        guard let opened = try await opened(port) else { return .refused }
        let client = HTTPClient(.tcp(host: session.record.loopback, port: Int(opened)))
        defer { client.close() }
        let head = HTTPRequestHead(
            "GET",
            path,
            ["Host": "localhost:\(port)", "User-Agent": "slidectl", "Connection": "close", "Accept": "*/*"]
        )
        let answer = await answer(to: head, client)
        // Behind a forwarder a closed port looks like a connection that ends at once.
        if case .broken = answer,
            case .refused = try await connect(port: port, sending: [], limit: 0)
        {
            return .refused
        }
        return answer
    }

    private func answer(to head: HTTPRequestHead, _ client: HTTPClient) async -> LabGrader.HTTPAnswer {
        await withTaskGroup(of: LabGrader.HTTPAnswer?.self) { group in
            group.addTask {
                do {
                    let answer = try await client.send(head)
                    var body: [UInt8] = []
                    while body.count < 1 << 20, let piece = try await answer.next() { body += piece }
                    answer.cancel()
                    return .response(
                        status: answer.head.status,
                        headers: answer.head.fields.all.map { .init($0.name.lowercased(), $0.value) },
                        body: Array(body.prefix(1 << 20))
                    )
                } catch { return Task.isCancelled ? nil : .broken("\(error)") }
            }
            group.addTask { [patience] in
                try? await Task.sleep(for: patience)
                return Task.isCancelled ? nil : .broken("no answer within 3 s")
            }
            defer { group.cancelAll() }
            while let answer = await group.next() { if let answer { return answer } }
            return .broken("the question was given up")
        }
    }

    /// Where a port of the session's `localhost` is open; nil where nothing publishes it.
    private func opened(_ port: Int) async throws -> UInt16? {
        do {
            try await session.ports.refresh()
            return try await session.ports.current()[ForwardedPort(UInt16(exactly: port) ?? 0)]
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            throw RoomError("the published ports aren't known: \(error)")
        }
    }

    private static func ask(
        _ host: String,
        _ port: UInt16,
        _ greeting: [UInt8],
        _ limit: Int
    ) -> ConnectionAnswer {
        guard let connection = StreamSocket.connect(to: host, port: port) else {
            return errno == ECONNREFUSED ? .refused : .silent
        }
        defer { close(connection) }
        if !greeting.isEmpty, !StreamSocket.writeAll(greeting[...], to: connection) { return .refused }
        let wait = limit == 0 ? closesWithin : 2_000
        var answer: [UInt8] = []
        while answer.count < max(limit, 1) {
            var waiting = pollfd(fd: connection, events: Int16(POLLIN), revents: 0)
            guard poll(&waiting, 1, wait) > 0 else { break }
            var buffer = [UInt8](repeating: 0, count: 4_096)
            let count = read(connection, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            if count <= 0 {
                if answer.isEmpty { return .refused }
                break
            }
            answer += buffer[..<count]
        }
        return .open(answer: Array(answer.prefix(limit)))
    }
}
