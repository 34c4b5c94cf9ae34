/// Tells where a text stops being a JSON document; what it holds is of no interest here.
struct JSONScan {
    struct Problem: Error, Hashable {
        var message: String
        /// In bytes from the beginning.
        var offset: Int
    }

    /// How deep values may be nested: as deep as outputs are read.
    private static let deepest = 64

    private let bytes: [UInt8]
    private var at = 0

    /// Says what is wrong with a text; nil where it is one document.
    static func problem(in text: String) -> Problem? {
        var scan = JSONScan(bytes: Array(text.utf8))
        do throws(Problem) {
            try scan.value(depth: 0)
            guard scan.next == nil else { throw scan.unexpected("nothing more") }
            return nil
        } catch {
            return error
        }
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    /// The next byte that is no white space.
    private var next: UInt8? {
        mutating get {
            while at < bytes.count, [0x20, 0x0A, 0x0D, 0x09].contains(bytes[at]) { at += 1 }
            return at < bytes.count ? bytes[at] : nil
        }
    }

    private mutating func value(depth: Int) throws(Problem) {
        guard depth < Self.deepest else { throw Problem(message: "it is nested too deeply", offset: at) }
        switch next {
        case UInt8(ascii: "{"): try list(depth, until: "}", isObject: true)
        case UInt8(ascii: "["): try list(depth, until: "]", isObject: false)
        case UInt8(ascii: "\""): try string()
        case UInt8(ascii: "t"): try word("true")
        case UInt8(ascii: "f"): try word("false")
        case UInt8(ascii: "n"): try word("null")
        case .some(UInt8(ascii: "-")), .some(UInt8(ascii: "0")...UInt8(ascii: "9")): try number()
        default: throw unexpected("a value")
        }
    }

    private mutating func list(_ depth: Int, until end: Unicode.Scalar, isObject: Bool) throws(Problem) {
        let end = UInt8(ascii: end)
        at += 1
        guard next != end else {
            at += 1
            return
        }
        while true {
            if isObject {
                guard next == UInt8(ascii: "\"") else { throw unexpected("a name in quotes") }
                try string()
                guard next == UInt8(ascii: ":") else { throw unexpected("':'") }
                at += 1
            }
            try value(depth: depth + 1)
            let sign = next
            guard sign == end || sign == UInt8(ascii: ",") else { throw unexpected("a comma or the end") }
            at += 1
            if sign == end { return }
        }
    }

    private mutating func string() throws(Problem) {
        at += 1
        while at < bytes.count, bytes[at] != UInt8(ascii: "\"") {
            guard bytes[at] >= 0x20 else { throw unexpected("the text's end") }
            at += bytes[at] == UInt8(ascii: "\\") ? 2 : 1
        }
        guard at < bytes.count else { throw unexpected("the text's end") }
        at += 1
    }

    private mutating func word(_ word: String) throws(Problem) {
        guard bytes[at...].starts(with: word.utf8) else { throw unexpected("a value") }
        at += word.utf8.count
    }

    private mutating func number() throws(Problem) {
        let digits = bytes[at...].prefix { byte in
            (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || "+-.eE".utf8.contains(byte)
        }
        let text = String(decoding: digits, as: UTF8.self)
        guard text.wholeMatch(of: /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/) != nil else {
            throw unexpected("a number")
        }
        at += digits.count
    }

    private func unexpected(_ wanted: String) -> Problem {
        guard at < bytes.count else { return Problem(message: "it ends too early", offset: bytes.count) }
        return Problem(message: "\(wanted) was to come", offset: at)
    }
}
