import SimShell
import Synchronization

/// The master process of nginx that runs: opens the ports, serves, reads its configuration anew, and ends.
///
/// Its task waits for a signal nearly always; what it does between two of them goes aside.
final class NginxMaster: Sendable {
    /// Where the configuration is.
    struct Settings: Sendable {
        var path: String
        /// What `-g` adds.
        var extra: String

        /// Reads it, and looks up the hosts that it names.
        func load(_ process: ProcessContext) async throws(NginxProblem) -> NginxModel {
            let built: NginxBuilder
            do throws(NginxProblem) {
                built = try NginxBuilder.read(path, extra: extra, files: process.files)
            } catch {
                if error.isUnmodelled { process.world.noteModelled("nginx: \(error.words)") }
                throw error
            }
            for host in built.hosts where !Self.isAddress(host.name) {
                guard await !process.world.network.resolve(host.name).isEmpty else {
                    throw NginxProblem("host not found in upstream \"\(host.name)\" in \(host.place)")
                }
            }
            return NginxModels.shared(built.model)
        }

        private static func isAddress(_ name: String) -> Bool {
            let parts = name.split(separator: ".")
            return name == "localhost" || (parts.count == 4 && parts.allSatisfy { UInt8($0) != nil })
        }
    }

    private struct State {
        var model: NginxModel
        var isFirst = true
    }

    private let settings: Settings
    private let version: String
    private static let signals: Set<Signal> = [.terminate, .quit, .interrupt, .hangUp]

    private let process: ProcessContext
    private let ready: Daemon.Ready?
    private let state: Mutex<State>

    /// A master that says when it is ready, where somebody waits for that.
    init(
        _ settings: Settings,
        _ model: NginxModel,
        _ version: String,
        _ process: ProcessContext,
        ready: Daemon.Ready? = nil
    ) {
        (self.settings, self.version, self.process, self.ready) = (settings, version, process, ready)
        state = Mutex(State(model: model))
    }

    private var id: String { "\(process.id)#\(process.id)" }

    func run() async -> ExitCode {
        while let serving = await process.aside({ await self.open() }) {
            let signal = await serving.run(until: Self.signals)
            guard signal == .hangUp else {
                await process.aside { await self.close(after: signal) }
                return 0
            }
            await process.aside { await self.readAnew() }
        }
        return 1
    }

    /// Opens the ports; nil where one is taken.
    private func open() async -> Serving? {
        let (model, isFirst) = state.withLock { state in
            defer { state.isFirst = false }
            return (state.model, state.isFirst)
        }
        var listeners: [(port: Int, listener: any NetworkListener)] = []
        for port in model.ports {
            do throws(NetworkError) {
                listeners.append((port, try process.world.network.listen(on: port)))
            } catch {
                let words = "bind() to 0.0.0.0:\(port) failed (98: Address in use)"
                await process.complain("\(NginxLogs.time(process.world.now)) [emerg] \(id): \(words)")
                await process.complain("nginx: [emerg] \(words)")
                return nil
            }
        }
        let handler = NginxHandler(model: model, process: process, version: version)
        if isFirst {
            // Who was told that it is ready may send a signal at once.
            process.signals.ask(for: Self.signals)
            await announce(model, handler.logs)
            await ready?()
        }
        return Serving(
            process: process,
            ports: listeners.map { port, listener in
                let http = HTTPServing(
                    answer: { await handler.answer($0, on: $1, port: port) },
                    refuse: { status, _ in handler.refusal(status) }
                )
                return .init(listener: listener, serve: { await http.serve($0) })
            }
        )
    }

    private func announce(_ model: NginxModel, _ logs: NginxLogs) async {
        _ = try? process.files.makeDirectory("/run", intermediate: true)
        _ = try? process.files.write("/run/nginx.pid", Array("\(process.id)\n".utf8))
        await logs.note("notice", "\(id): using the \"epoll\" event method")
        await logs.note("notice", "\(id): nginx/\(version)")
        await logs.note("notice", "\(id): start worker processes")
        for worker in 0..<model.workers {
            await logs.note("notice", "\(id): start worker process \(29 + worker)")
        }
    }

    private var logs: NginxLogs { NginxLogs(model: state.withLock(\.model), process: process) }

    /// Takes another configuration, unless it is broken.
    private func readAnew() async {
        await logs.note("notice", "\(id): signal 1 (SIGHUP) received, reconfiguring")
        await logs.note("notice", "\(id): reconfiguring")
        do throws(NginxProblem) {
            let model = try await settings.load(process)
            state.withLock { $0.model = model }
        } catch {
            await logs.note("emerg", "\(id): \(error.words)")
        }
    }

    /// Says good-bye; without a signal the process was killed, and says nothing.
    private func close(after signal: Signal?) async {
        if let signal {
            let words = signal == .quit ? "shutting down" : "exiting"
            await logs.note("notice", "\(id): signal \(signal.number) (SIG\(signal.name)) received, \(words)")
            await logs.note("notice", "\(id): exit")
        }
        _ = try? process.files.remove("/run/nginx.pid")
    }
}
