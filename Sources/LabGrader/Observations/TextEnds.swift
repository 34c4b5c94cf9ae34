/// Keeps the beginning and the end of a text that may be too long to be kept whole.
struct TextEnds {
    private let head: Int
    private let limit: Int
    private var first: [UInt8] = []
    private var last: [UInt8] = []
    private var isWhole = true

    /// - Parameters:
    ///   - head: How many bytes of the beginning are kept.
    ///   - limit: How many bytes are kept in all.
    init(head: Int, limit: Int) { (self.head, self.limit) = (head, limit) }

    mutating func append(_ bytes: [UInt8]) {
        let more = min(head - first.count, bytes.count)
        first += bytes[..<more]
        last += bytes[more...]
        if last.count > 2 * limit { cut() }
    }

    /// What was kept; where something is missing between, a line says so.
    var sight: TextSight {
        var ends = self
        if ends.first.count + ends.last.count > limit { ends.cut() }
        let gap = ends.isWhole || ends.first.isEmpty ? [] : Array("\n…\n".utf8)
        return TextSight(String(decoding: ends.first + gap + ends.last, as: UTF8.self), isWhole: ends.isWhole)
    }

    private mutating func cut() {
        last.removeFirst(last.count - (limit - first.count))
        isWhole = false
    }
}
