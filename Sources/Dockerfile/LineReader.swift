import SourceText

/// One instruction's text: its lines joined, comments inside taken out, and the documents that follow.
struct LogicalLine {
    var text: String
    var heredocs: [Heredoc]
    var range: Range<SourcePosition>
    var bytes: Range<Int>
}

/// Reads a file into logical lines, as Docker's parser does.
struct LineReader {
    private(set) var directives: [String: String] = [:]
    private(set) var escape = UInt8(ascii: "\\")
    private(set) var problems: [Dockerfile.Problem] = []
    private let source: SourceFile
    private var index = 0

    init(_ bytes: [UInt8]) {
        source = SourceFile(name: "Dockerfile", bytes: bytes)
        readDirectives()
    }

    /// Returns the next instruction's lines; nothing at the end.
    mutating func next() -> LogicalLine? {
        while index < source.lines.count, isBlank(index) || isComment(index) { index += 1 }
        guard index < source.lines.count else { return nil }
        let first = index
        let indent = line(first).prefix { Self.isSpace($0) }.count
        var bytes: [UInt8] = []
        var last = first
        while index < source.lines.count {
            // Comments and empty lines between continued lines are as if they weren't there.
            if index > first, isComment(index) || isBlank(index) {
                index += 1
                continue
            }
            last = index
            let (content, continues) = continuation(of: index)
            bytes += index == first ? content.drop { Self.isSpace($0) } : content
            index += 1
            if !continues { break }
        }
        let heredocs = readHeredocs(of: bytes, startingAt: first, last: &last)
        return LogicalLine(
            text: String(decoding: bytes, as: UTF8.self),
            heredocs: heredocs,
            range: SourcePosition(
                line: first + 1,
                column: indent + 1
            )..<SourcePosition(line: last + 1, column: line(last).count + 1),
            bytes: source.lines[first].lowerBound + indent..<source.lines[last].upperBound
        )
    }

    private mutating func readHeredocs(of bytes: [UInt8], startingAt first: Int, last: inout Int) -> [Heredoc]
    {
        let openings = HeredocOpening.find(in: String(decoding: bytes, as: UTF8.self), escape: escape)
        return openings.map { opening in
            var content = ""
            var isEnded = false
            while index < source.lines.count, !isEnded {
                var text = line(index)
                if opening.stripsTabs { text = text.drop { $0 == UInt8(ascii: "\t") } }
                last = index
                index += 1
                if Array(text) == Array(opening.name.utf8) {
                    isEnded = true
                } else {
                    content += String(decoding: text, as: UTF8.self) + "\n"
                }
            }
            if !isEnded {
                let start = SourcePosition(line: first + 1, column: 1)
                problems.append(.init(range: start..<start, text: "unterminated heredoc"))
            }
            return Heredoc(
                name: opening.name,
                expands: opening.expands,
                stripsTabs: opening.stripsTabs,
                content: content
            )
        }
    }

    /// Directives are comments of a certain form, before anything else, each once.
    private mutating func readDirectives() {
        while index < source.lines.count {
            // Nearly all files have none, and a regular expression takes its time.
            guard line(index).contains(UInt8(ascii: "#")) else { return }
            let text = String(decoding: line(index), as: UTF8.self)
            guard let found = text.wholeMatch(of: /\s*#\s*([a-zA-Z][a-zA-Z0-9]*)\s*=\s*(.+?)\s*/) else {
                return
            }
            let name = found.1.lowercased()
            guard ["syntax", "escape", "check"].contains(name) else { return }
            let place = source.location(line: index + 1).range
            if directives.updateValue(String(found.2), forKey: name) != nil {
                problems.append(.init(range: place, text: "only one \(name) parser directive can be used"))
            }
            if name == "escape" {
                guard found.2 == "\\" || found.2 == "`" else {
                    problems.append(
                        .init(range: place, text: "invalid escape token '\(found.2)' does not match ` or \\")
                    )
                    return
                }
                escape = found.2.utf8.first ?? escape
            }
            index += 1
        }
    }

    private func line(_ index: Int) -> ArraySlice<UInt8> {
        let bytes = source.line(index + 1)
        return index == 0 && bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes
    }

    /// A line goes on when it ends in one escape character that isn't itself escaped, blanks after it aside.
    private func continuation(of index: Int) -> (ArraySlice<UInt8>, Bool) {
        let bytes = line(index)
        let end = bytes.lastIndex { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }
        guard let end, bytes[end] == escape, end == bytes.startIndex || bytes[end - 1] != escape else {
            return (bytes, false)
        }
        return (bytes[bytes.startIndex..<end], true)
    }

    private func isComment(_ index: Int) -> Bool {
        line(index).first { !Self.isSpace($0) } == UInt8(ascii: "#")
    }

    private func isBlank(_ index: Int) -> Bool { line(index).allSatisfy(Self.isSpace) }

    static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
}
