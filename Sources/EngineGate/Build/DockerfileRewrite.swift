import Dockerfile
import EngineAPI
import SourceText

/// Judges a Dockerfile and writes it anew for the engine.
///
/// Images get the engine's names, platform variables that the classic builder doesn't know are set, and every stage is
/// labelled with the session: its layers can be found again, and no other session's build takes them from the cache.
/// No line of the student's moves but by the labels.
struct DockerfileRewrite: Sendable {
    private let sourceBytes: [UInt8]
    private let source: Dockerfile
    private let bytes: [UInt8]
    private let file: Dockerfile
    private let arguments: [String: String]
    private let platform: [String: String]
    private let label: String
    private let stages: [Stage]
    private let references: [BuildReference]
    /// The images that the build needs, as the Dockerfile names them.
    let images: [String]
    /// How many steps of ours the builder will count.
    let extraSteps: Int

    init(
        _ original: [UInt8],
        _ options: BuildOptions,
        _ session: GateSession,
        _ engine: APIVersion = .newest,
        allowsHeredocs: Bool = false
    ) throws(EngineError) {
        sourceBytes = original
        source = Dockerfile(original)
        arguments = options.buildArgs.compactMapValues { $0 }
        let build = BuildPlatform(system: "linux", architecture: Self.architecture)
        let target = BuildPlatform(options.platform) ?? build
        platform = BuildPlatform.variables(build: build, target: target)
        bytes = PlatformRewrite.apply(to: original, variables: platform, arguments: arguments)
        file = Dockerfile(bytes)
        label = "LABEL \(SessionLabels.session)=\(session.id)"
        stages = file.stages(arguments: arguments, platform: platform)
        references = file.references(arguments: arguments, platform: platform)
        guard !original.isEmpty else {
            throw .malformed("the Dockerfile (\(options.dockerfile)) cannot be empty")
        }
        if let problem = file.problems.first {
            throw DockerfileProblem(problem.text, line: problem.range.lowerBound.line).error(of: engine)
        }
        try Self.check(file, allowsHeredocs: allowsHeredocs)
        for stage in stages where stage.base == .image("") {
            guard case .from(let from) = stage.from.kind else { continue }
            throw .malformed("base name (\(from.image)) should not be blank")
        }
        images = try Self.images(references)
        let last = stages.last {
            $0.name == options.target.lowercased() || String($0.index) == options.target
        }
        extraSteps = options.target.isEmpty ? stages.count : (last?.index ?? stages.count - 1) + 1
    }

    #if arch(arm64)
    private static let architecture = "arm64"
    #else
    private static let architecture = "amd64"
    #endif

    /// What the classic builder doesn't know, and another builder behind the same API might obey.
    private static func check(_ file: Dockerfile, allowsHeredocs: Bool) throws(EngineError) {
        for instruction in file.instructions {
            let line = instruction.range.lowerBound.line
            guard allowsHeredocs || instruction.heredocs.isEmpty else {
                throw .denied(
                    "line \(line) of the Dockerfile has a here-document, which needs BuildKit; "
                        + "write the commands into a script and COPY it"
                )
            }
            if case .run = instruction.kind, let flag = instruction.flags.first {
                throw .malformed(
                    "the --\(flag.name) option requires BuildKit. Refer to https://docs.docker.com/go/buildkit/ "
                        + "to learn how to build images with BuildKit enabled"
                )
            }
            if case .label(let labels) = instruction.kind,
                labels.contains(where: { $0.name.hasPrefix(SessionLabels.reserved) })
            {
                throw .denied("labels that begin with \(SessionLabels.reserved) are slidectl's own")
            }
        }
    }

    private static func images(_ references: [BuildReference]) throws(EngineError) -> [String] {
        var images: [String] = []
        for reference in references {
            let line = reference.range.lowerBound.line
            switch reference.target {
            case .image(let name):
                guard !reference.isDeferred else { throw deferred("line \(line) of the Dockerfile") }
                images.append(name)
            case .url(let address):
                throw .denied(
                    "ADD \(address) in line \(line) isn't available in a session: the engine itself would fetch it. "
                        + "Use RUN wget, or download it into the workspace and COPY it."
                )
            case .unknown(let text):
                throw .denied(
                    "line \(line) of the Dockerfile fetches '\(text)', which can't be known before the build; "
                        + "write it out"
                )
            }
        }
        return images.unique
    }

    /// Makes sure that no command of the build runs in a folder that leads out of its container (CVE-2024-21626).
    func checkFolders(_ images: [String: ContainerConfig?]) throws(EngineError) {
        let bases = images.mapValues { config in
            BaseImage(environment: Self.variables(config?.env), folder: config?.workingDir ?? "")
        }
        for base in bases.values { try ContainerPolicy.checkWorkingFolder(base.folder) }
        for folder in file.workingFolders(arguments: arguments, platform: platform, images: bases) {
            let line = folder.range.lowerBound.line
            try ContainerPolicy.checkWorkingFolder(
                Self.withoutDots(folder.path),
                in: "line \(line) of the Dockerfile: "
            )
        }
    }

    private static func variables(_ environment: [String]?) -> [String: String] {
        let pairs = (environment ?? []).map {
            $0.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        }
        return Dictionary(pairs.map { (String($0[0]), $0.count > 1 ? String($0[1]) : "") }) { $1 }
    }

    private static func withoutDots(_ path: String) -> String {
        var words: [Substring] = []
        for word in path.split(separator: "/") where word != "." {
            if word == ".." { _ = words.popLast() } else { words.append(word) }
        }
        return "/" + words.joined(separator: "/")
    }

    private static func deferred(_ place: String) -> EngineError {
        .denied(
            "\(place) has an ONBUILD that fetches an image or an address, which isn't available in a session"
        )
    }

    /// Makes sure that an image's ONBUILD instructions fetch nothing.
    static func checkTriggers(_ triggers: [String], allowsHeredocs: Bool = false) throws(EngineError) {
        guard !triggers.isEmpty else { return }
        let file = Dockerfile("FROM scratch\n" + triggers.joined(separator: "\n") + "\n")
        try check(file, allowsHeredocs: allowsHeredocs)
        for folder in file.workingFolders() {
            try ContainerPolicy.checkWorkingFolder(
                withoutDots(folder.path),
                in: "an ONBUILD of the image that the build starts from: "
            )
        }
        guard file.problems.isEmpty, file.stages().count == 1, file.references().isEmpty else {
            throw deferred("the image that the build starts from")
        }
    }

    /// The lines of the student's after which one of ours stands.
    var labelledLines: [Int] {
        file.instructions.compactMap { instruction in
            if case .from = instruction.kind { instruction.range.upperBound.line } else { nil }
        }
    }

    /// What the student wrote, for each line that is written anew.
    func originals(_ engineNames: [String: String]) -> [String: String] {
        var originals: [String: String] = [:]
        for (written, instruction) in zip(source.instructions, file.instructions) {
            let text = changed(instruction, engineNames) ?? Array(bytes[instruction.bytes])
            let original = String(decoding: sourceBytes[written.bytes], as: UTF8.self)
            let rewritten = String(decoding: text, as: UTF8.self)
            if rewritten != original { originals[rewritten] = original }
        }
        return originals
    }

    /// An instruction with the engine's name for the image that it names; nil where it names none.
    private func changed(_ instruction: Instruction, _ engineNames: [String: String]) -> [UInt8]? {
        let text = Array(bytes[instruction.bytes])
        let name = references.first { $0.range == instruction.range }.flatMap { reference -> String? in
            if case .image(let name) = reference.target { engineNames[name] } else { nil }
        }
        guard let name else { return nil }
        switch instruction.kind {
        case .from: return ImageWord.replacingBase(in: text, by: name)
        case .copy: return ImageWord.replacingSource(in: text, by: name)
        default: return nil
        }
    }

    /// The file for the engine, with the engine's name for each of ``images``.
    func apply(_ engineNames: [String: String]) throws(EngineError) -> [UInt8] {
        var changes: [Int: [UInt8]] = [:]
        for (index, instruction) in file.instructions.enumerated() {
            let renamed = changed(instruction, engineNames)
            if case .from = instruction.kind {
                changes[index] = (renamed ?? Array(bytes[instruction.bytes])) + Array("\n\(label)".utf8)
            } else {
                changes[index] = renamed
            }
        }
        var result: [UInt8] = []
        var done = 0
        for (index, instruction) in file.instructions.enumerated() {
            guard let changed = changes[index] else { continue }
            result += bytes[done..<instruction.bytes.lowerBound] + changed
            done = instruction.bytes.upperBound
        }
        result += bytes[done...]
        try verify(result, Set(engineNames.values))
        return result
    }

    /// What we wrote is read again: it must fetch the images that were resolved, and nothing else.
    private func verify(_ result: [UInt8], _ known: Set<String>) throws(EngineError) {
        let file = Dockerfile(result)
        let isSafe =
            file.problems.isEmpty
            && file.references(arguments: arguments, platform: platform).allSatisfy { reference in
                if case .image(let name) = reference.target { known.contains(name) } else { false }
            }
        guard isSafe else {
            throw .denied(
                "the Dockerfile could not be written anew; write FROM and COPY --from on lines of their own"
            )
        }
    }
}
