/// Divides rows among screens, so that screens end at good places and there are few of them.
enum ScreenBreaker {
    /// What one more screen costs, in the measure of break costs.
    private static let screenCost = 10.0
    /// What an empty screen would cost; half an empty one costs a quarter of it.
    private static let emptyCost = 6.0

    /// Returns the rows of each screen, given how many fit on the first and on those after it.
    static func screens(_ rows: [Row], first: Int, later: Int) -> [Range<Int>] {
        if rows.count <= first { return [0..<rows.count] }
        // best[i]: the least that rows i... cost on screens of their own, and where the first of these ends.
        var best = Array(repeating: (cost: 0.0, end: rows.count), count: rows.count + 1)
        for start in rows.indices.reversed() {
            best[start] = choice(rows, from: start, room: start == 0 ? first : later, best)
        }
        var screens: [Range<Int>] = []
        var start = 0
        while start < rows.count {
            let begin = skippingGaps(rows, start)
            if begin < rows.count || screens.isEmpty { screens.append(begin..<max(best[start].end, begin)) }
            start = max(best[start].end, start + 1)
        }
        return screens
    }

    private static func choice(
        _ rows: [Row],
        from start: Int,
        room: Int,
        _ best: [(cost: Double, end: Int)]
    ) -> (cost: Double, end: Int) {
        let begin = skippingGaps(rows, start)
        guard begin < rows.count else { return (0, rows.count) }
        let last = min(begin + room, rows.count)
        var choice = (cost: Double.infinity, end: last)
        for end in (begin + 1)...last {
            let waste = Double(room - (end - begin)) / Double(room)
            let isEnd = end == rows.count
            let cost =
                isEnd
                ? screenCost
                : screenCost + Double(rows[end].breakCost) + emptyCost * waste * waste + best[end].cost
            // Of equal places the later one fills the screen better.
            if cost <= choice.cost { choice = (cost, end) }
        }
        return choice
    }

    private static func skippingGaps(_ rows: [Row], _ start: Int) -> Int {
        var index = start
        while index < rows.count, rows[index].isGap { index += 1 }
        return index
    }
}
