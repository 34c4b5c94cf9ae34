import SimShell

/// Apache's server: opens the ports, serves, reads its configuration anew, and ends.
struct HttpdMaster: Sendable {
    /// The image's stop signal is SIGWINCH: a graceful stop.
    private static let signals: Set<Signal> = [.terminate, .interrupt, .windowChange, .hangUp, .user1]

    let process: ProcessContext
    let version: String
    /// The command line, for the log.
    let command: String
    /// Told when it serves, where somebody waits for that.
    var ready: Daemon.Ready?

    func run(_ first: HttpdConf) async -> ExitCode {
        var conf = first
        while let serving = await open(conf) {
            process.signals.ask(for: Self.signals)
            await note(
                "mpm_event",
                "AH00489: Apache/\(version) (Unix) configured -- resuming normal operations"
            )
            await note("core", "AH00094: Command line: '\(command)'")
            _ = try? process.files.write(HttpdControl.pidPath, Array("\(process.id)\n".utf8))
            await ready?()
            let signal = await serving.run(until: Self.signals)
            guard let signal, signal == .hangUp || signal == .user1 else {
                await end(after: signal)
                return 0
            }
            await note(
                "mpm_event",
                signal == .user1
                    ? "AH00493: SIGUSR1 received.  Doing graceful restart"
                    : "AH00494: SIGHUP received.  Attempting to restart"
            )
            do throws(HttpdConf.Problem) { conf = try HttpdProgram.conf(process) } catch {
                for line in error.lines { await process.complain(line) }
                _ = try? process.files.remove(HttpdControl.pidPath)
                return 1
            }
        }
        return 1
    }

    /// Opens the ports; nil where one is taken.
    private func open(_ conf: HttpdConf) async -> Serving? {
        let site = HttpdSite(conf: conf, process: process, version: version)
        let http = HTTPServing(
            answer: { await site.answer($0, on: $1) },
            refuse: { status, _ in site.page(status) }
        )
        var serving = Serving(process: process, ports: [])
        for port in Set(conf.ports).sorted() {
            do throws(NetworkError) {
                let listener = try process.world.network.listen(on: port)
                serving.ports.append(.init(listener: listener, serve: { await http.serve($0) }))
            } catch {
                await process.complain(
                    "(98)Address in use: AH00072: make_sock: could not bind to address 0.0.0.0:\(port)"
                )
                await process.complain("no listening sockets available, shutting down")
                await process.complain("AH00015: Unable to open logs")
                return nil
            }
        }
        return serving
    }

    private func end(after signal: Signal?) async {
        if signal == .windowChange {
            await note("mpm_event", "AH00492: caught SIGWINCH, shutting down gracefully")
        } else if signal == .terminate || signal == .interrupt {
            await note("mpm_event", "AH00491: caught SIGTERM, shutting down")
        }
        _ = try? process.files.remove(HttpdControl.pidPath)
    }

    private func note(_ module: String, _ words: String) async {
        let site = HttpdSite(conf: HttpdConf(), process: process, version: version)
        await process.complain(
            "[\(site.time())] [\(module):notice] [pid \(process.id):tid \(process.id)] \(words)"
        )
    }
}
