import Dockerfile
import EngineAPI
import Synchronization
import TarStream

/// One build: what was found in its context, and how its messages are shown.
final class BuildPlan: Sendable {
    let asked: BuildOptions
    /// The Dockerfile's place in the context.
    let dockerfile: String
    /// The name under which our own Dockerfile stands in the context.
    let hiddenName: String
    private let session: GateSession

    private struct State {
        var dockerfile: TarMember?
        /// The Dockerfile's further names: a link can't stand in the context before what it leads to.
        var otherNames: [String] = []
        var ignored: [UInt8]?
        var hasEnded = false
        var steps = BuildSteps(extra: 0)
        var labelledLines: [Int] = []
    }

    private let state = Mutex(State())

    init(asked: BuildOptions, session: GateSession) {
        self.asked = asked
        self.session = session
        dockerfile = asked.dockerfile.split(separator: "/").filter { $0 != "." }.joined(separator: "/")
        // The list that names it may be copied into an image: the next build must find the same words in it.
        hiddenName = ".dockerfile.slidectl-\(session.id)"
    }

    var dockerfileBytes: [UInt8]? { state.withLock(\.dockerfile?.contents) }

    /// Whether a member of the context stands where our own Dockerfile will.
    func isInTheWay(_ entry: TarEntry) -> Bool {
        entry.path == hiddenName || entry.path.hasPrefix(hiddenName + "/")
    }

    /// Remembers a file of the context.
    func found(_ entry: TarEntry, _ contents: [UInt8]) {
        state.withLock { state in
            switch entry.path {
            case ".dockerignore": state.ignored = contents
            case dockerfile:
                state.dockerfile = TarMember(
                    path: entry.path,
                    contents: contents,
                    permissions: entry.permissions,
                    user: entry.user,
                    group: entry.group,
                    modified: entry.modified
                )
            default: state.otherNames.append(entry.path)
            }
        }
    }

    /// Whether the context has ended, told once.
    func isFirstEnd() -> Bool {
        state.withLock { state in
            defer { state.hasEnded = true }
            return !state.hasEnded
        }
    }

    /// The files that end the context: the Dockerfile, and a list that keeps it out of the image.
    ///
    /// The engine takes the Dockerfile and the list itself off the context where the list names them, as clients use it
    /// for a Dockerfile from standard input. The student's Dockerfile is a file like others to it: whether that one stays
    /// is decided here, when the list has been read.
    func files(_ rewritten: [UInt8]) -> [TarMember] {
        let (own, others, ignored) = state.withLock { ($0.dockerfile, $0.otherNames, $0.ignored) }
        let list = DockerIgnore(String(decoding: ignored ?? [], as: UTF8.self))
        let kept = (list.excludes(dockerfile) ? [] : [dockerfile]) + others
        let ours = "\n\(hiddenName)\n" + (ignored == nil ? ".dockerignore\n" : "")
        return kept.compactMap { path in own.map { file in file.named(path) } } + [
            TarMember(path: hiddenName, contents: rewritten),
            TarMember(path: ".dockerignore", contents: (ignored ?? []) + Array(ours.utf8)),
        ]
    }

    /// Takes note of which steps and lines are ours, and of what the student wrote.
    func expect(_ rewrite: DockerfileRewrite, originals: [String: String]) {
        state.withLock { state in
            state.steps = BuildSteps(extra: rewrite.extraSteps, originals: originals)
            state.labelledLines = rewrite.labelledLines
        }
    }

    /// A failure with the number of the line as the student counts.
    func told(_ error: EngineError) -> EngineError {
        let labelled = state.withLock(\.labelledLines)
        let message = error.message.replacing(/(parse error (?:on )?line )(\d+)/) { match in
            let line = Int(match.2) ?? 0
            let ours = labelled.reduce(0) { ours, last in line - ours > last ? ours + 1 : ours }
            return "\(match.1)\(line - ours)"
        }
        return EngineError(error.kind, message)
    }

    /// A message as the student sees it; nil for those about our own steps.
    func shown(_ message: ProgressMessage) -> ProgressMessage? {
        let label = "LABEL \(SessionLabels.session)=\(session.id)"
        return state.withLock { $0.steps.shown(message, label) }
    }
}

/// Counts the steps of a build as if ours weren't there.
struct BuildSteps: Sendable {
    private let extra: Int
    private let originals: [String: String]
    private var hidden = 0
    private var isHiding = false

    init(extra: Int, originals: [String: String] = [:]) {
        self.extra = extra
        self.originals = originals
    }

    mutating func shown(_ message: ProgressMessage, _ label: String) -> ProgressMessage? {
        guard let text = message.stream else {
            isHiding = isHiding && message.error == nil && message.aux == nil
            return isHiding ? nil : message
        }
        if let step = BuildStep(text) {
            isHiding = step.instruction == label
            if isHiding {
                hidden += 1
                return nil
            }
            let command = originals[step.instruction] ?? step.instruction
            return message.with {
                $0.stream = "Step \(step.number - hidden)/\(step.total - extra) : \(command)"
            }
        }
        if text.hasPrefix("Successfully ") || text.hasPrefix("sha256:") { isHiding = false }
        return isHiding ? nil : message
    }
}

/// The line that begins a step of a build: `Step 2/5 : RUN make`.
private struct BuildStep {
    let number: Int
    let total: Int
    let instruction: String

    init?(_ text: String) {
        guard text.hasPrefix("Step "), let end = text.firstRange(of: " : ") else { return nil }
        let numbers = text[..<end.lowerBound].dropFirst(5).split(
            separator: "/",
            omittingEmptySubsequences: false
        )
        guard numbers.count == 2, let number = Int(numbers[0]), let total = Int(numbers[1]) else {
            return nil
        }
        (self.number, self.total) = (number, total)
        instruction = String(text[end.upperBound...])
    }
}

extension TarMember {
    /// The member under another name.
    fileprivate func named(_ path: String) -> TarMember {
        var member = self
        member.path = path
        return member
    }
}
