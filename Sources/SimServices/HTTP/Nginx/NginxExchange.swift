import SimShell

/// A request with what nginx knows of it: what its variables stand for.
struct NginxExchange: Sendable {
    var request: HTTPRequest
    var peer: String
    var port: Int
    var serverName: String
    var hostName: String
    var address: String
    var now: WallTime
    /// The path as it is looked for; an internal redirect changes it.
    var path: String
    var number: Int
    /// The answer's, once it is known.
    var status = 0
    var sentBytes = 0
    var proxyHost: String?

    /// The text with its variables filled in.
    func filled(_ text: String) -> String {
        guard text.contains("$") else { return text }
        var result = ""
        var rest = text[...]
        while let letter = rest.popFirst() {
            guard letter == "$" else {
                result.append(letter)
                continue
            }
            let isBraced = rest.first == "{"
            if isBraced { rest.removeFirst() }
            let name = rest.prefix { $0 == "_" || ($0.isASCII && ($0.isLetter || $0.isNumber)) }
            rest = rest.dropFirst(name.count)
            if isBraced, rest.first == "}" { rest.removeFirst() }
            result += variable(String(name)) ?? ""
        }
        return result
    }

    /// The host as the client names it, without a port.
    var host: String {
        let named = (request.headers["Host"] ?? serverName).prefix { $0 != ":" }.lowercased()
        return named.isEmpty ? serverName : named
    }

    func variable(_ name: String) -> String? {
        switch name {
        case "host": host
        case "hostname": hostName
        case "uri", "document_uri": path
        case "request_uri": request.target
        case "request": request.line
        case "request_method": request.method
        case "request_length":
            String(request.line.utf8.count + request.headers.wire.utf8.count + 4 + request.body.count)
        case "request_time": "0.000"
        case "request_body": request.body.text
        case "args", "query_string": String(request.query)
        case "is_args": request.query.isEmpty ? "" : "?"
        case "remote_addr", "realip_remote_addr": peer
        case "remote_user": ""
        case "remote_port": "0"
        case "proxy_add_x_forwarded_for":
            (request.headers.all("X-Forwarded-For") + [peer]).joined(separator: ", ")
        case "proxy_host": proxyHost
        case "scheme": "http"
        case "server_addr": address
        case "server_name": serverName
        case "server_port": String(port)
        case "server_protocol": "HTTP/1.\(request.minorVersion)"
        case "status": String(status)
        case "body_bytes_sent", "bytes_sent": String(sentBytes)
        case "connection": String(number)
        case "time_local": Calendar(now).logDate
        case "time_iso8601": "\(Calendar(now).date)T\(Calendar(now).clock)+00:00"
        case "msec": "\(now.seconds).\(Calendar.digits(now.nanoseconds / 1_000_000 % 1000, 3))"
        case "pid": "29"
        case "content_type": request.headers["Content-Type"]
        case "content_length": request.headers["Content-Length"]
        default: prefixed(name)
        }
    }

    private func prefixed(_ name: String) -> String? {
        if name.hasPrefix("http_") {
            return request.headers.fields.first {
                $0.name.lowercased().replacingDashes == name.dropFirst(5)
            }?.value
        }
        if name.hasPrefix("arg_") {
            for pair in request.query.split(separator: "&") {
                let parts = pair.split(separator: "=", maxSplits: 1)
                if parts.first?.lowercased() == name.dropFirst(4).lowercased() {
                    return parts.count > 1 ? String(parts[1]) : ""
                }
            }
        }
        return nil
    }

    /// A variable in a log, where a missing one is a dash.
    func logged(_ format: String) -> String {
        var result = ""
        var rest = format[...]
        while let letter = rest.popFirst() {
            guard letter == "$" else {
                result.append(letter)
                continue
            }
            let name = rest.prefix { $0 == "_" || ($0.isASCII && ($0.isLetter || $0.isNumber)) }
            rest = rest.dropFirst(name.count)
            let value = variable(String(name)) ?? ""
            result += value.isEmpty ? "-" : Self.escaped(value)
        }
        return result
    }

    /// What could be read as more than one line, or as a quote, is escaped.
    private static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            if scalar == "\"" || scalar == "\\" || scalar.value < 0x20 || scalar.value == 0x7F {
                result += "\\x" + Self.hex(scalar.value)
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    private static func hex(_ value: UInt32) -> String {
        let text = String(value, radix: 16, uppercase: true)
        return text.count == 1 ? "0" + text : text
    }
}

extension String {
    /// With underscores for dashes, as variables name header fields.
    var replacingDashes: String { String(map { $0 == "-" ? "_" : $0 }) }
}
