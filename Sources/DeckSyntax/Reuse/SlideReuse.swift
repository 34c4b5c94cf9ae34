import DeckModel
import SourceText

/// Takes slides over from the parse of an earlier text of the deck, where their lines still stand.
///
/// A save changes one stretch of a text, as a rule: what stands before it is as it was, what stands after it has
/// moved by some lines. Slides that lie in either part needn't be parsed again.
struct SlideReuse {
    /// A slide that was taken over.
    struct Slide {
        var section: Section
        var trace: SlideTrace
        /// Its index in the earlier deck.
        var origin: Int
    }

    private let earlier: ParsedDeck
    /// How many lines at the start are the same in both texts.
    private let head: Int
    /// The first line of the new text from which on both are the same.
    private let tail: Int
    /// How far the lines of the tail have moved down.
    private let shift: Int
    private let isSame: Bool
    /// The earlier slides by their first line.
    private let slides: [Int: Int]

    init?(_ earlier: ParsedDeck?, now source: SourceFile, _ syntax: Deck.Syntax) {
        guard let earlier, earlier.source.name == source.name, earlier.deck.syntax == syntax,
            earlier.traces.count == earlier.deck.sections.count
        else { return nil }
        self.earlier = earlier
        let before = earlier.source
        let prefix = Self.commonPrefix(before.bytes, source.bytes)
        let suffix = Self.commonSuffix(
            before.bytes,
            source.bytes,
            atMost: min(before.bytes.count, source.bytes.count) - prefix
        )
        isSame = prefix == before.bytes.count && prefix == source.bytes.count
        // A line is the same only with its end, so the next one must begin in the common part as well.
        let next = source.lines.firstIndex { $0.lowerBound > prefix } ?? source.lines.count
        head = isSame ? source.lines.count : max(next - 1, 0)
        // A line of the tail must have begun in the same place of the earlier text, too.
        let (oldEdge, edge) = (before.bytes.count - suffix, source.bytes.count - suffix)
        let beganThere = oldEdge == 0 || before.bytes[oldEdge - 1] == UInt8(ascii: "\n")
        tail =
            source.lines.firstIndex { $0.lowerBound > edge || (beganThere && $0.lowerBound == edge) }
            ?? source.lines.count
        shift = source.lines.count - before.lines.count
        slides = Dictionary(
            uniqueKeysWithValues: earlier.traces.enumerated().map { ($1.lines.lowerBound, $0) }
        )
    }

    /// Returns the slide that begins at a line, where the earlier text had the same one under the same number.
    ///
    /// The annotations are asked anew: what they answer may have changed elsewhere in the deck.
    func slide(at line: Int, number: [Int], _ annotations: inout Annotations) -> Slide? {
        let move = line < head ? 0 : shift
        guard line < head || line >= tail, let origin = slides[line - move] else { return nil }
        var trace = earlier.traces[origin]
        let section = earlier.deck.sections[origin]
        guard trace.isSelfContained, section.number == number, endsAlike(trace, line) else { return nil }
        var asked = annotations
        for index in trace.questions.indices {
            trace.questions[index].move(by: move)
            guard asked.answer(like: trace.questions[index]) else { return nil }
        }
        annotations = asked
        trace.lines = trace.lines.lowerBound + move..<trace.lines.upperBound + move
        return Slide(section: section.moved(by: move), trace: trace, origin: origin)
    }

    /// Whether the line that ended a slide of the head, or the end of the text, is the same now.
    private func endsAlike(_ trace: SlideTrace, _ line: Int) -> Bool {
        line >= head || trace.lines.upperBound < head || isSame
    }

    private static func commonPrefix(_ left: [UInt8], _ right: [UInt8]) -> Int {
        left.withUnsafeBufferPointer { left in
            right.withUnsafeBufferPointer { right in
                let most = min(left.count, right.count)
                var count = 0
                while count < most, left[count] == right[count] { count += 1 }
                return count
            }
        }
    }

    private static func commonSuffix(_ left: [UInt8], _ right: [UInt8], atMost most: Int) -> Int {
        left.withUnsafeBufferPointer { left in
            right.withUnsafeBufferPointer { right in
                var count = 0
                while count < most, left[left.count - 1 - count] == right[right.count - 1 - count] {
                    count += 1
                }
                return count
            }
        }
    }
}
