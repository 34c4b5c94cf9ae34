import SimShell

/// The `nginx` of the image of the same name.
///
/// It needs `/etc/nginx/nginx.conf` with what that includes, and the files it serves. `NGINX_VERSION` in the
/// environment is the version that it says it is.
struct NginxProgram: Program {
    func run(_ process: ProcessContext) async -> ExitCode {
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
            return 1
        }
        let version = process.variable("NGINX_VERSION") ?? "1.29.3"
        if options.has("v") || options.has("V") {
            await process.complain("nginx version: nginx/\(version)")
            return 0
        }
        if let word = options.operands.first {
            await process.complain("nginx: invalid option: \"\(word)\"")
            return 1
        }
        if let signal = options.value("s") { return await send(signal, process) }
        return await start(options, version, process)
    }

    private func start(_ options: Options, _ version: String, _ process: ProcessContext) async -> ExitCode {
        let path = options.value("c") ?? "/etc/nginx/nginx.conf"
        let model: NginxModel
        do throws(NginxProblem) {
            model = try await load(path, options.value("g") ?? "", process)
        } catch {
            await process.complain(
                "\(NginxLogs.time(process.world.now)) [emerg] \(process.id)#\(process.id): \(error.words)"
            )
            await process.complain("nginx: [emerg] \(error.words)")
            if options.has("t") { await process.complain("nginx: configuration file \(path) test failed") }
            return 1
        }
        if options.has("t") || options.has("T") {
            await process.complain("nginx: the configuration file \(path) syntax is ok")
            await process.complain("nginx: configuration file \(path) test is successful")
            return 0
        }
        if model.isDaemon, process.id == 1 {
            await process.complain(
                "nginx: daemon mode ends the main process of a container; use -g 'daemon off;'"
            )
            return 0
        }
        process.world.entitle(process.id, "nginx: master process \(process.arguments.joined(separator: " "))")
        return await serve(path, options.value("g") ?? "", model, version, process)
    }

    private func load(
        _ path: String,
        _ extra: String,
        _ process: ProcessContext
    ) async throws(NginxProblem) -> NginxModel {
        let built = try NginxBuilder.read(path, extra: extra, files: process.files)
        for host in built.hosts
        where !Self.isAddress(host.name) && built.model.upstreams[host.name]?.first?.host == host.name
            || !Self.isAddress(host.name)
        {
            guard await !process.world.network.resolve(host.name).isEmpty else {
                throw NginxProblem("host not found in upstream \"\(host.name)\" in \(host.place)")
            }
        }
        return built.model
    }

    private static func isAddress(_ name: String) -> Bool {
        let parts = name.split(separator: ".")
        return name == "localhost" || (parts.count == 4 && parts.allSatisfy { UInt8($0) != nil })
    }

    private func serve(
        _ path: String,
        _ extra: String,
        _ model: NginxModel,
        _ version: String,
        _ process: ProcessContext
    ) async -> ExitCode {
        var model = model
        var listeners: [Int: any NetworkListener] = [:]
        let id = "\(process.id)#\(process.id)"
        var isFirst = true
        while true {
            for port in model.ports where listeners[port] == nil {
                do throws(NetworkError) {
                    listeners[port] = try process.world.network.listen(on: port)
                } catch {
                    let words = "bind() to 0.0.0.0:\(port) failed (98: Address in use)"
                    await process.complain("\(NginxLogs.time(process.world.now)) [emerg] \(id): \(words)")
                    await process.complain("nginx: [emerg] \(words)")
                    return 1
                }
            }
            let handler = NginxHandler(model: model, process: process, version: version)
            if isFirst { await announce(model, version, handler.logs, id, process) }
            isFirst = false
            var serving = Serving(process: process, ports: [])
            for port in model.ports {
                guard let listener = listeners[port] else { continue }
                let http = HTTPServing(
                    answer: { await handler.answer($0, on: $1, port: port) },
                    refuse: { status, _ in handler.refusal(status) }
                )
                serving.ports.append(.init(listener: listener, serve: { await http.serve($0) }))
            }
            let signal = await serving.run(until: [.terminate, .quit, .interrupt, .hangUp])
            guard signal == .hangUp else {
                if let signal { await farewell(signal, handler.logs, id) }
                _ = try? process.files.remove("/run/nginx.pid")
                return 0
            }
            listeners = [:]
            await handler.logs.note("notice", "\(id): signal 1 (SIGHUP) received, reconfiguring")
            await handler.logs.note("notice", "\(id): reconfiguring")
            do throws(NginxProblem) {
                model = try await load(path, extra, process)
            } catch {
                await handler.logs.note("emerg", "\(id): \(error.words)")
            }
        }
    }

    private func announce(
        _ model: NginxModel,
        _ version: String,
        _ logs: NginxLogs,
        _ id: String,
        _ process: ProcessContext
    ) async {
        _ = try? process.files.makeDirectory("/run", intermediate: true)
        _ = try? process.files.write("/run/nginx.pid", Array("\(process.id)\n".utf8))
        await logs.note("notice", "\(id): using the \"epoll\" event method")
        await logs.note("notice", "\(id): nginx/\(version)")
        await logs.note("notice", "\(id): start worker processes")
        for worker in 0..<model.workers {
            await logs.note("notice", "\(id): start worker process \(29 + worker)")
        }
    }

    private func farewell(_ signal: Signal, _ logs: NginxLogs, _ id: String) async {
        let words = signal == .quit ? "shutting down" : "exiting"
        await logs.note("notice", "\(id): signal \(signal.number) (SIG\(signal.name)) received, \(words)")
        await logs.note("notice", "\(id): exit")
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

/// The `/docker-entrypoint.sh` of nginx's image.
struct NginxEntrypoint: Program {
    func run(_ process: ProcessContext) async -> ExitCode {
        let words = Array(process.arguments.dropFirst())
        guard words.first == "nginx" || words.first == "nginx-debug" else {
            return await Handover.run(words, for: process)
        }
        var nginx = process
        nginx.arguments = words
        // Images before 1.19 begin with nginx itself.
        guard !Self.isOld(process.variable("NGINX_VERSION")) else { return await NginxProgram().run(nginx) }
        let folder = "/docker-entrypoint.d/"
        let scripts = ((try? process.files.list(folder)) ?? []).map(\.name)
        let say: @Sendable (String) async -> Void = { line in
            if process.variable("NGINX_ENTRYPOINT_QUIET_LOGS") == nil {
                await process.print("/docker-entrypoint.sh: \(line)")
            }
        }
        if scripts.isEmpty {
            await say("No files found in \(folder), skipping configuration")
        } else {
            await say("\(folder) is not empty, will attempt to perform configuration")
            await say("Looking for shell scripts in \(folder)")
            for script in scripts { await run(script, in: folder, process, say) }
            await say("Configuration complete; ready for start up")
        }
        return await NginxProgram().run(nginx)
    }

    private static func isOld(_ version: String?) -> Bool {
        let numbers = (version ?? "").split(separator: ".").compactMap { Int($0) }
        return numbers.count > 1 && numbers[0] == 1 && numbers[1] < 19
    }

    /// The image's own scripts say what they say; what a student put beside them is run.
    private func run(
        _ script: String,
        in folder: String,
        _ process: ProcessContext,
        _ say: @Sendable (String) async -> Void
    ) async {
        let path = folder + script
        guard script.hasSuffix(".sh") || script.hasSuffix(".envsh") else {
            return await say("Ignoring \(path)")
        }
        let mode = (try? process.files.status(path))?.mode ?? 0
        guard mode & 0o111 != 0 else { return await say("Ignoring \(path), not executable") }
        await say(script.hasSuffix(".envsh") ? "Sourcing \(path)" : "Launching \(path)")
        let content = try? process.files.content(path)
        if script == "20-envsubst-on-templates.sh" { return await fillTemplates(process) }
        guard case .bytes(let text)? = content, !text.isEmpty, script.hasSuffix(".sh") else { return }
        let launch = ProcessLaunch(
            arguments: [path],
            environment: process.environment,
            workingDirectory: process.workingDirectory,
            user: process.user,
            streams: process.streams
        )
        if let child = try? process.world.start(launch, parent: process.id) { _ = await child.wait() }
    }

    /// `/etc/nginx/templates/*.template` become files of `/etc/nginx/conf.d`, with `${NAME}` filled in.
    private func fillTemplates(_ process: ProcessContext) async {
        let folder = "/etc/nginx/templates"
        for entry in (try? process.files.list(folder)) ?? [] where entry.name.hasSuffix(".template") {
            guard let text = try? process.files.read("\(folder)/\(entry.name)") else { continue }
            let target = "/etc/nginx/conf.d/\(entry.name.dropLast(9))"
            await process.print(
                "20-envsubst-on-templates.sh: Running envsubst on \(folder)/\(entry.name) to \(target)"
            )
            _ = try? process.files.write(target, Array(Self.filled(text.text, process.environment).utf8))
        }
    }

    static func filled(_ text: String, _ environment: [String: String]) -> String {
        var result = ""
        var rest = text[...]
        while let letter = rest.popFirst() {
            guard letter == "$" else {
                result.append(letter)
                continue
            }
            let isBraced = rest.first == "{"
            let name = rest.dropFirst(isBraced ? 1 : 0).prefix {
                $0 == "_" || ($0.isASCII && ($0.isLetter || $0.isNumber))
            }
            guard let value = environment[String(name)],
                !isBraced || name.endIndex < rest.endIndex && rest[name.endIndex] == "}"
            else {
                // A name that isn't set belongs to nginx.
                result.append("$")
                continue
            }
            rest = rest[name.endIndex...].dropFirst(isBraced ? 1 : 0)
            result += value
        }
        return result
    }
}
