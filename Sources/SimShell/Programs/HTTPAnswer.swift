/// An answer of an HTTP server, read to its end.
struct HTTPAnswer {
    var status: Int
    /// The lines before the body, the status line first.
    var head: [String]
    var fields: [String: String]
    var body: [UInt8]

    /// The status line.
    var line: String { head.first ?? "" }

    /// Nil where the bytes are no answer.
    init?(_ bytes: [UInt8]) {
        var head: [String] = []
        var at = 0
        while let end = bytes[at...].firstIndex(of: 10) {
            var line = bytes[at..<end]
            if line.last == 13 { line.removeLast() }
            at = end + 1
            if line.isEmpty { break }
            head.append(String(decoding: line, as: UTF8.self))
            guard head.count < 200 else { return nil }
        }
        guard let line = head.first else { return nil }
        let words = line.split(separator: " ", maxSplits: 2)
        guard words.count > 1, words[0].hasPrefix("HTTP/"), let status = Int(words[1]) else { return nil }
        var fields: [String: String] = [:]
        for field in head.dropFirst() {
            let parts = field.split(separator: ":", maxSplits: 1)
            if parts.count == 2 { fields[parts[0].lowercased()] = String(parts[1].drop { $0 == " " }) }
        }
        var body = Array(bytes[at...])
        if fields["transfer-encoding"]?.lowercased() == "chunked" {
            body = Self.unchunked(body)
        } else if let length = fields["content-length"].flatMap({ Int($0) }), length >= 0 {
            body = Array(body.prefix(length))
        }
        self.status = status
        self.head = head
        self.fields = fields
        self.body = body
    }

    private static func unchunked(_ bytes: [UInt8]) -> [UInt8] {
        var out: [UInt8] = []
        var at = 0
        while let end = bytes[at...].firstIndex(of: 10) {
            let digits = bytes[at..<end].prefix { Backslashes.hex($0) != nil }
            guard let size = Int(String(decoding: digits, as: UTF8.self), radix: 16), size > 0,
                size <= bytes.count - end - 1
            else { break }
            out += bytes[(end + 1)..<(end + 1 + size)]
            at = min(bytes.count, end + 1 + size + 2)
        }
        return out
    }
}
