/// Tells links written `<address>` from those written `[address](address)`: libcmark's tree doesn't, but the text does.
///
/// It goes through the text once, so links are to be asked for in the order in which they stand.
struct AutolinkFinder {
    private let text: UnsafeBufferPointer<UInt8>
    private var next = 0
    private var misses = 0

    /// How many addresses may be sought in vain: the text is read to its end for each.
    private static let mostMisses = 50
    /// How long the code is at most whose end is sought.
    private static let longestCode = 10_000

    init(_ text: UnsafeBufferPointer<UInt8>) { self.text = text }

    /// Returns whether the next link with a label has angle brackets around it.
    mutating func isAutomatic(_ label: String, from start: Int) -> Bool {
        // An address with references, such as `&amp;`, isn't found as it is read.
        let isUnreadable = label.utf8.contains(UInt8(ascii: "&"))
        guard misses < Self.mostMisses else { return isUnreadable }
        let label = Array(label.utf8)
        var index = max(next, start)
        while index < text.count {
            switch text[index] {
            case UInt8(ascii: "\\"): index += 2
            case UInt8(ascii: "`"): index = endOfCode(from: index)
            // The label of a picture is none of a link.
            case UInt8(ascii: "!"): index += isByte(UInt8(ascii: "["), at: index + 1) ? 2 : 1
            case UInt8(ascii: "<"):
                if let end = end(of: label, at: index + 1), isByte(UInt8(ascii: ">"), at: end) {
                    next = end
                    return true
                }
                index += 1
            case UInt8(ascii: "["):
                if let end = endEscaped(of: label, at: index + 1), isByte(UInt8(ascii: "]"), at: end),
                    isByte(UInt8(ascii: "("), at: end + 1) || isByte(UInt8(ascii: "["), at: end + 1)
                {
                    next = end
                    return false
                }
                index += 1
            default: index += 1
            }
        }
        misses += 1
        return isUnreadable
    }

    private func isByte(_ byte: UInt8, at index: Int) -> Bool { index < text.count && text[index] == byte }

    /// The end of a label that begins at an index as it is read; nil where another text stands there.
    private func end(of label: [UInt8], at index: Int) -> Int? {
        let end = index + label.count
        return end <= text.count && text[index..<end].elementsEqual(label) ? end : nil
    }

    /// The end of a label that begins at an index and may have backslashes that aren't read.
    private func endEscaped(of label: [UInt8], at index: Int) -> Int? {
        var index = index
        for byte in label {
            if isByte(UInt8(ascii: "\\"), at: index), isByte(byte, at: index + 1) { index += 1 }
            guard isByte(byte, at: index) else { return nil }
            index += 1
        }
        return index
    }

    /// The end of the code that begins with backquotes at an index; that of the backquotes where no code begins.
    private func endOfCode(from start: Int) -> Int {
        let content = endOfBackquotes(from: start)
        var index = content
        while index < min(text.count, content + Self.longestCode) {
            // A code span ends with its paragraph.
            if text[index] == UInt8(ascii: "\n"), isByte(UInt8(ascii: "\n"), at: index + 1) { break }
            guard text[index] == UInt8(ascii: "`") else {
                index += 1
                continue
            }
            let end = endOfBackquotes(from: index)
            if end - index == content - start { return end }
            index = end
        }
        return content
    }

    private func endOfBackquotes(from start: Int) -> Int {
        text[start...].prefix { $0 == UInt8(ascii: "`") }.endIndex
    }
}
