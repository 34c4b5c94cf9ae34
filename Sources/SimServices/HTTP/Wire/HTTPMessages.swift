/// A request, whole.
struct HTTPRequest: Hashable, Sendable {
    var method = "GET"
    /// As it came: a path with its query.
    var target = "/"
    /// 0 for HTTP/1.0, 1 for HTTP/1.1.
    var minorVersion = 1
    var headers = HTTPHeaders()
    var body: [UInt8] = []

    /// The target without its query, still escaped.
    var rawPath: Substring { target.prefix { $0 != "?" } }
    /// What stands after the question mark.
    var query: Substring { target.drop { $0 != "?" }.dropFirst() }
    /// As a log shows it.
    var line: String { "\(method) \(target) HTTP/1.\(minorVersion)" }

    var wantsClose: Bool {
        headers.names("close", in: "Connection")
            || (minorVersion == 0 && !headers.names("keep-alive", in: "Connection"))
    }
}

/// An answer, whole.
struct HTTPResponse: Hashable, Sendable {
    var status = 200
    /// The words after the number, where they aren't the usual ones.
    var reason: String?
    var headers = HTTPHeaders()
    var body: [UInt8] = []
    /// Whether the connection ends with it.
    var closes = false

    init(_ status: Int = 200, headers: HTTPHeaders = HTTPHeaders(), body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// Whether a message of this status has no body.
    var isBodiless: Bool { status == 204 || status == 304 || (100..<200).contains(status) }

    /// The first line and the fields.
    func head(minorVersion: Int = 1) -> String {
        "HTTP/1.\(minorVersion) \(status) \(reason ?? Self.reason(of: status))\r\n\(headers.wire)\r\n"
    }

    /// The usual words.
    static func reason(of status: Int) -> String { reasons[status] ?? "Unknown" }

    private static let reasons: [Int: String] = [
        100: "Continue", 200: "OK", 201: "Created", 202: "Accepted", 204: "No Content",
        206: "Partial Content",
        301: "Moved Permanently", 302: "Found", 303: "See Other", 304: "Not Modified",
        307: "Temporary Redirect", 308: "Permanent Redirect", 400: "Bad Request", 401: "Unauthorized",
        403: "Forbidden", 404: "Not Found", 405: "Method Not Allowed", 408: "Request Timeout",
        409: "Conflict",
        411: "Length Required", 413: "Request Entity Too Large", 414: "URI Too Long",
        415: "Unsupported Media Type",
        416: "Requested Range Not Satisfiable", 418: "I'm a teapot", 422: "Unprocessable Entity",
        429: "Too Many Requests", 431: "Request Header Fields Too Large", 500: "Internal Server Error",
        501: "Not Implemented", 502: "Bad Gateway", 503: "Service Unavailable", 504: "Gateway Timeout",
        505: "HTTP Version Not Supported",
    ]
}
