extension HintCondition {
    /// Reads a condition.
    ///
    /// - Throws: ``HintConditionError`` with what is wrong and where.
    public init(parsing text: String) throws(HintConditionError) {
        var reader = HintConditionReader(text)
        self = try reader.wholeCondition()
    }
}

/// Reads conditions from left to right; nesting has a limit, so that no text can exhaust the stack.
private struct HintConditionReader {
    private let bytes: [UInt8]
    private var index = 0
    private var depth = 0

    private static let deepest = 50

    init(_ text: String) { bytes = Array(text.utf8) }

    mutating func wholeCondition() throws(HintConditionError) -> HintCondition {
        let condition = try condition()
        skipBlanks()
        guard index == bytes.count else { throw error("'and' or 'or' is missing") }
        return condition
    }

    private mutating func condition() throws(HintConditionError) -> HintCondition {
        var terms = [try term()]
        while take(word: "or") { terms.append(try term()) }
        return terms.count == 1 ? terms[0] : .any(terms)
    }

    private mutating func term() throws(HintConditionError) -> HintCondition {
        var factors = [try factor()]
        while take(word: "and") { factors.append(try factor()) }
        return factors.count == 1 ? factors[0] : .all(factors)
    }

    private mutating func factor() throws(HintConditionError) -> HintCondition {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.deepest else { throw error("conditions are nested too deeply") }
        if take(word: "not") { return .not(try factor()) }
        guard take("(") else { return try test() }
        let condition = try condition()
        guard take(")") else { throw error("')' is missing") }
        return condition
    }

    private mutating func test() throws(HintConditionError) -> HintCondition {
        skipBlanks()
        if take("exit!=") { return .not(.exit(try code())) }
        if take("exit=") { return .exit(try code()) }
        for stream in HintCondition.Stream.allCases where take(stream.rawValue + "~") {
            return .contains(stream, try text())
        }
        throw error("a condition is exit=N, exit!=N, out~'text' or err~'text'")
    }

    private mutating func code() throws(HintConditionError) -> Int {
        let digits = bytes[index...].prefix { (0x30...0x39).contains($0) }
        guard (1...3).contains(digits.count), let code = Int(String(decoding: digits, as: UTF8.self)),
            code <= 255
        else { throw error("an exit code is a number from 0 to 255") }
        index += digits.count
        return code
    }

    private mutating func text() throws(HintConditionError) -> String {
        let start = index
        if bytes[index...].first == UInt8(ascii: "'") {
            guard let end = bytes[(index + 1)...].firstIndex(of: UInt8(ascii: "'")) else {
                throw error("a text that begins with ' ends with '")
            }
            index = end + 1
            guard end > start + 1 else { throw HintConditionError("a text says something", at: start) }
            return String(decoding: bytes[(start + 1)..<end], as: UTF8.self)
        }
        let word = bytes[index...].prefix { $0 > 0x20 && !"()'".utf8.contains($0) }
        guard !word.isEmpty else { throw error("a text says something") }
        index += word.count
        return String(decoding: word, as: UTF8.self)
    }

    private mutating func skipBlanks() {
        while index < bytes.count, bytes[index] == 0x20 || bytes[index] == 0x09 { index += 1 }
    }

    private mutating func take(_ text: String) -> Bool {
        skipBlanks()
        guard bytes[index...].starts(with: text.utf8) else { return false }
        index += text.utf8.count
        return true
    }

    /// Takes a word that ends where it ends: `order` isn't `or`.
    private mutating func take(word: String) -> Bool {
        skipBlanks()
        let rest = bytes[index...].dropFirst(word.utf8.count)
        guard bytes[index...].starts(with: word.utf8),
            rest.first.map({ $0 <= 0x20 || $0 == UInt8(ascii: "(") }) ?? true
        else { return false }
        index += word.utf8.count
        return true
    }

    private func error(_ message: String) -> HintConditionError { HintConditionError(message, at: index) }
}
