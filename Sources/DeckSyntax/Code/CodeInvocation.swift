import GoText

/// A `.code` or `.play` line taken apart.
///
/// The parts are slices of the line, with its indices: their places need no second search.
struct CodeInvocation {
    /// Why `present` refuses the line; with the place to point at.
    enum Failure: Error, Hashable {
        /// A bare `HL` at the end.
        case invalidHighlight(Range<Int>)
        /// No file.
        case syntaxError(Range<Int>)

        /// What `present` says after the line number, its punctuation included.
        var presentText: String {
            switch self {
            case .invalidHighlight: " invalid highlight syntax"
            case .syntaxError: ": syntax error for .code/.play invocation"
            }
        }
    }

    let isPlay: Bool
    /// The flags in their order; one may stand several times.
    private(set) var flags: [ArraySlice<UInt8>] = []
    let file: ArraySlice<UInt8>
    /// The address, trimmed; empty where there is none.
    let address: ArraySlice<UInt8>
    /// The highlight's name without `HL`; empty where there is none.
    let highlight: ArraySlice<UInt8>

    var isEditable: Bool { flags.contains { $0.elementsEqual("-edit".utf8) } }
    var hasNumbers: Bool { flags.contains { $0.elementsEqual("-numbers".utf8) } }

    /// Takes a line apart.
    ///
    /// - Parameter line: The whole line, as it stands in the deck.
    /// - Throws: ``Failure`` where `present` refuses the line before it looks at the file.
    init(_ line: ArraySlice<UInt8>) throws(Failure) {
        let line = GoText.trimmed(line)
        let (command, highlight) = try Self.splitHighlight(line)
        self.highlight = highlight
        guard let (isPlay, arguments) = Self.splitCommand(command) else {
            throw .syntaxError(line.startIndex..<line.endIndex)
        }
        self.isPlay = isPlay

        var rest = arguments
        while let (flag, next) = Self.splitFlag(rest) {
            flags.append(flag)
            rest = next
        }
        file = rest.prefix { !$0.isRegexpSpace }
        guard !file.isEmpty else { throw .syntaxError(line.startIndex..<line.endIndex) }
        address = GoText.trimmed(rest[file.endIndex...])
    }

    /// Splits off white space, `HL` and a name at the end of the line.
    private static func splitHighlight(
        _ line: ArraySlice<UInt8>
    ) throws(Failure) -> (rest: ArraySlice<UInt8>, name: ArraySlice<UInt8>) {
        let none = line.suffix(0)
        guard let lastSpace = line.lastIndex(where: \.isRegexpSpace) else { return (line, none) }
        let word = line[(lastSpace + 1)...]
        let name = word.dropFirst(2)
        guard word.starts(with: "HL".utf8), name.allSatisfy(\.isNameByte) else { return (line, none) }
        guard !name.isEmpty else { throw .invalidHighlight(word.startIndex..<word.endIndex) }
        let rest = line[...lastSpace]
        let end = rest.lastIndex { !$0.isRegexpSpace } ?? rest.startIndex - 1
        return (line[..<(end + 1)], name)
    }

    /// Finds the command's name and the white space after it, and returns what follows.
    ///
    /// `present` searches for them, so `.code` before a no-break space gives way to another one further on.
    private static func splitCommand(
        _ line: ArraySlice<UInt8>
    ) -> (isPlay: Bool, arguments: ArraySlice<UInt8>)? {
        for (index, byte) in zip(line.indices, line) where byte == UInt8(ascii: ".") {
            let name = line[index...].prefix(5)
            let isPlay = name.elementsEqual(".play".utf8)
            guard isPlay || name.elementsEqual(".code".utf8) else { continue }
            let rest = line[name.endIndex...]
            if rest.first?.isRegexpSpace == true { return (isPlay, rest.drop(while: \.isRegexpSpace)) }
        }
        return nil
    }

    /// Splits a flag and the white space after it off; without that space it is a file's name.
    private static func splitFlag(
        _ text: ArraySlice<UInt8>
    ) -> (flag: ArraySlice<UInt8>, rest: ArraySlice<UInt8>)? {
        let word = text.prefix { !$0.isRegexpSpace }
        guard word.elementsEqual("-edit".utf8) || word.elementsEqual("-numbers".utf8),
            word.endIndex < text.endIndex
        else { return nil }
        return (word, text[word.endIndex...].drop(while: \.isRegexpSpace))
    }
}

extension UInt8 {
    /// Whether Go's `\s` takes the byte: no vertical tab, nothing beyond ASCII.
    fileprivate var isRegexpSpace: Bool {
        switch self {
        case 0x09, 0x0A, 0x0C, 0x0D, 0x20: true
        default: false
        }
    }

    fileprivate var isNameByte: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}
