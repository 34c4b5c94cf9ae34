import SimShell

/// The `/docker-entrypoint.sh` of nginx's image.
struct NginxEntrypoint: Program {
    func run(_ process: ProcessContext) async -> ExitCode {
        let words = Array(process.arguments.dropFirst())
        guard words.first == "nginx" || words.first == "nginx-debug" else {
            return await Handover.run(words, for: process)
        }
        // Images before 1.19 begin with nginx itself.
        if !Self.isOld(process.variable("NGINX_VERSION")) {
            await process.aside { await self.configure(process) }
        }
        var nginx = process
        nginx.arguments = words
        return await NginxProgram().run(nginx)
    }

    private static func isOld(_ version: String?) -> Bool {
        let numbers = (version ?? "").split(separator: ".").compactMap { Int($0) }
        return numbers.count > 1 && numbers[0] == 1 && numbers[1] < 19
    }

    /// Runs what lies in the folder for that.
    private func configure(_ process: ProcessContext) async {
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
