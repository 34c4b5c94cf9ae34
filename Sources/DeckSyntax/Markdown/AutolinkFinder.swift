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

    /// Returns what stands between the angle brackets of the next link with a label; nil for a link without them.
    ///
    /// libcmark reads references there, such as `&amp;`, and goldmark none.
    mutating func address(_ name: String, from start: Int) -> String? {
        guard misses < Self.mostMisses else { return nil }
        let label = Array(name.utf8)
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
                    return name
                }
                if let address = reference(to: name, behind: index, until: UInt8(ascii: ">")) {
                    next = index + 1 + address.utf8.count
                    return address
                }
                index += 1
            case UInt8(ascii: "["):
                let written = reference(to: name, behind: index, until: UInt8(ascii: "]"))
                let end = written.map { index + 1 + $0.utf8.count } ?? endEscaped(of: label, at: index + 1)
                if let end, isByte(UInt8(ascii: "]"), at: end),
                    isByte(UInt8(ascii: "("), at: end + 1) || isByte(UInt8(ascii: "["), at: end + 1)
                {
                    next = end
                    return nil
                }
                index += 1
            default: index += 1
            }
        }
        misses += 1
        return nil
    }

    private func isByte(_ byte: UInt8, at index: Int) -> Bool { index < text.count && text[index] == byte }

    /// How a label with references is written between a bracket and the one that closes it; nil where another stands.
    private func reference(to label: String, behind index: Int, until close: UInt8) -> String? {
        let open = text[index]
        let text = text[(index + 1)...]
        guard let end = text.firstIndex(where: { $0 == close || $0 == open || $0 <= UInt8(ascii: " ") }),
            text[end] == close, text[..<end].contains(UInt8(ascii: "&"))
        else { return nil }
        let written = String(decoding: text[..<end], as: UTF8.self)
        return CharacterNames.decode(written) == label ? written : nil
    }

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
