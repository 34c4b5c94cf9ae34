import EngineAPI
import EngineServer
import Synchronization

/// What the scripts reached: routes, as the gate's server saw them, and mistakes, as the clients told of them.
final class Coverage: Sendable {
    private struct Seen {
        var operations: [Operation: Int] = [:]
        var mistakes: Set<String> = []
        var scripts: [(name: String, time: Duration)] = []
    }

    private let seen = Mutex(Seen())

    /// What is only of use beside BuildKit or a public registry, and nothing that a course needs.
    static let unasked: Set<Operation> = [.buildKit, .session, .searchImages, .inspectDistribution]

    /// Takes note of a request that the gate's server was asked.
    func note(_ request: ServedRequest) {
        guard let operation = request.operation else { return }
        seen.withLock { $0.operations[operation, default: 0] += 1 }
    }

    /// Takes note of what a script printed behind the gate.
    func note(_ transcript: String, _ script: TranscriptScript, _ time: Duration) {
        let found = Mistake.all.filter { $0.isTold(in: transcript) }.map(\.name)
        seen.withLock { seen in
            seen.mistakes.formUnion(found)
            seen.scripts.append((script.name, time))
        }
    }

    /// Routes and mistakes that no script reached.
    var missing: [String] {
        seen.withLock { seen in
            Operation.allCases.filter { !Self.unasked.contains($0) && seen.operations[$0] == nil }.map(
                \.rawValue
            )
                + Mistake.all.map(\.name).filter { !seen.mistakes.contains($0) }
        }
    }

    /// What was reached, for people.
    func table(for engine: RealEngine) -> String {
        seen.withLock { seen in
            var lines = ["Routes reached on \(engine):"]
            lines += Operation.allCases.filter { !Self.unasked.contains($0) }.map {
                "  \(seen.operations[$0].map { "\($0)×" } ?? "NOT") \($0.rawValue)"
            }
            lines.append("Mistakes reached on \(engine):")
            lines += Mistake.all.map { "  \(seen.mistakes.contains($0.name) ? "yes" : "NOT") \($0.name)" }
            let slowest = seen.scripts.sorted { $0.time > $1.time }.prefix(5)
            lines.append(
                "\(seen.scripts.count) scripts on \(engine), the slowest: "
                    + slowest.map { "\($0.name) \($0.time.components.seconds) s" }.joined(separator: ", ")
            )
            return lines.joined(separator: "\n")
        }
    }
}

/// A mistake that students make, and what the engine or the client says of it, in either version.
struct Mistake: Sendable {
    let name: String
    /// What is told, as a regular expression.
    let pattern: String

    /// Whether a transcript tells of it; a pattern that can't be read matches nothing, and is then missing.
    func isTold(in transcript: String) -> Bool {
        (try? Regex(pattern)).map { transcript.contains($0) } ?? false
    }

    private init(_ name: String, _ pattern: String) { (self.name, self.pattern) = (name, pattern) }

    static let all: [Mistake] = containers + networksAndVolumes + images + builds + compose

    private static let containers = [
        Mistake("an unknown container", "No such container: nope"),
        Mistake("inspecting what isn't there", "o such object: nope"),
        Mistake("a name in use", #"Conflict\. The container name "/\w+" is already in use"#),
        Mistake("renaming onto a name in use", "allocating new name: Conflict|failed to rename container"),
        Mistake("a name that isn't one", #"Invalid container name \(bad/name\)"#),
        Mistake("removing a running container", "annot remove (a running )?container"),
        Mistake("exec in a stopped container", "ontainer [0-9a-f]{12,64} is not running"),
        Mistake("killing a stopped container", "annot kill container: \\w+: [Cc]ontainer .* is not running"),
        Mistake("a signal that isn't one", "nvalid signal: NOPE"),
        Mistake("attaching to a stopped container", "cannot attach to a stopped container"),
        Mistake("exec of no such command", #"exec failed: .*exec: "bash": executable file not found"#),
        Mistake("run of no such command", "runc create failed: .*executable file not found"),
        Mistake("run of what can't be run", #"exec: "/etc/passwd": permission denied"#),
        Mistake("an unknown user", "unable to find user"),
        Mistake("a relative working folder", "the working directory 'relative' is invalid"),
        Mistake("too little memory", "Minimum memory limit allowed is 6MB"),
        Mistake("too many processors", "ange of CPUs is from 0.01"),
        Mistake("a restart policy that isn't one", "nvalid restart policy"),
        Mistake("a filter that isn't one", "nvalid filter"),
        Mistake("copying what isn't there", "Could not find the file"),
        Mistake("no engine", "Cannot connect to the Docker daemon"),
        Mistake("a command that isn't one", "unknown command: docker runn"),
    ]

    private static let networksAndVolumes = [
        Mistake("a port that a container has", "port is already allocated"),
        Mistake("a port that a process has", "address already in use"),
        Mistake("a port that isn't one", "nvalid hostPort: 99999"),
        Mistake("an unknown network", "network \\w+ not found"),
        Mistake("removing a network in use", "has active endpoints"),
        Mistake("a network that there is", "network with name \\w+ already exists"),
        Mistake("networks that overlap", "Pool overlaps with other one on this address space"),
        Mistake("removing a network of the engine's", "is a pre-defined network and cannot be removed"),
        Mistake("disconnecting what isn't connected", "is not connected to (the )?network"),
        Mistake("removing a volume in use", "volume is in use"),
        Mistake("an unknown volume", "get nope: no such volume"),
        Mistake("a folder without a slash", "includes invalid characters for a local volume name"),
        Mistake("a mount of what isn't there", "bind source path does not exist"),
    ]

    /// A push and a login that a registry refuses aren't among them: the engine tries the one again for minutes.
    private static let images = [
        Mistake("an unknown image", "No such image: nosuch:latest"),
        Mistake("pulling an unknown repository", "pull access denied for|daemon: denied"),
        Mistake("pulling an unknown tag", "manifest unknown"),
        Mistake("a registry that doesn't answer", "connect: connection refused"),
        Mistake("too many pulls", "toomanyrequests"),
        Mistake("run of an image that isn't there", "Unable to find image"),
        Mistake("an image's name with a capital", "must be lowercase"),
        Mistake("removing an image in use", "unable to remove repository reference"),
        Mistake("pushing what isn't there", "An image does not exist locally with the tag"),
        Mistake("loading garbage", "unexpected EOF"),
        Mistake("postgres without a password", "superuser password is not specified"),
        Mistake("postgres with data that is there", "Skipping initialization"),
    ]

    private static let builds = [
        Mistake("a step that fails", "returned a non-zero code: 1"),
        Mistake("copying into an image what isn't there", "file not found in build context"),
        Mistake("an instruction that isn't one", "unknown instruction: RUNN"),
        Mistake("an empty Dockerfile", "cannot be empty"),
        Mistake("an unknown stage", "ailed to reach build target|target stage \"nosuch\" could not be found"),
        Mistake("no Dockerfile", "unable to prepare context: unable to evaluate symlinks in Dockerfile path"),
    ]

    private static let compose = [
        Mistake("compose without a file", "no configuration file provided"),
        Mistake("YAML that can't be read", "did not find expected node content"),
        Mistake("a key that compose doesn't know", "dditional propert"),
        Mistake("an unknown service", "no such service"),
        Mistake("exec in a service that is stopped", "service \"\\w+\" is not running"),
        Mistake("a network that the file doesn't define", "refers to undefined network"),
        Mistake("a dependency that is ill", "dependency failed to start: .* is unhealthy"),
        Mistake("a variable without a value", "is missing a value"),
    ]
}
