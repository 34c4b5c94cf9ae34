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

    /// Cuts a line of code to the width: at a space where one is near the end, else anywhere between clusters.
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
            if end < clusters.count, clusters[end].kind != .space {
                let near = max(start + 1, end - room / 3)
                if near < end, let space = (near..<end).last(where: { clusters[$0].kind == .space }) {
                    end = space + 1
                }
            }
            pieces.append(Array(clusters[start..<end]))
            start = end
        }
        return pieces.isEmpty ? [[]] : pieces
    }
}
