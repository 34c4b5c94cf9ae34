/// Completed indices as a job's status writes them: `0-2,4`.
enum CompletionIndexes {
    static func read(_ text: String, below limit: Int) -> Set<Int> {
        var indices: Set<Int> = []
        for part in text.split(separator: ",") {
            let ends = part.split(separator: "-").compactMap { Int($0) }
            guard let first = ends.first, let last = ends.last, first >= 0, first <= last else { continue }
            indices.formUnion(first..<max(first, min(last + 1, limit)))
        }
        return indices
    }

    static func write(_ indices: Set<Int>) -> String {
        var parts: [String] = []
        var run: ClosedRange<Int>?
        func close() {
            guard let run else { return }
            parts.append(
                run.count == 1
                    ? "\(run.lowerBound)"
                    : run.count == 2
                        ? "\(run.lowerBound),\(run.upperBound)" : "\(run.lowerBound)-\(run.upperBound)"
            )
        }
        for index in indices.sorted() {
            if let last = run, index == last.upperBound + 1 {
                run = last.lowerBound...index
            } else {
                close()
                run = index...index
            }
        }
        close()
        return parts.joined(separator: ",")
    }
}
