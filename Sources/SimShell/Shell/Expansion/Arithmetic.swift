/// Evaluates `$((…))`: C's expressions over 64-bit numbers that wrap.
struct Arithmetic {
    enum Failure: Error {
        case syntax
        case divideByZero
        case tooDeep
    }

    private let text: [UInt8]
    private var at = 0
    private var depth: Int
    /// Off while a branch is read that isn't taken.
    private var isLive = true
    private let lookUp: (String) -> String?
    /// What was assigned.
    private(set) var assignments: [String: Int] = [:]

    init(_ text: [UInt8], depth: Int = 0, lookUp: @escaping (String) -> String?) {
        self.text = text
        self.depth = depth
        self.lookUp = lookUp
    }

    /// The value; an empty expression is 0.
    mutating func evaluate() throws(Failure) -> Int {
        skipBlanks()
        if at == text.count { return 0 }
        let value = try comma()
        skipBlanks()
        guard at == text.count else { throw .syntax }
        return value
    }

    private mutating func skipBlanks() {
        while at < text.count, text[at] == 32 || (9...13).contains(text[at]) { at += 1 }
    }

    /// Takes a sign where the next text is it, and not the beginning of a longer one.
    private mutating func take(_ sign: String, not longer: String = "") -> Bool {
        skipBlanks()
        let bytes = Array(sign.utf8)
        guard text[at...].starts(with: bytes) else { return false }
        if at + bytes.count < text.count, longer.utf8.contains(text[at + bytes.count]) { return false }
        at += bytes.count
        return true
    }

    private mutating func comma() throws(Failure) -> Int {
        var value = try assignment()
        while take(",") { value = try assignment() }
        return value
    }

    private mutating func assignment() throws(Failure) -> Int {
        depth += 1
        defer { depth -= 1 }
        guard depth < 130 else { throw .tooDeep }
        let start = at
        if let name = name() {
            if take("=", not: "=") { return try assign(name, assignment()) }
            for sign in ["<<", ">>", "+", "-", "*", "/", "%", "&", "^", "|"] where take(sign + "=") {
                let right = try assignment()
                return try assign(name, apply(sign, value(of: name), right))
            }
        }
        at = start
        return try conditional()
    }

    private mutating func assign(_ name: String, _ value: Int) -> Int {
        if isLive { assignments[name] = value }
        return value
    }

    private mutating func conditional() throws(Failure) -> Int {
        let condition = try binary(0)
        guard take("?") else { return condition }
        let wasLive = isLive
        isLive = wasLive && condition != 0
        let yes = try assignment()
        guard take(":") else { throw .syntax }
        isLive = wasLive && condition == 0
        let no = try assignment()
        isLive = wasLive
        return condition != 0 ? yes : no
    }

    /// Signs by how tightly they bind, and what they don't go on as.
    private static let levels: [[(sign: String, not: String)]] = [
        [("||", "")], [("&&", "")], [("|", "|=")], [("^", "=")], [("&", "&=")], [("==", ""), ("!=", "")],
        [("<=", ""), (">=", ""), ("<", "<"), (">", ">")], [("<<", "="), (">>", "=")],
        [("+", "+="), ("-", "-=")], [("*", "*="), ("/", "="), ("%", "=")],
    ]

    private mutating func binary(_ level: Int) throws(Failure) -> Int {
        guard level < Self.levels.count else { return try power() }
        var left = try binary(level + 1)
        search: while true {
            for (sign, longer) in Self.levels[level] where take(sign, not: longer) {
                let wasLive = isLive
                if sign == "&&" { isLive = wasLive && left != 0 }
                if sign == "||" { isLive = wasLive && left == 0 }
                let right = try binary(level + 1)
                isLive = wasLive
                left = try apply(sign, left, right)
                continue search
            }
            return left
        }
    }

    private mutating func power() throws(Failure) -> Int {
        let base = try unary()
        guard take("**", not: "=") else { return base }
        let exponent = try power()
        guard exponent >= 0 else { throw .syntax }
        var result = 1
        for _ in 0..<min(exponent, 64) { result = result &* base }
        if exponent > 64 {
            result = Self.raise(base, exponent)
        }
        return result
    }

    private static func raise(_ base: Int, _ exponent: Int) -> Int {
        var result = 1
        var square = base
        var rest = exponent
        while rest > 0 {
            if rest & 1 == 1 { result = result &* square }
            square = square &* square
            rest >>= 1
        }
        return result
    }

    private func apply(_ sign: String, _ left: Int, _ right: Int) throws(Failure) -> Int {
        switch sign {
        case "+": return left &+ right
        case "-": return left &- right
        case "*": return left &* right
        case "/", "%":
            guard right != 0 else {
                if !isLive { return 0 }
                throw .divideByZero
            }
            if right == -1 { return sign == "/" ? 0 &- left : 0 }
            return sign == "/" ? left / right : left % right
        case "<<": return left << (right & 63)
        case ">>": return left >> (right & 63)
        case "&": return left & right
        case "|": return left | right
        case "^": return left ^ right
        case "&&": return left != 0 && right != 0 ? 1 : 0
        case "||": return left != 0 || right != 0 ? 1 : 0
        case "==": return left == right ? 1 : 0
        case "!=": return left != right ? 1 : 0
        case "<": return left < right ? 1 : 0
        case ">": return left > right ? 1 : 0
        case "<=": return left <= right ? 1 : 0
        case ">=": return left >= right ? 1 : 0
        default: throw .syntax
        }
    }

    private mutating func unary() throws(Failure) -> Int {
        depth += 1
        defer { depth -= 1 }
        guard depth < 130 else { throw .tooDeep }
        for (sign, step) in [("++", 1), ("--", -1)] where take(sign) {
            guard let name = name() else { throw .syntax }
            return assign(name, try value(of: name) &+ step)
        }
        if take("!", not: "=") { return try unary() == 0 ? 1 : 0 }
        if take("~") { return try ~unary() }
        if take("-") { return try 0 &- unary() }
        if take("+") { return try unary() }
        if take("(") {
            let value = try comma()
            guard take(")") else { throw .syntax }
            return value
        }
        if let name = name() {
            let old = try value(of: name)
            for (sign, step) in [("++", 1), ("--", -1)] where take(sign) {
                _ = assign(name, old &+ step)
                return old
            }
            return old
        }
        return try number()
    }

    private mutating func name() -> String? {
        skipBlanks()
        guard at < text.count, text[at].isNameStart else { return nil }
        let start = at
        while at < text.count, text[at].isNamePart { at += 1 }
        return String(decoding: text[start..<at], as: UTF8.self)
    }

    private mutating func number() throws(Failure) -> Int {
        skipBlanks()
        let start = at
        while at < text.count, text[at].isNamePart || text[at] == UInt8(ascii: "#") { at += 1 }
        let digits = String(decoding: text[start..<at], as: UTF8.self).lowercased()
        let value: UInt64?
        if digits.hasPrefix("0x") {
            value = UInt64(digits.dropFirst(2), radix: 16)
        } else if let hash = digits.firstIndex(of: "#") {
            let base = Int(digits[..<hash]) ?? 0
            guard (2...36).contains(base) else { throw .syntax }
            value = UInt64(digits[digits.index(after: hash)...], radix: base)
        } else if digits.hasPrefix("0"), digits.utf8.count > 1 {
            value = UInt64(digits.dropFirst(), radix: 8)
        } else {
            value = UInt64(digits)
        }
        guard let value else { throw .syntax }
        return Int(truncatingIfNeeded: value)
    }

    /// A variable's value, which may be an expression itself.
    private func value(of name: String) throws(Failure) -> Int {
        if let assigned = assignments[name] { return assigned }
        guard isLive, let text = lookUp(name), !text.isEmpty else { return 0 }
        if let number = Int(text), !text.hasPrefix("0") || text == "0" { return number }
        guard depth < 100 else { throw .tooDeep }
        var inner = Arithmetic(Array(text.utf8), depth: depth + 20, lookUp: lookUp)
        return try inner.evaluate()
    }
}
