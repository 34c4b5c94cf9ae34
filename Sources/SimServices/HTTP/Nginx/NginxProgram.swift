import SimShell

/// The `nginx` of the image of the same name.
///
/// It needs `/etc/nginx/nginx.conf` with what that includes, and the files it serves. `NGINX_VERSION` in the
/// environment is the version that it says it is.
struct NginxProgram: Program {
    func run(_ process: ProcessContext) async -> ExitCode {
        // How deep the start goes is no matter of the years after it.
        switch await process.aside({ await self.begin(process) }) {
        case .over(let code): code
        case .serving(let master): await master.run()
        }
    }

    private enum Beginning {
        case over(ExitCode)
        case serving(NginxMaster)
    }

    private func begin(_ process: ProcessContext) async -> Beginning {
        let options: Options
        do throws(Options.Problem) {
            options = try Options(
                process.arguments.dropFirst(),
                flags: ["?", "h", "v", "V", "t", "T", "q"],
                valued: ["s", "p", "e", "c", "g"]
            )
        } catch {
            switch error {
            case .unknown(let word):
                await process.complain("nginx: invalid option: \"\(word.drop { $0 == "-" })\"")
            case .missingValue(let word):
                await process.complain("nginx: option \"-\(word)\" requires parameter")
            }
            return .over(1)
        }
        let version = process.variable("NGINX_VERSION") ?? "1.29.3"
        if options.has("v") || options.has("V") {
            await process.complain("nginx version: nginx/\(version)")
            return .over(0)
        }
        if let word = options.operands.first {
            await process.complain("nginx: invalid option: \"\(word)\"")
            return .over(1)
        }
        if let signal = options.value("s") { return .over(await send(signal, process)) }
        return await start(options, version, process)
    }

    private func start(_ options: Options, _ version: String, _ process: ProcessContext) async -> Beginning {
        let settings = NginxMaster.Settings(
            path: options.value("c") ?? "/etc/nginx/nginx.conf",
            extra: options.value("g") ?? ""
        )
        let model: NginxModel
        do throws(NginxProblem) { model = try await settings.load(process) } catch {
            await process.complain(
                "\(NginxLogs.time(process.world.now)) [emerg] \(process.id)#\(process.id): \(error.words)"
            )
            await process.complain("nginx: [emerg] \(error.words)")
            if options.has("t") {
                await process.complain("nginx: configuration file \(settings.path) test failed")
            }
            return .over(1)
        }
        if options.has("t") || options.has("T") {
            await process.complain("nginx: the configuration file \(settings.path) syntax is ok")
            await process.complain("nginx: configuration file \(settings.path) test is successful")
            return .over(0)
        }
        guard model.isDaemon else {
            return .serving(Self.master(settings, model, version, process))
        }
        return .over(
            await Daemon.start(for: process, streams: process.streams.logs) { process, ready in
                await Self.master(settings, model, version, process, ready: ready).run()
            }
        )
    }

    private static func master(
        _ settings: NginxMaster.Settings,
        _ model: NginxModel,
        _ version: String,
        _ process: ProcessContext,
        ready: Daemon.Ready? = nil
    ) -> NginxMaster {
        process.world.entitle(process.id, "nginx: master process \(process.arguments.joined(separator: " "))")
        return NginxMaster(settings, model, version, process, ready: ready)
    }

    private func send(_ word: String, _ process: ProcessContext) async -> ExitCode {
        let signals: [String: Signal] = [
            "stop": .terminate, "quit": .quit, "reload": .hangUp, "reopen": .user1,
        ]
        guard let signal = signals[word] else {
            await process.complain("nginx: invalid option: \"-s \(word)\"")
            return 1
        }
        let path = "/run/nginx.pid"
        guard let text = try? process.files.read(path), let id = Int(text.text.trimmed) else {
            await process.complain("nginx: [error] open() \"\(path)\" failed (2: No such file or directory)")
            return 1
        }
        await process.complain(
            "\(NginxLogs.time(process.world.now)) [notice] \(process.id)#\(process.id): signal process started"
        )
        guard process.world.signal(signal, to: id) else {
            await process.complain("nginx: [alert] kill(\(id), \(signal.number)) failed (3: No such process)")
            return 1
        }
        return 0
    }
}
