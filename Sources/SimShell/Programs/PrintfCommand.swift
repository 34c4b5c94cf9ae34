/// `printf`: a format that is used as often as there are words for it.
struct PrintfCommand {
    private var out: [UInt8] = []
    private var errors: [String] = []
    private var status = 0
    private var words: ArraySlice<String>
    private var isCut = false

    static func run(_ words: [String]) -> (output: [UInt8], errors: [String], status: Int) {
        guard let format = words.first else { return ([], ["usage: printf FORMAT [ARGUMENT...]"], 2) }
        var printf = PrintfCommand(words: words.dropFirst())
        let bytes = Array(format.utf8)
        repeat {
            let before = printf.words.count
            printf.print(bytes)
            if printf.words.count == before || printf.isCut { break }
        } while !printf.words.isEmpty && printf.out.count < Shell.maxExpansion
        return (printf.out, printf.errors, printf.status)
    }

    private init(words: ArraySlice<String>) { self.words = words }

    private mutating func print(_ format: [UInt8]) {
        var at = 0
        var plain: [UInt8] = []
        while at < format.count, !isCut {
            guard format[at] == UInt8(ascii: "%") else {
                plain.append(format[at])
                at += 1
                continue
            }
            flush(&plain)
            at += 1
            if at < format.count, format[at] == UInt8(ascii: "%") {
                out.append(format[at])
                at += 1
                continue
            }
            at = directive(format, at)
        }
        flush(&plain)
    }

    private mutating func flush(_ plain: inout [UInt8]) {
        guard !isCut else { return }
        let (bytes, cut) = Backslashes.expanded(plain, style: .printf)
        out += bytes
        isCut = cut
        plain = []
    }

    private struct Directive {
        var flags: [UInt8] = []
        var width = 0
        var precision: Int?

        /// As it stands in a format, without its letter.
        var text: String {
            "%" + String(decoding: flags, as: UTF8.self) + (width > 0 ? String(width) : "")
                + (precision.map { ".\(max(0, $0))" } ?? "")
        }
    }

    private mutating func directive(_ format: [UInt8], _ start: Int) -> Int {
        var at = start
        var directive = Directive()
        while at < format.count, "-+ #0".utf8.contains(format[at]) {
            directive.flags.append(format[at])
            at += 1
        }
        directive.width = count(format, &at) ?? 0
        if directive.width < 0 { directive.flags.append(UInt8(ascii: "-")) }
        directive.width = min(abs(directive.width), 10_000)
        if at < format.count, format[at] == UInt8(ascii: ".") {
            at += 1
            directive.precision = min(count(format, &at) ?? 0, 10_000)
        }
        while at < format.count, "lhz".utf8.contains(format[at]) { at += 1 }
        guard at < format.count else {
            fail("%: invalid format")
            return at
        }
        let kind = format[at]
        switch kind {
        case UInt8(ascii: "s"): pad(cut(Array((words.popFirst() ?? "").utf8), directive), directive)
        case UInt8(ascii: "b"):
            let (bytes, cut) = Backslashes.expanded(Array((words.popFirst() ?? "").utf8), style: .echo)
            pad(self.cut(bytes, directive), directive)
            isCut = cut
        case UInt8(ascii: "c"): pad(Array((words.popFirst() ?? "").utf8.prefix(1)), directive)
        case UInt8(ascii: "d"), UInt8(ascii: "i"):
            let value = number()
            pad(number: String(value.magnitude), sign: value < 0 ? "-" : nil, directive)
        case UInt8(ascii: "u"): pad(number: String(UInt(bitPattern: number())), sign: nil, directive)
        case UInt8(ascii: "x"), UInt8(ascii: "X"), UInt8(ascii: "o"):
            let radix = kind == UInt8(ascii: "o") ? 8 : 16
            let digits = String(
                UInt(bitPattern: number()),
                radix: radix,
                uppercase: kind == UInt8(ascii: "X")
            )
            let hasMark = directive.flags.contains(UInt8(ascii: "#"))
            let mark = radix == 8 ? "0" : kind == UInt8(ascii: "X") ? "0X" : "0x"
            pad(number: hasMark ? mark + digits : digits, sign: nil, directive)
        case UInt8(ascii: "f"), UInt8(ascii: "F"):
            pad(number: Self.fixed(real(), directive.precision ?? 6), directive)
        case UInt8(ascii: "e"), UInt8(ascii: "E"), UInt8(ascii: "g"), UInt8(ascii: "G"):
            let value = real(below: .infinity)
            out += AwkFormat.system(directive.text + String(Unicode.Scalar(kind)), value)
        default:
            fail("%\(String(decoding: [kind], as: UTF8.self)): invalid format")
            isCut = true
        }
        return at + 1
    }

    private mutating func count(_ format: [UInt8], _ at: inout Int) -> Int? {
        if at < format.count, format[at] == UInt8(ascii: "*") {
            at += 1
            return number()
        }
        var value: Int?
        while at < format.count, format[at].isDigit {
            value = min(100_000, (value ?? 0) * 10 + Int(format[at] - 48))
            at += 1
        }
        return value
    }

    private mutating func fail(_ words: String) {
        errors.append(words)
        status = 1
    }

    private mutating func number() -> Int {
        let word = words.popFirst() ?? ""
        let bytes = Array(word.utf8)
        if bytes.first == 34 || bytes.first == 39 { return bytes.count > 1 ? Int(bytes[1]) : 0 }
        let isNegative = word.hasPrefix("-")
        let bare = word.hasPrefix("-") || word.hasPrefix("+") ? String(word.dropFirst()) : word
        let magnitude: UInt?
        if bare.lowercased().hasPrefix("0x") {
            magnitude = UInt(bare.dropFirst(2), radix: 16)
        } else if bare.hasPrefix("0") {
            magnitude = UInt(bare, radix: 8)
        } else {
            magnitude = bare.utf8.first?.isDigit == true ? UInt(bare) : nil
        }
        guard let magnitude else {
            fail("invalid number '\(word)'")
            return 0
        }
        let value = Int(bitPattern: magnitude)
        return isNegative ? 0 &- value : value
    }

    private mutating func real(below limit: Double = 1e15) -> Double {
        guard let word = words.popFirst(), !word.isEmpty else { return 0 }
        guard let value = Double(word), value.isFinite, abs(value) < limit else {
            fail("invalid number '\(word)'")
            return 0
        }
        return value
    }

    /// A number with so many places behind the point.
    static func fixed(_ value: Double, _ places: Int) -> String {
        let places = min(max(0, places), 15)
        var scale = 1.0
        for _ in 0..<places { scale *= 10 }
        let scaled = (abs(value) * scale).rounded(.toNearestOrEven)
        guard scaled < 9e18 else { return String(value) }
        var digits = String(Int(scaled))
        if digits.count <= places {
            digits = String(repeating: "0", count: places + 1 - digits.count) + digits
        }
        let whole = digits.dropLast(places)
        return (value < 0 ? "-" : "") + whole + (places > 0 ? "." + digits.suffix(places) : "")
    }

    private func cut(_ bytes: [UInt8], _ directive: Directive) -> [UInt8] {
        directive.precision.map { Array(bytes.prefix(max(0, $0))) } ?? bytes
    }

    private mutating func pad(_ bytes: [UInt8], _ directive: Directive) {
        let blanks = [UInt8](repeating: 32, count: max(0, directive.width - bytes.count))
        out += directive.flags.contains(UInt8(ascii: "-")) ? bytes + blanks : blanks + bytes
    }

    private mutating func pad(number digits: String, sign: String? = nil, _ directive: Directive) {
        var digits = digits
        if let precision = directive.precision, !digits.contains("."), digits.utf8.count < precision {
            digits = String(repeating: "0", count: precision - digits.utf8.count) + digits
        }
        var sign = sign ?? ""
        if sign.isEmpty, directive.flags.contains(UInt8(ascii: "+")) { sign = "+" }
        if sign.isEmpty, directive.flags.contains(32) { sign = " " }
        let isZeroed =
            directive.flags.contains(UInt8(ascii: "0")) && !directive.flags.contains(UInt8(ascii: "-"))
            && directive.precision == nil
        if isZeroed, sign.utf8.count + digits.utf8.count < directive.width {
            digits =
                String(repeating: "0", count: directive.width - sign.utf8.count - digits.utf8.count) + digits
        }
        pad(Array((sign + digits).utf8), directive)
    }
}
