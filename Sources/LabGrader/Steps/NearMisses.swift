/// Files that somebody may have meant as an answer, by names that aren't quite those of one: `Up.sh`, `up.SH`, `up.sh.txt`.
struct NearMisses {
    /// The lab's id; its folder may be misspelled, too.
    let lab: String
    /// The steps that have no script.
    var unanswered: [String] = []

    /// Says of each such file how it would be an answer.
    func remarks(on paths: [String]) -> [String] {
        paths.compactMap { path in
            guard let step = step(path) else { return nil }
            return "\(path) is no answer by that name; \(step).sh answers step \(step)"
        }
    }

    private func step(_ path: String) -> String? {
        let parts = path.split(separator: "/")
        guard let name = parts.last, parts.count == 1 || parts[0].lowercased() == lab.lowercased() else {
            return nil
        }
        let pieces = name.lowercased().split(separator: ".", omittingEmptySubsequences: false)
        guard let stem = pieces.first, pieces.dropFirst().contains(where: { $0 == "sh" || $0 == "bash" })
        else { return nil }
        // A browser that saves a file twice writes `up (1).sh`.
        let plain = stem.replacing(/\s?\(\d+\)$/, with: "")
        return unanswered.first { $0.lowercased() == plain }
    }
}
