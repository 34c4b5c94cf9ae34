import SimShell

/// Makes the model out of the directives, as strict as nginx is.
struct NginxBuilder {
    private let files: FileTree
    private let folder: String
    private(set) var model = NginxModel()
    private var includes = 0
    /// Names that must resolve before nginx starts.
    private(set) var hosts: [(name: String, place: String)] = []

    /// Reads a configuration file with all that it includes.
    static func read(
        _ path: String,
        extra: String = "",
        files: FileTree
    ) throws(NginxProblem) -> NginxBuilder {
        let folder = String(
            path.prefix { _ in true }.split(separator: "/").dropLast().map { "/" + $0 }.joined()
        )
        var builder = NginxBuilder(files: files, folder: folder)
        let commandLine = try NginxConf.parse(Array(extra.utf8), file: "command line")
        for directive in try commandLine + builder.load(path) { try builder.main(directive) }
        if builder.model.servers.allSatisfy({ $0.listens.isEmpty }), builder.model.servers.isEmpty {
            return builder
        }
        return builder
    }

    private init(files: FileTree, folder: String) {
        self.files = files
        self.folder = folder
    }

    private mutating func load(_ path: String) throws(NginxProblem) -> [NginxDirective] {
        includes += 1
        guard includes <= 100 else { throw NginxProblem("too many included files") }
        let text: [UInt8]
        do throws(FileTreeError) {
            text = try files.read(path)
        } catch {
            throw NginxProblem("open() \"\(path)\" failed (\(Self.number(of: error.code)): \(error.words))")
        }
        return try expand(try NginxConf.parse(text, file: path))
    }

    /// Puts what is included in the room of each `include`.
    private mutating func expand(_ directives: [NginxDirective]) throws(NginxProblem) -> [NginxDirective] {
        var expanded: [NginxDirective] = []
        for var directive in directives {
            if directive.name == "include", directive.block == nil {
                guard let name = directive.arguments.first, directive.arguments.count == 1 else {
                    throw NginxProblem("invalid number of arguments in \"include\" directive", at: directive)
                }
                for path in Self.glob(name.hasPrefix("/") ? name : "\(folder)/\(name)", in: files) {
                    do throws(NginxProblem) {
                        expanded += try load(path)
                    } catch {
                        guard error.words.hasPrefix("open()"), !error.words.contains(" in ") else {
                            throw error
                        }
                        throw NginxProblem(error.words, at: directive)
                    }
                }
                continue
            }
            if let block = directive.block { directive.block = try expand(block) }
            expanded.append(directive)
        }
        return expanded
    }

    /// Files whose last name fits a pattern with `*`.
    private static func glob(_ path: String, in files: FileTree) -> [String] {
        guard path.contains("*"), let slash = path.lastIndex(of: "/") else { return [path] }
        let folder = String(path[..<slash])
        let parts = path[path.index(after: slash)...].split(
            separator: "*",
            maxSplits: 1,
            omittingEmptySubsequences: false
        )
        guard parts.count == 2, let listing = try? files.list(folder) else { return [] }
        return listing.map(\.name)
            .filter {
                !$0.hasPrefix(".") && $0.hasPrefix(parts[0]) && $0.hasSuffix(parts[1])
                    && $0.count >= parts[0].count + parts[1].count
            }
            .map { "\(folder)/\($0)" }
    }

    static func number(of code: FileTreeError.Code) -> Int {
        switch code {
        case .notFound: 2
        case .permissionDenied: 13
        case .notADirectory: 20
        case .isADirectory: 21
        case .nameTooLong: 36
        case .tooManyLinks: 40
        default: 5
        }
    }

    private mutating func main(_ directive: NginxDirective) throws(NginxProblem) {
        switch directive.name {
        case "events":
            for inner in directive.block ?? [] { try NginxVocabulary.check(inner, in: "events") }
        case "http":
            var settings = NginxSettings()
            let block = directive.block ?? []
            // What is handed down holds for all servers, wherever it stands.
            for inner in block where !["server", "upstream"].contains(inner.name) {
                try setting(inner, in: "http", &settings)
            }
            for inner in block where inner.name == "upstream" { try upstream(inner) }
            for inner in block where inner.name == "server" { try server(inner, settings) }
        case "daemon": model.isDaemon = directive.arguments.first != "off"
        case "worker_processes":
            model.workers = directive.arguments.first.flatMap { Int($0) }.map { min(max($0, 1), 64) } ?? 1
        case "error_log": model.errorLog = directive.arguments.first ?? "stderr"
        default: try NginxVocabulary.check(directive, in: "main")
        }
    }

    private mutating func upstream(_ directive: NginxDirective) throws(NginxProblem) {
        guard directive.arguments.count == 1, let name = directive.arguments.first else {
            throw NginxProblem("invalid number of arguments in \"upstream\" directive", at: directive)
        }
        guard model.upstreams[name] == nil else {
            throw NginxProblem("duplicate upstream \"\(name)\"", at: directive)
        }
        var peers: [NginxPeer] = []
        for inner in directive.block ?? [] {
            guard inner.name == "server" else {
                try NginxVocabulary.check(inner, in: "upstream")
                continue
            }
            guard let address = inner.arguments.first else {
                throw NginxProblem("invalid number of arguments in \"server\" directive", at: inner)
            }
            var peer = try peer(address, at: inner)
            for option in inner.arguments.dropFirst() {
                if option == "down" { peer.weight = 0 }
                guard option.hasPrefix("weight=") else { continue }
                guard let weight = Int(option.dropFirst(7)), (1...1000).contains(weight) else {
                    throw NginxProblem("invalid parameter \"\(option)\"", at: inner)
                }
                peer.weight = weight
            }
            peers.append(peer)
        }
        guard !peers.isEmpty else { throw NginxProblem("no servers are inside upstream", at: directive) }
        model.upstreams[name] = peers
    }

    private mutating func peer(
        _ address: String,
        at directive: NginxDirective
    ) throws(NginxProblem) -> NginxPeer {
        let parts = address.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count <= 2, let host = parts.first, !host.isEmpty else {
            throw NginxProblem("no host in upstream \"\(address)\"", at: directive)
        }
        var port = 80
        if parts.count == 2 {
            guard let number = Int(parts[1]), (1...65_535).contains(number) else {
                throw NginxProblem("invalid port in upstream \"\(address)\"", at: directive)
            }
            port = number
        }
        hosts.append((String(host), directive.place))
        return NginxPeer(host: String(host), port: port, place: address)
    }

    private mutating func server(_ directive: NginxDirective, _ inherited: NginxSettings) throws(NginxProblem)
    {
        var server = NginxServer()
        server.settings = inherited
        let block = directive.block ?? []
        for inner in block {
            switch inner.name {
            case "listen": if let listen = try Self.listen(inner) { server.listens.append(listen) }
            case "server_name": server.names += inner.arguments
            case "location": break
            default: try setting(inner, in: "server", &server.settings)
            }
        }
        if server.listens.isEmpty { server.listens = [.init(port: 80, isDefault: false)] }
        for inner in block where inner.name == "location" {
            server.locations.append(try location(inner, server.settings, depth: 0))
        }
        model.servers.append(server)
    }

    private static func listen(_ directive: NginxDirective) throws(NginxProblem) -> NginxServer.Listen? {
        guard let address = directive.arguments.first else {
            throw NginxProblem("invalid number of arguments in \"listen\" directive", at: directive)
        }
        // IPv6 has no addresses of its own here: the port is taken once.
        if address.hasPrefix("[") { return nil }
        let options = directive.arguments.dropFirst()
        if let option = options.first(where: { ["ssl", "quic", "http2"].contains($0) }) {
            throw NginxProblem.notModelled("the \"\(option)\" parameter of \"listen\" is", at: directive)
        }
        let isDefault = options.contains("default_server") || options.contains("default")
        let last = address.split(separator: ":").last ?? ""
        if let port = Int(last) {
            guard (1...65_535).contains(port) else {
                throw NginxProblem(
                    "invalid port in \"\(address)\" of the \"listen\" directive",
                    at: directive
                )
            }
            return .init(port: port, isDefault: isDefault)
        }
        guard !address.hasPrefix("unix:"), !address.contains(":") else {
            throw NginxProblem("invalid port in \"\(address)\" of the \"listen\" directive", at: directive)
        }
        return .init(port: 80, isDefault: isDefault)
    }

    private mutating func location(
        _ directive: NginxDirective,
        _ inherited: NginxSettings,
        depth: Int
    ) throws(NginxProblem) -> NginxLocation {
        var settings = inherited
        settings.proxy = nil
        settings.returns = nil
        settings.tryFiles = nil
        settings.alias = nil
        let words = directive.arguments
        let kind: NginxLocation.Kind
        switch (words.count, words.first) {
        case (1, let path?) where path.hasPrefix("@"): kind = .named
        case (1, let path?) where path.hasPrefix("~"):
            throw NginxProblem.notModelled("a \"location\" by regular expression is", at: directive)
        case (1, _): kind = .prefix
        case (2, "="?): kind = .exact
        case (2, "^~"?): kind = .finalPrefix
        case (2, "~"?), (2, "~*"?):
            throw NginxProblem.notModelled("a \"location\" by regular expression is", at: directive)
        case (2, let modifier?):
            throw NginxProblem("invalid location modifier \"\(modifier)\"", at: directive)
        default: throw NginxProblem("invalid number of arguments in \"location\" directive", at: directive)
        }
        var location = NginxLocation(kind: kind, path: words.last ?? "/", settings: settings)
        for inner in directive.block ?? [] where inner.name != "location" {
            try setting(inner, in: "location", &location.settings)
        }
        for inner in directive.block ?? [] where inner.name == "location" {
            location.locations.append(try self.location(inner, location.settings, depth: depth + 1))
        }
        return location
    }

    /// A group of one for an address in `proxy_pass`.
    mutating func group(for address: String, at directive: NginxDirective) throws(NginxProblem) {
        guard model.upstreams[address] == nil else { return }
        model.upstreams[address] = [try peer(address, at: directive)]
    }

    mutating func define(format: String, name: String) { model.logFormats[name] = format }
}
