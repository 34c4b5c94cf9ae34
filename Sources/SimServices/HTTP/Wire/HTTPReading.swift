/// Messages out of a stream, within bounds.
struct HTTPReading {
    /// Why there is no message.
    enum Problem: Error, Hashable {
        /// The stream ended before the first byte.
        case end
        /// It ended in the middle.
        case cut
        case malformed
        /// A version of HTTP that isn't spoken here.
        case otherVersion
        case headTooLarge
        case bodyTooLarge
    }

    static let lineLimit = 8192
    static let fieldLimit = 100
    static let bodyLimit = 8 << 20

    var reader: ByteReader

    /// The next request.
    mutating func request() async throws(Problem) -> HTTPRequest {
        var first = try await line(orEnd: true)
        // A blank line before a request is allowed for.
        if first.isEmpty { first = try await line(orEnd: true) }
        let words = first.text.split(separator: " ", omittingEmptySubsequences: false)
        if words.count == 3, words[2].hasPrefix("HTTP/"), !words[2].hasPrefix("HTTP/1.") {
            throw .otherVersion
        }
        guard words.count == 3, !words[0].isEmpty, words[0].utf8.allSatisfy(Self.isToken),
            words[2].hasPrefix("HTTP/1."), let minor = Int(words[2].dropFirst(7)), (0...9).contains(minor),
            words[1].hasPrefix("/") || words[1] == "*" || words[1].contains("://")
        else { throw .malformed }
        var request = HTTPRequest(
            method: String(words[0]),
            target: String(words[1]),
            minorVersion: min(minor, 1)
        )
        if let scheme = request.target.range(of: "://") {
            let path = request.target[scheme.upperBound...].drop { $0 != "/" && $0 != "?" }
            request.target = path.hasPrefix("/") ? String(path) : "/" + path
        }
        request.headers = try await fields()
        request.body = try await body(of: request.headers, untilEnd: false)
        return request
    }

    /// The answer to a request of a method.
    mutating func response(to method: String) async throws(Problem) -> HTTPResponse {
        while true {
            let words = try await line(orEnd: true).text.split(
                separator: " ",
                maxSplits: 2,
                omittingEmptySubsequences: false
            )
            guard words.count >= 2, words[0].hasPrefix("HTTP/"), let status = Int(words[1]),
                (100...999).contains(status)
            else { throw .malformed }
            var response = HTTPResponse(status, headers: try await fields())
            response.reason = words.count > 2 ? String(words[2]) : ""
            if (100..<200).contains(status), status != 101 { continue }
            if method != "HEAD", !response.isBodiless {
                response.body = try await body(of: response.headers, untilEnd: true)
            }
            return response
        }
    }

    private mutating func line(orEnd: Bool = false) async throws(Problem) -> [UInt8] {
        switch await reader.line(limit: Self.lineLimit) {
        case .line(let line): return line
        case .tooLong: throw .headTooLarge
        case .end: throw orEnd ? .end : .cut
        }
    }

    private mutating func fields() async throws(Problem) -> HTTPHeaders {
        var headers = HTTPHeaders()
        while true {
            let line = try await line()
            if line.isEmpty { return headers }
            guard headers.fields.count < Self.fieldLimit else { throw .headTooLarge }
            guard let colon = line.firstIndex(of: UInt8(ascii: ":")), colon > 0,
                line[..<colon].allSatisfy(Self.isToken)
            else { throw .malformed }
            headers.add(line[..<colon].text, line[(colon + 1)...].text.trimmed)
        }
    }

    private mutating func body(of headers: HTTPHeaders, untilEnd: Bool) async throws(Problem) -> [UInt8] {
        if headers.names("chunked", in: "Transfer-Encoding") { return try await chunks() }
        if let text = headers["Content-Length"] {
            guard let length = Int(text), length >= 0 else { throw .malformed }
            guard length <= Self.bodyLimit else { throw .bodyTooLarge }
            guard let body = await reader.exactly(length) else { throw .cut }
            return body
        }
        return untilEnd ? await reader.toEnd(limit: Self.bodyLimit) : []
    }

    private mutating func chunks() async throws(Problem) -> [UInt8] {
        var body: [UInt8] = []
        while true {
            let size = try await line().text.prefix { $0 != ";" }.trimmed
            guard let count = Int(size, radix: 16), count >= 0 else { throw .malformed }
            guard count <= Self.bodyLimit - body.count else { throw .bodyTooLarge }
            if count == 0 { break }
            guard let piece = await reader.exactly(count) else { throw .cut }
            body += piece
            guard try await line().isEmpty else { throw .malformed }
        }
        while try await !line().isEmpty {}
        return body
    }

    private static func isToken(_ byte: UInt8) -> Bool {
        byte > 0x20 && byte < 0x7F && !"\"(),/:;<=>?@[\\]{}".utf8.contains(byte)
    }
}

extension String {
    /// Where a text stands first.
    func range(of part: String) -> Range<String.Index>? {
        var start = startIndex
        while start < endIndex {
            if self[start...].hasPrefix(part) { return start..<index(start, offsetBy: part.count) }
            start = index(after: start)
        }
        return nil
    }
}
