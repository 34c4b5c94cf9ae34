extension NginxBuilder {
    /// A directive that `http`, `server` and `location` share.
    mutating func setting(
        _ directive: NginxDirective,
        in context: String,
        _ settings: inout NginxSettings
    ) throws(NginxProblem) {
        let words = directive.arguments
        func need(_ counts: ClosedRange<Int>) throws(NginxProblem) {
            guard counts.contains(words.count), directive.block == nil else {
                throw NginxProblem(
                    "invalid number of arguments in \"\(directive.name)\" directive",
                    at: directive
                )
            }
        }
        switch directive.name {
        case "root":
            try need(1...1)
            settings.root = words[0]
        case "alias" where context == "location":
            try need(1...1)
            settings.alias = words[0]
        case "index":
            try need(1...100)
            settings.index = words
        case "autoindex":
            try need(1...1)
            settings.isAutoindex = words[0] == "on"
        case "try_files" where context != "http":
            try need(2...100)
            settings.tryFiles = words
        case "return" where context != "http":
            try need(1...2)
            settings.returns = try Self.returning(words, at: directive)
        case "add_header":
            try need(2...3)
            settings.headers.append(.init(name: words[0], value: words[1], isAlways: words.count == 3))
        case "proxy_set_header":
            try need(2...2)
            settings.proxyHeaders.append(.init(name: words[0], value: words[1], isAlways: false))
        case "proxy_pass" where context == "location":
            try need(1...1)
            try proxy(words[0], at: directive, &settings)
        case "error_page":
            try need(2...100)
            try Self.errorPage(words, at: directive, &settings)
        case "default_type":
            try need(1...1)
            settings.defaultType = words[0]
        case "types":
            var types = settings.types ?? [:]
            for entry in directive.block ?? [] {
                for ending in entry.arguments { types[ending] = entry.name }
            }
            settings.types = types
        case "access_log":
            try need(1...10)
            settings.accessLog = words[0]
            if words.count > 1, words[0] != "off" { settings.accessFormat = words[1] }
        case "log_format" where context == "http":
            try need(2...100)
            define(format: words.dropFirst().filter { !$0.hasPrefix("escape=") }.joined(), name: words[0])
        case "error_log": try need(1...2)
        case "client_max_body_size":
            try need(1...1)
            guard let size = Self.size(words[0]) else {
                throw NginxProblem("\"client_max_body_size\" directive invalid value", at: directive)
            }
            settings.bodyLimit = size
        case "server_tokens":
            try need(1...1)
            settings.showsVersion = words[0] != "off"
        case "deny", "allow":
            try need(1...1)
            guard words[0] == "all" else {
                throw NginxProblem.notModelled("\"\(directive.name)\" by address is", at: directive)
            }
            settings.denied = directive.name == "deny"
        default: try NginxVocabulary.check(directive, in: context)
        }
    }

    private static func returning(
        _ words: [String],
        at directive: NginxDirective
    ) throws(NginxProblem) -> NginxSettings.Return {
        if let status = Int(words[0]) {
            guard (0...999).contains(status) else {
                throw NginxProblem("invalid return code \"\(words[0])\"", at: directive)
            }
            return .init(status: status, text: words.count > 1 ? words[1] : nil)
        }
        let isAddress = ["http://", "https://", "$scheme"].contains { words[0].hasPrefix($0) }
        guard words.count == 1, isAddress else {
            throw NginxProblem("invalid return code \"\(words[0])\"", at: directive)
        }
        return .init(status: 302, text: words[0])
    }

    private static func errorPage(
        _ words: [String],
        at directive: NginxDirective,
        _ settings: inout NginxSettings
    ) throws(NginxProblem) {
        var codes = words.dropLast()
        var answer: Int?
        if let last = codes.last, last.hasPrefix("=") {
            codes = codes.dropLast()
            answer = Int(last.dropFirst())
        }
        for code in codes {
            guard let number = Int(code) else {
                throw NginxProblem("invalid value \"\(code)\"", at: directive)
            }
            guard (300...599).contains(number) else {
                throw NginxProblem("value \"\(code)\" must be between 300 and 599", at: directive)
            }
            settings.errorPages[number] = .init(status: answer, uri: words[words.count - 1])
        }
    }

    private mutating func proxy(
        _ address: String,
        at directive: NginxDirective,
        _ settings: inout NginxSettings
    ) throws(NginxProblem) {
        guard address.hasPrefix("http://") else {
            if address.hasPrefix("https://") {
                throw NginxProblem.notModelled("\"proxy_pass\" to https is", at: directive)
            }
            throw NginxProblem("invalid URL prefix", at: directive)
        }
        guard !address.contains("$") else {
            throw NginxProblem.notModelled("variables in \"proxy_pass\" are", at: directive)
        }
        let rest = address.dropFirst(7)
        let host = String(rest.prefix { $0 != "/" })
        try group(for: host, at: directive)
        let uri = rest.dropFirst(host.count)
        settings.proxy = .init(upstream: host, host: host, uri: uri.isEmpty ? nil : String(uri))
    }

    private static func size(_ text: String) -> Int? {
        let units: [Character: Int] = [
            "k": 1 << 10, "K": 1 << 10, "m": 1 << 20, "M": 1 << 20, "g": 1 << 30, "G": 1 << 30,
        ]
        guard let last = text.last else { return nil }
        let factor = units[last] ?? 1
        guard let number = Int(units[last] == nil ? text[...] : text.dropLast()),
            (0...1_000_000_000).contains(number)
        else {
            return nil
        }
        return number.multipliedReportingOverflow(by: factor).partialValue
    }
}
