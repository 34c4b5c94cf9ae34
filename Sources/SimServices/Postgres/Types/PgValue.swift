/// A value as SQLite keeps it.
enum PgValue: Hashable, Sendable {
    case null
    case int(Int)
    case real(Double)
    case text(String)

    /// The server's text of it; nil for NULL.
    func output(as type: SQLType) -> String? {
        switch self {
        case .null: return nil
        case .int(let number):
            if type == .bool { return number == 0 ? "f" : "t" }
            if type.isFloat { return PgValue.text(of: Double(number), isSingle: type == .float4) }
            return String(number)
        case .real(let number):
            if type == .numeric { return "\(number)" }
            return Self.text(of: number, isSingle: type == .float4)
        case .text(let text): return text
        }
    }

    static func text(of number: Double, isSingle: Bool = false) -> String {
        if number.isNaN { return "NaN" }
        if number.isInfinite { return number < 0 ? "-Infinity" : "Infinity" }
        let digits = isSingle ? 1e6 : 1e15
        if number == number.rounded(), abs(number) < digits {
            return number == 0 && number.sign == .minus ? "-0" : String(Int(number))
        }
        var text = isSingle ? "\(Float(number))" : "\(number)"
        if let e = text.firstIndex(of: "e") {
            var exponent = text[text.index(after: e)...]
            let sign = exponent.hasPrefix("-") ? "-" : "+"
            exponent = exponent.drop { $0 == "-" || $0 == "+" }
            var front = text[..<e]
            if front.hasSuffix(".0") { front = front.dropLast(2) }
            text = "\(front)e\(sign)\(exponent.count == 1 ? "0" : "")\(exponent)"
        }
        return text
    }
}
