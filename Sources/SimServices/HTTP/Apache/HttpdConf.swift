import SimShell

/// What Apache's configuration says, as far as this model reads it.
struct HttpdConf: Hashable, Sendable {
    /// Why it doesn't start.
    struct Problem: Error, Hashable {
        var lines: [String]
        /// Whether the real one would have started.
        var isUnmodelled = false
    }

    var ports: [Int] = []
    var root = "/usr/local/apache2/htdocs"
    var serverName: String?
    var index = ["index.html"]
    var errorPages: [Int: String] = [:]

    /// What tunes or guards what isn't there.
    private static let silent: Set<String> = [
        "serverroot", "loadmodule", "user", "group", "serveradmin", "allowoverride", "require", "options",
        "errorlog",
        "loglevel", "logformat", "customlog", "scriptalias", "addtype", "typesconfig", "requestheader",
        "include",
        "includeoptional", "mutex", "pidfile", "timeout", "keepalive", "maxkeepaliverequests",
        "keepalivetimeout",
        "hostnamelookups", "servertokens", "serversignature", "enablesendfile", "enablemmap", "sslrandomseed",
        "accessfilename", "usecanonicalname", "traceenable", "addencoding", "addhandler", "addoutputfilter",
        "define",
    ]
    private static let unmodelled: Set<String> = [
        "proxypass", "proxypassreverse", "rewriteengine", "rewriterule", "rewritecond", "alias", "redirect",
        "redirectmatch", "header", "sslengine", "sslcertificatefile", "sslcertificatekeyfile", "authtype",
        "authname",
        "authuserfile", "setenv", "setenvif", "sethandler", "expiresactive", "aliasmatch", "namevirtualhost",
        "serveralias", "passenv", "fallbackresource", "directoryslash",
    ]
    private static let sections: Set<String> = [
        "directory", "files", "filesmatch", "ifmodule", "location", "limit", "limitexcept", "directorymatch",
        "locationmatch", "ifdefine", "proxy", "requireany", "requireall", "requirenone", "ifversion",
    ]

    static func parse(_ text: [UInt8], file: String) throws(Problem) -> HttpdConf {
        var conf = HttpdConf()
        var number = 0
        for line in text.split(separator: 0x0A, omittingEmptySubsequences: false) {
            number += 1
            let words = Self.words(line.text)
            guard let first = words.first, !first.hasPrefix("#") else { continue }
            let name = first.lowercased()
            func fail(_ words: String) -> Problem {
                Problem(lines: ["AH00526: Syntax error on line \(number) of \(file):", words])
            }
            func notModelled(_ what: String) -> Problem {
                var problem = fail("\(what) is not modelled")
                problem.isUnmodelled = true
                return problem
            }
            if name.hasPrefix("</") { continue }
            if name.hasPrefix("<") {
                let section = name.dropFirst().prefix { $0 != ">" }
                if section == "virtualhost" { throw notModelled("<VirtualHost>") }
                guard Self.sections.contains(String(section)) else {
                    throw fail(Self.invalid(String(first.prefix { $0 != ">" })))
                }
                continue
            }
            switch name {
            case "listen":
                guard let port = words.dropFirst().first?.split(separator: ":").last.flatMap({ Int($0) }),
                    (1...65_535).contains(port)
                else { throw fail("Port must be specified") }
                conf.ports.append(port)
            case "documentroot": conf.root = words.count > 1 ? words[1] : conf.root
            case "servername": conf.serverName = words.count > 1 ? words[1] : nil
            case "directoryindex": conf.index = Array(words.dropFirst())
            case "errordocument":
                guard words.count > 2, let status = Int(words[1]) else {
                    throw fail("Unsupported HTTP response code")
                }
                conf.errorPages[status] = words[2]
            case _ where Self.silent.contains(name): break
            case _ where Self.unmodelled.contains(name): throw notModelled("'\(first)'")
            default: throw fail(Self.invalid(first))
            }
        }
        guard !conf.ports.isEmpty else {
            throw Problem(lines: [
                "(22)Invalid argument: AH00057: could not open listening sockets",
                "no listening sockets available, shutting down", "AH00015: Unable to open logs",
            ])
        }
        return conf
    }

    private static func invalid(_ word: String) -> String {
        "Invalid command '\(word)', perhaps misspelled or defined by a module not included in the server configuration"
    }

    private static func words(_ line: String) -> [String] {
        var words: [String] = []
        var word = ""
        var isQuoted = false
        for letter in line {
            if letter == "\"" {
                isQuoted.toggle()
            } else if letter.isWhitespace, !isQuoted {
                if !word.isEmpty { words.append(word) }
                word = ""
            } else {
                word.append(letter)
            }
        }
        if !word.isEmpty { words.append(word) }
        return words
    }
}
