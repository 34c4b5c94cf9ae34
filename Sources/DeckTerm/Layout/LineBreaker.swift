/// Breaks clusters into lines of a width; never inside a cluster.
struct LineBreaker {
    private let width: Int
    private var lines: [[Cluster]] = []
    private var line: [Cluster] = []
    private var columns = 0
    /// How many clusters of the line stand before the last place to break, and before one inside a word.
    private var strong = 0
    private var weak = 0

    /// Breaks text at spaces, beside ideographs, and inside what is longer than a line.
    ///
    /// White space runs together. There is always a line.
    static func lines(_ clusters: [Cluster], width: Int) -> [[Cluster]] {
        var breaker = LineBreaker(width: max(width, 1))
        for cluster in clusters { breaker.add(cluster) }
        breaker.endLine()
        return breaker.lines
    }

    private init(width: Int) { self.width = width }

    private mutating func add(_ cluster: Cluster) {
        switch cluster.kind {
        case .lineEnd: endLine()
        case .opportunity: strong = line.count
        case .space:
            guard let last = line.last, last.kind != .space else { return }
            append(cluster)
            strong = line.count
        case .glyph:
            noteOpportunity(before: cluster)
            // What is cut off may itself be too long.
            while columns + cluster.width > width, !line.isEmpty { breakLine() }
            append(cluster)
            if Self.separators.contains(cluster.text) { weak = line.count }
        }
    }

    private mutating func append(_ cluster: Cluster) {
        line.append(cluster)
        columns += cluster.width
    }

    private mutating func noteOpportunity(before cluster: Cluster) {
        guard let last = line.last, last.kind == .glyph, last.isWide || cluster.isWide,
            !cluster.neverStartsLine, !last.neverEndsLine
        else { return }
        strong = line.count
    }

    /// Ends the line at the best place, and begins the next with what is behind it.
    private mutating func breakLine() {
        let place = strong > 0 ? strong : weak * 2 > line.count ? weak : line.count
        let rest = Array(line[place...])
        line.removeSubrange(place...)
        endLine()
        for cluster in rest { append(cluster) }
    }

    private mutating func endLine() {
        while line.last?.kind == .space { line.removeLast() }
        lines.append(line)
        line = []
        columns = 0
        strong = 0
        weak = 0
    }

    private static let separators: Set<String> = [
        "/", "-", "_", ".", ",", "?", "&", "=", "–", "—", "\\", ":",
    ]

    /// Cuts a line of code to the width: near the end at a space, else behind a bracket or a comma, else behind another
    /// sign, else anywhere between clusters.
    ///
    /// Spaces at a cut stay at the end of the row, one beyond the width if need be: they show nothing.
    static func pieces(ofCode clusters: [Cluster], width: Int, laterWidth: Int) -> [[Cluster]] {
        var pieces: [[Cluster]] = []
        var start = 0
        while start < clusters.count {
            let room = max(pieces.isEmpty ? width : laterWidth, 1)
            var end = start
            var columns = 0
            while end < clusters.count, columns + clusters[end].width <= room || end == start {
                columns += clusters[end].width
                end += 1
            }
            if end < clusters.count {
                if clusters[end].kind == .space {
                    end += 1
                } else {
                    end = cut(clusters, near: max(start + 1, end - room / 3)..<end)
                }
            }
            pieces.append(Array(clusters[start..<end]))
            start = end
        }
        return pieces.isEmpty ? [[]] : pieces
    }

    /// The best place to cut in a range of places; its end where none is better.
    private static func cut(_ clusters: [Cluster], near places: Range<Int>) -> Int {
        guard !places.isEmpty else { return places.upperBound }
        func last(_ isGood: (Cluster) -> Bool) -> Int? {
            places.last { isGood(clusters[$0]) }.map { $0 + 1 }
        }
        return last { $0.kind == .space } ?? last { brackets.contains($0.text) }
            ?? last { separators.contains($0.text) } ?? places.upperBound
    }

    private static let brackets: Set<String> = ["(", "[", "{", ",", ";"]
}
