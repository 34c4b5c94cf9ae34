/// Reads the heads of messages, as RFC 9112 says and no more laxly.
///
/// Ready-made parsers accept what other parsers read differently (bare line feeds, folded lines, spaces before colons),
/// and that difference is what request smuggling lives on. A gate must refuse all of it, with a reason.
enum HeadParser {
    static func request(_ bytes: [UInt8]) throws(HTTPWireError) -> HTTPRequestHead {
        let lines = try lines(bytes)
        guard let start = lines.first else { throw .malformed("the request has no request line") }
        let parts = start.split(separator: 0x20, omittingEmptySubsequences: false)
        guard parts.count == 3 else {
            throw .malformed("the request line must be METHOD TARGET HTTP/1.1, with single spaces")
        }
        guard !parts[0].isEmpty, parts[0].allSatisfy(isToken) else {
            throw .malformed("the request's method isn't a word")
        }
        let method = String(decoding: parts[0], as: UTF8.self)
        guard method != "CONNECT", method != "TRACE", method != "PRI" else {
            throw .malformed("the method \(method) isn't served")
        }
        let isVersion11 = parts[2].elementsEqual("HTTP/1.1".utf8)
        guard isVersion11 || parts[2].elementsEqual("HTTP/1.0".utf8) else {
            throw .malformed("the version must be HTTP/1.1")
        }
        guard parts[1].first == UInt8(ascii: "/"), parts[1].allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
            throw .malformed("the request's target must be a path that begins with '/', in ASCII")
        }
        return HTTPRequestHead(
            method,
            String(decoding: parts[1], as: UTF8.self),
            try fields(lines.dropFirst()),
            isVersion11: isVersion11
        )
    }

    static func response(_ bytes: [UInt8]) throws(HTTPWireError) -> HTTPResponseHead {
        let lines = try lines(bytes)
        guard let start = lines.first,
            start.starts(with: "HTTP/1.1 ".utf8) || start.starts(with: "HTTP/1.0 ".utf8),
            let status = Int(String(decoding: start.dropFirst(9).prefix(3), as: UTF8.self)),
            (100...599).contains(status)
        else { throw .malformed("the answer doesn't begin with HTTP/1.1 and a status") }
        let reason = String(decoding: start.dropFirst(13), as: UTF8.self)
        return HTTPResponseHead(status, try fields(lines.dropFirst()), reason: reason)
    }

    /// The lines of a head, without the empty one at its end.
    private static func lines(_ bytes: [UInt8]) throws(HTTPWireError) -> [ArraySlice<UInt8>] {
        var lines: [ArraySlice<UInt8>] = []
        var start = 0
        while start < bytes.count {
            guard let end = bytes[start...].firstIndex(of: 0x0A) else {
                throw .malformed("the head isn't made of lines")
            }
            guard end > start, bytes[end - 1] == 0x0D else {
                throw .malformed("a line of the head ends with a bare line feed")
            }
            let line = bytes[start..<end - 1]
            guard !line.contains(where: { $0 == 0x0D || $0 == 0 }) else {
                throw .malformed("a line of the head holds a control character")
            }
            if !line.isEmpty { lines.append(line) }
            start = end + 1
        }
        return lines
    }

    private static func fields(_ lines: ArraySlice<ArraySlice<UInt8>>) throws(HTTPWireError) -> HTTPFields {
        guard lines.count <= 128 else { throw .tooManyBytes }
        var fields: [HTTPFields.Field] = []
        for line in lines {
            guard line.first != 0x20, line.first != 0x09 else {
                throw .malformed("a header field is folded over several lines")
            }
            guard let colon = line.firstIndex(of: UInt8(ascii: ":")), colon > line.startIndex else {
                throw .malformed("a header field has no colon")
            }
            guard line[..<colon].allSatisfy(isToken) else {
                throw .malformed("the name of a header field holds something else than letters")
            }
            var value = line[(colon + 1)...]
            while let first = value.first, first == 0x20 || first == 0x09 { value.removeFirst() }
            while let last = value.last, last == 0x20 || last == 0x09 { value.removeLast() }
            guard !value.contains(where: { $0 < 0x20 && $0 != 0x09 || $0 == 0x7F }),
                let text = String(validating: value, as: UTF8.self)
            else { throw .malformed("the value of a header field isn't text") }
            fields.append(.init(String(decoding: line[..<colon], as: UTF8.self), text))
        }
        return HTTPFields(fields)
    }

    private static func isToken(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
        }
    }
}
