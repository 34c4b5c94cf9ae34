/// The head of a request: what stands before its body.
public struct HTTPRequestHead: Hashable, Sendable {
    public var method: String
    /// The path and the query, as written.
    public var target: String
    /// Whether the version is 1.1; else it is 1.0.
    public var isVersion11: Bool
    public var fields: HTTPFields

    public init(_ method: String, _ target: String, _ fields: HTTPFields = [:], isVersion11: Bool = true) {
        self.method = method
        self.target = target
        self.fields = fields
        self.isVersion11 = isVersion11
    }

    /// The protocol that the sender wants to change to; nil where it wants none.
    public var upgrade: String? {
        guard fields.tokens("Connection").contains("upgrade") else { return nil }
        return fields["Upgrade"]?.lowercased()
    }

    /// Whether the connection may carry another request after this one.
    var keepsAlive: Bool {
        let words = fields.tokens("Connection")
        return isVersion11 ? !words.contains("close") : words.contains("keep-alive")
    }

    var encoded: [UInt8] { HeadWriter.encode("\(method) \(target) HTTP/1.1", fields) }
}

/// The head of an answer.
public struct HTTPResponseHead: Hashable, Sendable {
    public var status: Int
    public var reason: String
    public var fields: HTTPFields

    public init(_ status: Int, _ fields: HTTPFields = [:], reason: String? = nil) {
        self.status = status
        self.reason = reason ?? HTTPStatus.reason(status)
        self.fields = fields
    }

    var keepsAlive: Bool { !fields.tokens("Connection").contains("close") }

    var encoded: [UInt8] { HeadWriter.encode("HTTP/1.1 \(status) \(reason)", fields) }
}

/// Writes heads.
enum HeadWriter {
    static func encode(_ start: String, _ fields: HTTPFields) -> [UInt8] {
        var out = Array(start.utf8)
        out += [0x0D, 0x0A]
        for field in fields.all {
            // A value that holds a line break would be a field of its own to the reader.
            out += field.name.utf8.filter { $0 > 0x20 && $0 != UInt8(ascii: ":") }
            out += ": ".utf8
            out += field.value.utf8.map { $0 < 0x20 && $0 != 9 || $0 == 0x7F ? 0x20 : $0 }
            out += [0x0D, 0x0A]
        }
        out += [0x0D, 0x0A]
        return out
    }
}

/// What the numbers of answers mean.
enum HTTPStatus {
    static func reason(_ status: Int) -> String {
        switch status {
        case 100: "Continue"
        case 101: "UPGRADED"
        case 200: "OK"
        case 201: "Created"
        case 204: "No Content"
        case 304: "Not Modified"
        case 400: "Bad Request"
        case 401: "Unauthorized"
        case 403: "Forbidden"
        case 404: "Not Found"
        case 405: "Method Not Allowed"
        case 408: "Request Timeout"
        case 409: "Conflict"
        case 413: "Request Entity Too Large"
        case 415: "Unsupported Media Type"
        case 422: "Unprocessable Entity"
        case 429: "Too Many Requests"
        case 431: "Request Header Fields Too Large"
        case 500: "Internal Server Error"
        case 501: "Not Implemented"
        case 502: "Bad Gateway"
        case 503: "Service Unavailable"
        default: "Status"
        }
    }
}
