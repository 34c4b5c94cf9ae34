import ArgumentParser
import EngineAPI
import LabGrading
import SystemPackage

/// `slidectl lab verify` checks signatures and evidence.
struct LabVerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Check that results are as they were signed and that their evidence is as it was written.",
        discussion: """
            A result is a file N.result.json with N.evidence.jsonl beside it; a folder stands for all results and \
            overrides of a grading state. Nothing is run, and no network is used.

            Exit codes: 0 all is as it was; 1 something was changed, with its file, line and reason; 2 it could not be \
            checked.
            """
    )

    @OptionGroup var keys: KeyOptions

    @Argument(help: "Results, or folders of grading.", completion: .file(extensions: ["json"]))
    var results: [String]

    func run() async throws {
        let store = try keys.store(for: try Course(of: ".", isFolder: true))
        let records = try KeyWork.failing { try store.records() }
        guard !records.isEmpty else { throw CommandFailure("there are no keys in \(store.folder)") }
        var problems = 0
        var count = 0
        for path in results {
            let verified = try KeyWork.failing { try VerifiedPath(path, records) }
            count += verified.results.count
            for problem in verified.problems { StandardStream.output.write(problem + "\n") }
            problems += verified.problems.count
        }
        StandardStream.output.write(
            problems == 0
                ? "\(count) result\(count == 1 ? "" : "s"): as signed\n"
                : "\(problems) problem\(problems == 1 ? "" : "s")\n"
        )
        if problems > 0 { throw ExitCode(1) }
    }
}

/// The results at a path, each checked.
struct VerifiedPath {
    /// By path.
    var results: [(path: String, result: GradeResult)] = []
    var overrides: [PointsOverride] = []
    /// What isn't as it was written, a line each.
    var problems: [String] = []

    init(_ path: String, _ keys: [KeyRecord]) throws {
        let files = DiskFiles()
        guard LectureFinder.exists(FilePath(path)) else { throw CommandFailure("'\(path)' doesn't exist") }
        guard LectureFinder.isFolder(FilePath(path)) else {
            try add(path, keys)
            return
        }
        let folder = GradeFolder(path)
        for result in try folder.results(files) { try add(result, keys) }
        do {
            overrides = try OverrideLog(files.read(folder.overrides, limit: EvidenceLog.limit), keys: keys)
                .overrides
        } catch let problem as EvidenceProblem {
            problems.append("\(folder.overrides):\(problem.line): \(problem.reason)")
        }
    }

    private mutating func add(_ path: String, _ keys: [KeyRecord]) throws {
        guard let evidence = GradeFolder.evidence(besideResult: path) else {
            throw CommandFailure("'\(path)' is no result: its name ends in .result.json")
        }
        let files = DiskFiles()
        guard let bytes = try files.read(path, limit: SignedFile.limit) else {
            throw CommandFailure("'\(path)' doesn't exist")
        }
        guard let log = try files.read(evidence, limit: EvidenceLog.limit) else {
            problems.append("\(evidence): is gone, and the result rests on it")
            return
        }
        do throws(ResultProblem) {
            results.append((path, try GradeResult(result: bytes, evidence: log, keys: keys)))
        } catch {
            problems.append(
                "\(error.place == .result ? path : evidence)\(error.line.map { ":\($0)" } ?? ""): \(error.reason)"
            )
        }
    }
}
