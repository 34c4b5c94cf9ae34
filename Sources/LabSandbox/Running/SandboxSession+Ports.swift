import EngineAPI
import EngineClient
import EngineGate
import Foundation
import Glibc
import Host

extension SandboxSession {
    /// Lets published ports answer on the loopback interface inside, until the task is cancelled; the command begins when
    /// those answer that are published already.
    func forwardPorts(_ launch: SandboxLaunch) async throws {
        let process = try await launch.process()
        let path = request.places.runtime(of: record.id) + "/ports-\(process)"
        guard let gateway = PortGateway(at: path, host: record.loopback) else {
            throw SandboxError("\(path) can't be listened at")
        }
        defer { gateway.stop() }
        var lines: [Int32] = [-1, -1]
        var answers: [Int32] = [-1, -1]
        guard pipe(&lines) == 0, pipe(&answers) == 0 else {
            throw SandboxError("there are no descriptors left")
        }
        for end in lines + answers { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        // Root may enter any network; others enter the user namespace that owns it first.
        let enter = geteuid() == 0 ? ["--net"] : ["--user", "--net", "--preserve-credentials"]
        let helper = try ChildProcess(
            "/usr/bin/nsenter",
            arguments: ["--target", "\(process)"] + enter + [
                "--", request.program, "sandbox", "forward", path,
            ],
            environment: [],
            descriptors: (lines[0], answers[1], 2)
        )
        close(lines[0])
        close(answers[1])
        let (input, output) = (lines[1], answers[0])
        defer {
            close(input)
            close(output)
            helper.signal(SIGKILL)
        }
        var known: [UInt16: UInt16]?
        for try await ports in publishedPorts() where ports != known {
            gateway.allow(ports)
            let line = ports.keys.sorted().map(String.init).joined(separator: " ") + "\n"
            let isFirst = known == nil
            known = ports
            guard StreamSocket.writeAll(Array(line.utf8)[...], to: input) else { return }
            if isFirst {
                await Self.answer(at: output)
                launch.begin()
            }
        }
    }

    /// Waits until the half of the forwarder inside has said that it did what it was told, or has ended.
    private static func answer(at output: Int32) async {
        await withCheckedContinuation { continuation in
            DispatchQueue(label: "slidectl.forwarder").async {
                _ = StreamSocket.readLine(from: output)
                continuation.resume()
            }
        }
    }

    /// The ports that the session's containers publish, anew whenever something may have changed.
    ///
    /// Each is the number that was asked for, and the one that the engine opened.
    private func publishedPorts() -> AsyncThrowingStream<[UInt16: UInt16], any Error> {
        AsyncThrowingStream { continuation in
            let task = Task {
                do {
                    var query = EventQuery()
                    query.filters = Filters([
                        "label": ["dev.slidectl.session=\(record.id)"], "type": ["container"],
                    ])
                    let events = try await engine.client.events(query)
                    defer { events.cancel() }
                    continuation.yield(try await openedPorts())
                    let opened = cluster.map { cluster in
                        Task {
                            for await _ in cluster.ports.changes() {
                                continuation.yield(try await openedPorts())
                            }
                        }
                    }
                    defer { opened?.cancel() }
                    for try await event in events where Self.movesPorts(event.action) {
                        continuation.yield(try await openedPorts())
                    }
                } catch {}
                continuation.finish()
            }
            continuation.onTermination = { _ in task.cancel() }
        }
    }

    private static func movesPorts(_ action: String) -> Bool {
        ["start", "restart", "die", "destroy", "unpause", "connect"].contains(action)
    }

    /// The ports that are published now: each the number that was asked for, and the one that the engine opened.
    func openedPorts() async throws -> [UInt16: UInt16] {
        let seen = try await gate.listContainers(ContainerListQuery())
        var query = ContainerListQuery()
        query.filters = Filters(["label": ["dev.slidectl.session=\(record.id)"]])
        let real = try await engine.client.listContainers(query)
        var ports: [UInt16: UInt16] = [:]
        for container in seen {
            guard let actual = real.first(where: { $0.id == container.id }) else { continue }
            var rest = actual.ports.filter {
                $0.publicPort != nil && $0.type == "tcp" && $0.ip == record.loopback
            }
            for port in container.ports where port.type == "tcp" {
                guard let asked = port.publicPort.flatMap(UInt16.init(exactly:)),
                    let index = rest.firstIndex(where: { $0.privatePort == port.privatePort }),
                    let opened = rest.remove(at: index).publicPort.flatMap(UInt16.init(exactly:))
                else { continue }
                ports[asked] = opened
            }
        }
        // What a container publishes under the same number is what commands mean.
        return ports.merging(cluster?.ports.current ?? [:]) { published, _ in published }
    }
}
