/// How the end of a body is known.
enum BodyFraming: Hashable, Sendable {
    case none
    case length(Int)
    case chunked
    /// Everything until the connection is closed; answers only.
    case untilClose

    /// The framing of a request's body; two ways at once, or two lengths, are refused.
    init(request head: HTTPRequestHead) throws(HTTPWireError) {
        let lengths = head.fields.values("Content-Length")
        let codings = head.fields.values("Transfer-Encoding")
        guard lengths.isEmpty || codings.isEmpty else {
            throw .malformed("the request has both Content-Length and Transfer-Encoding")
        }
        guard codings.count <= 1, codings.allSatisfy({ $0.lowercased() == "chunked" }) else {
            throw .malformed("the only Transfer-Encoding that is known is 'chunked'")
        }
        guard codings.isEmpty || head.isVersion11 else {
            throw .malformed("HTTP/1.0 has no Transfer-Encoding")
        }
        guard lengths.count <= 1 else { throw .malformed("the request has several Content-Length fields") }
        if let text = lengths.first {
            self = .length(try Self.length(text))
        } else {
            self = codings.isEmpty ? .none : .chunked
        }
    }

    /// The framing of an answer's body.
    init(response head: HTTPResponseHead, to method: String) throws(HTTPWireError) {
        if method == "HEAD" || head.status == 204 || head.status == 304 || head.status < 200 {
            self = .none
        } else if let coding = head.fields["Transfer-Encoding"] {
            guard coding.lowercased() == "chunked" else {
                throw .malformed("the answer has the unknown Transfer-Encoding '\(coding)'")
            }
            self = .chunked
        } else if let text = head.fields["Content-Length"] {
            self = .length(try Self.length(text))
        } else {
            self = .untilClose
        }
    }

    private static func length(_ text: String) throws(HTTPWireError) -> Int {
        guard !text.isEmpty, text.utf8.count <= 18, text.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }),
            let length = Int(text)
        else { throw .malformed("Content-Length must be a number; found '\(text)'") }
        return length
    }
}
