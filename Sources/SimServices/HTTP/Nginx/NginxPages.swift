/// The answers that nginx makes up itself.
struct NginxPages: Sendable {
    /// Such as `1.27.5`.
    var version: String
    var showsVersion = true

    var server: String { showsVersion ? "nginx/\(version)" : "nginx" }

    /// A page that names a status.
    func page(_ status: Int) -> HTTPResponse {
        let title = Self.titles[status] ?? "\(status) \(HTTPResponse.reason(of: status))"
        let body =
            "<html>\r\n<head><title>\(title)</title></head>\r\n<body>\r\n<center><h1>\(title)</h1></center>\r\n"
            + "<hr><center>\(server)</center>\r\n</body>\r\n</html>\r\n"
        var response = HTTPResponse(status)
        response.reason = Self.reasons[status]
        guard status >= 300, status != 304 else { return response }
        guard Self.known.contains(status) else {
            response.reason = ""
            return response
        }
        response.headers.add("Content-Type", "text/html")
        response.body = Array(body.utf8)
        response.closes = [400, 413, 414, 505].contains(status)
        return response
    }

    /// The fields that each answer starts with.
    func complete(_ response: HTTPResponse, date: String, ownPlace: String = "/") -> HTTPResponse {
        var response = response
        let length = response.headers["Content-Length"] ?? String(response.body.count)
        let others = response.headers.fields.filter {
            !["server", "date", "content-type", "content-length"].contains($0.name.lowercased())
        }
        let type = response.headers["Content-Type"]
        response.headers = HTTPHeaders(["Server": server, "Date": date])
        if let type { response.headers.add("Content-Type", type) }
        if !response.isBodiless { response.headers.add("Content-Length", length) }
        // A place on this server stands before `Connection`, another one after it.
        func isEarly(_ field: HTTPHeaders.Field) -> Bool {
            let name = field.name.lowercased()
            return name == "last-modified" || (name == "location" && field.value.hasPrefix(ownPlace))
        }
        response.headers.fields += others.filter(isEarly)
        response.headers.add("Connection", response.closes ? "close" : "keep-alive")
        response.headers.fields += others.filter { !isEarly($0) }
        return response
    }

    /// Those that it has a page for.
    private static let known: Set<Int> = [
        301, 302, 303, 307, 308, 400, 401, 402, 403, 404, 405, 406, 408, 409, 410, 411, 412, 413, 414, 415,
        416, 421,
        429, 500, 501, 502, 503, 504, 505, 507,
    ]
    private static let titles: [Int: String] = [
        302: "302 Found", 405: "405 Not Allowed", 413: "413 Request Entity Too Large",
        503: "503 Service Temporarily Unavailable", 504: "504 Gateway Time-out",
    ]
    private static let reasons: [Int: String] = [
        302: "Moved Temporarily", 405: "Not Allowed", 503: "Service Temporarily Unavailable",
        504: "Gateway Time-out",
    ]
}
