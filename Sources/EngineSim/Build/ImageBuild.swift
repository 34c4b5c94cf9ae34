import Dockerfile
import EngineAPI
import SimShell

/// One build by the classic builder: stages in turn, each instruction an image of its own.
struct ImageBuild: Sendable {
    let engine: SimulatedEngine
    let configuration: EngineConfiguration
    let options: BuildOptions
    let tags: [ImageReference]
    let dockerfile: Dockerfile
    let context: BuildContext
    let feed: ProgressFeed
    let arguments: [String: String]
    let platform: [String: String]
    let stages: [Stage]
    let globals: [Instruction]

    init(
        engine: SimulatedEngine,
        configuration: EngineConfiguration,
        options: BuildOptions,
        tags: [ImageReference],
        dockerfile: Dockerfile,
        context: BuildContext,
        feed: ProgressFeed
    ) throws(EngineError) {
        (self.engine, self.configuration, self.options, self.tags) = (engine, configuration, options, tags)
        (self.dockerfile, self.context, self.feed) = (dockerfile, context, feed)
        arguments = options.buildArgs.compactMapValues { $0 }
        let own = BuildPlatform(system: "linux", architecture: "amd64")
        platform = BuildPlatform.variables(build: own, target: BuildPlatform(options.platform) ?? own)
        let all = dockerfile.stages(arguments: arguments, platform: platform)
        globals = Array(
            dockerfile.instructions.prefix { if case .arg = $0.kind { true } else { false } }
        )
        guard !options.target.isEmpty else {
            stages = all
            return
        }
        let named = all.last { $0.name == options.target.lowercased() }
        guard let last = named?.index ?? Int(options.target), all.indices.contains(last) else {
            throw EngineError(.badRequest, "target stage \"\(options.target)\" could not be found")
        }
        stages = Array(all[...last])
    }

    /// Runs the build to its end; what goes wrong is the last message.
    @concurrent
    func run() async {
        do {
            var walk = BuildWalk(self)
            let image = try await walk.run()
            await engine.finishBuild(image.id, tags)
            if options.quiet {
                await feed.say(stream: image.id + "\n")
            } else {
                await feed.say(stream: "Successfully built \(image.id.dropFirst(7).prefix(12))\n")
                for tag in tags { await feed.say(stream: "Successfully tagged \(tag)\n") }
            }
        } catch {
            let failure = error as? BuildFailure ?? BuildFailure(error)
            var message = ProgressMessage(error: failure.message)
            message.errorDetail?.code = failure.code
            await feed.say(message)
        }
        feed.finish()
    }

    /// The labels of `--label`, as the last instruction.
    var labelStep: Instruction? {
        guard !options.labels.isEmpty else { return nil }
        let words = options.labels.sorted { $0.key < $1.key }.map { key, value in
            "\(Self.quoted(key))=\(Self.quoted(value))"
        }
        return Dockerfile("FROM scratch\nLABEL \(words.joined(separator: " "))\n").instructions.last
    }

    private static func quoted(_ text: String) -> String {
        text.contains { " \t\"'$\\".contains($0) } ? "'\(text.replacing("'", with: "'\\''"))'" : text
    }
}

/// Why a build ended early.
struct BuildFailure: Error {
    var message: String
    var code: Int?

    init(_ message: String, code: Int? = nil) { (self.message, self.code) = (message, code) }

    init(_ error: any Error) {
        switch error {
        case let error as EngineError: message = error.message
        case is CancellationError: message = "context canceled"
        default: message = "\(error)"
        }
    }
}
