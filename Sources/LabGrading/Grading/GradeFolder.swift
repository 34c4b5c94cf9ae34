/// Where grading keeps what it knows: `journal.jsonl`, `overrides.jsonl`, `pages.json`, and for each piece of work
/// `results/KEY/N.evidence.jsonl` and `results/KEY/N.result.json`, where N is the number of the run.
public struct GradeFolder: Hashable, Sendable {
    public let path: String

    public init(_ path: String) { self.path = path }

    var journal: String { path + "/journal.jsonl" }
    public var overrides: String { path + "/overrides.jsonl" }

    var pages: String { path + "/pages.json" }
    var results: String { path + "/results" }

    func folder(of work: Digest) -> String { "\(path)/results/\(work)" }
    public func evidence(of work: Digest, run: Int) -> String { "\(folder(of: work))/\(run).evidence.jsonl" }
    public func result(of work: Digest, run: Int) -> String { "\(folder(of: work))/\(run).result.json" }

    /// The evidence of a result, by the names that both have in a grading folder.
    public static func evidence(besideResult path: String) -> String? {
        path.hasSuffix(".result.json") ? path.dropLast(".result.json".count) + ".evidence.jsonl" : nil
    }

    /// Whose submissions were run for this folder.
    public func students(_ files: any DurableFiles = DiskFiles()) throws -> Set<String> {
        try GradeJournal(journal, files: files).students
    }
}
