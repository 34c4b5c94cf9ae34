import ArgumentParser
import EngineAPI
import LabGrading
import LabReport
import SystemPackage

/// `slidectl lab verify` checks signatures and evidence.
struct LabVerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Check that results are as they were signed and that their evidence is as it was written.",
        discussion: """
            A result is a file N.result.json with N.evidence.jsonl beside it; a folder stands for all results and \
            overrides of a grading state, which are compared with its journal. Nothing is run, and no network is used.

            Exit codes: 0 all is as it was; 1 something was changed, dropped, moved or added, with its file, line and \
            reason; 2 it could not be checked, or nothing was found.
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
        var empty: [String] = []
        for path in results {
            let verified = try KeyWork.failing { try VerifiedPath(path, records) }
            verified.tell()
            count += verified.results.count
            problems += verified.problems.count
            if verified.isEmpty { empty.append(path) }
        }
        if problems == 0, let path = empty.first {
            throw CommandFailure("'\(path)' holds nothing of grading: no result, no journal, no override")
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
    /// What a kill may have left, a line each.
    var remarks: [String] = []
    /// Whether nothing is there that could be checked.
    var isEmpty = false

    init(_ path: String, _ keys: [KeyRecord]) throws {
        let files = DiskFiles()
        guard LectureFinder.exists(FilePath(path)) else { throw CommandFailure("'\(path)' doesn't exist") }
        guard LectureFinder.isFolder(FilePath(path)) else {
            try add(path, keys)
            return
        }
        let folder = GradeFolder(path)
        let audit = try GradeAudit(folder, keys: keys, files: files)
        results = audit.results
        problems = audit.problems.map(\.description)
        remarks = audit.remarks.map(\.description)
        do {
            overrides = try OverrideLog(files.read(folder.overrides, limit: EvidenceLog.limit), keys: keys)
                .overrides
        } catch let problem as EvidenceProblem {
            problems.append("\(folder.overrides):\(problem.line): \(problem.reason)")
        }
        isEmpty = audit.isEmpty && overrides.isEmpty && problems.isEmpty
    }

    /// Tells what isn't as it was written, and what a kill may have left.
    func tell() {
        for problem in problems { StandardStream.output.write("\(Plain(problem))\n") }
        for remark in remarks { StandardStream.error.write("slidectl: note: \(Plain(remark))\n") }
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
            let result = try GradeResult(result: bytes, evidence: log, keys: keys)
            let folder = WorkingFolder.absolute(FilePath(path)).removingLastComponent().lastComponent
            // In a grading folder it stands in the folder of its work; a copy may stand anywhere.
            if let work = folder.flatMap({ Digest(hex: $0.string) }), work != result.work {
                throw ResultProblem(.result, "it was moved here: it is of other work")
            }
            results.append((path, result))
        } catch {
            problems.append(
                "\(error.place == .result ? path : evidence)\(error.line.map { ":\($0)" } ?? ""): \(error.reason)"
            )
        }
    }
}
