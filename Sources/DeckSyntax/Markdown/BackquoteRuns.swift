import DeckModel

/// The runs of backquotes in the text of a paragraph or heading, and which of them make code.
///
/// Neither links nor tags are known here: whether the runs are all that counts in a text is seen by comparing
/// ``asLibcmarkReads()`` with what libcmark made of it.
struct BackquoteRuns {
    /// Which runs make code.
    struct Reading {
        /// How many backquotes are text before each code span, and behind the last one.
        fileprivate(set) var textCounts = [0]
        /// The runs that could begin code, but that nothing closes.
        fileprivate(set) var unclosed: [Range<Int>] = []
    }

    private struct Run {
        let range: Range<Int>
        /// Whether a backslash before it makes text of its first backquote.
        let isEscaped: Bool

        var opening: Range<Int> { isEscaped ? range.dropFirst() : range }
    }

    /// The longest run that libcmark closes.
    private static let longest = 80

    private var runs: [Run] = []

    /// Finds the runs of a range of the text; nil where one is longer than libcmark's longest.
    init?(_ text: UnsafeBufferPointer<UInt8>, in range: Range<Int>) {
        var backslashes = 0
        var index = range.lowerBound
        while index < range.upperBound {
            guard text[index] == UInt8(ascii: "`") else {
                backslashes = text[index] == UInt8(ascii: "\\") ? backslashes + 1 : 0
                index += 1
                continue
            }
            let rest = text[index..<range.upperBound]
            let end = rest.firstIndex { $0 != UInt8(ascii: "`") } ?? range.upperBound
            guard end - index <= Self.longest else { return nil }
            runs.append(Run(range: index..<end, isEscaped: backslashes % 2 == 1))
            backslashes = 0
            index = end
        }
    }

    /// What CommonMark has: a run is closed by the next one of its length.
    func asWritten() -> Reading {
        var places: [Int: [Int]] = [:]
        for (index, run) in runs.enumerated() { places[run.range.count, default: []].append(index) }
        // The next run of each length is sought in rising order.
        var passed: [Int: Int] = [:]
        return read { index, count in
            guard let places = places[count] else { return nil }
            var next = passed[count, default: 0]
            while next < places.count, places[next] <= index { next += 1 }
            passed[count] = next
            return next < places.count ? places[next] : nil
        }
    }

    /// What libcmark makes of the runs.
    ///
    /// Once it has sought in vain it looks no further than the run of that length that it saw last. Each search that
    /// finds one moves that place back, so that the next run seems to have none behind it.
    func asLibcmarkReads() -> Reading {
        var lastSeen: [Int: Int] = [:]
        var hasSeenAll = false
        return read { index, count in
            if hasSeenAll, lastSeen[count, default: 0] <= runs[index].range.upperBound { return nil }
            for next in runs.indices[(index + 1)...] {
                let found = runs[next].range
                lastSeen[found.count] = found.lowerBound
                if found.count == count { return next }
            }
            hasSeenAll = true
            return nil
        }
    }

    /// Goes through the runs; `closing` finds the one that closes a run, which has so many backquotes.
    private func read(_ closing: (_ index: Int, _ count: Int) -> Int?) -> Reading {
        var reading = Reading()
        var index = 0
        while index < runs.count {
            let run = runs[index]
            if run.isEscaped { reading.textCounts[reading.textCounts.count - 1] += 1 }
            if run.opening.isEmpty {
                index += 1
            } else if let end = closing(index, run.opening.count) {
                reading.textCounts.append(0)
                index = end + 1
            } else {
                reading.textCounts[reading.textCounts.count - 1] += run.opening.count
                reading.unclosed.append(run.opening)
                index += 1
            }
        }
        return reading
    }
}

extension [MarkdownInline] {
    /// How many backquotes are text before each code span, and behind the last one.
    var backquoteCounts: [Int] {
        var counts = [0]
        countBackquotes(&counts)
        return counts
    }

    private func countBackquotes(_ counts: inout [Int]) {
        for inline in self {
            switch inline {
            case .text(let text): counts[counts.count - 1] += text.utf8.count { $0 == UInt8(ascii: "`") }
            case .code: counts.append(0)
            case .emphasis(let content), .strong(let content), .link(_, _, _, let content),
                .image(_, _, let content):
                content.countBackquotes(&counts)
            case .softBreak, .hardBreak, .html: continue
            }
        }
    }
}
