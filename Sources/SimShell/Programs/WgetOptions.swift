/// What a `wget` is asked for.
struct WgetOptions {
    var addresses: [String] = []
    var headers: [String] = []
    /// What is posted.
    var body: [UInt8]?
    /// Whether only the existence of what is named is asked for.
    var isSpider = false
    var isQuiet = false
    var showsHead = false
    var output: String?
    var log: String?
    /// Where files without a name of their own go.
    var folder: String?
    var agent = "Wget"
    /// How long it waits for a connection and for each further piece of an answer, in seconds; without end where nobody
    /// says so.
    var patience: Double?

    /// The long options and the letters they stand for; those with a value end in `=`, and BusyBox takes those without
    /// a letter and does nothing more.
    private static let long: [String: Character?] = [
        "quiet": "q", "server-response": "S", "output-document=": "O", "output-file=": "o",
        "directory-prefix=": "P", "timeout=": "T", "tries=": "t", "user-agent=": "U", "proxy=": "Y",
        "continue": "c", "header=": "h", "post-data=": "d", "post-file=": "f", "spider": "s",
        "no-check-certificate": nil, "passive-ftp": nil, "no-cache": nil, "no-verbose": nil,
        "no-clobber": nil, "no-host-directories": nil, "no-parent": nil,
    ]

    static let usage = """
        wget [-cqS] [--spider] [-O FILE] [-o LOGFILE] [--header STR]
        \t[--post-data STR | --post-file FILE] [-Y on/off]
        \t[--no-check-certificate] [-P DIR] [-U AGENT] [-T SEC] URL...
        """

    init(_ applet: inout AppletContext) async throws(Applet.Stop) {
        var words = applet.arguments[...]
        while let word = words.popFirst() {
            if word == "--" {
                addresses += words
                break
            } else if word.hasPrefix("--") {
                let parts = word.dropFirst(2).split(
                    separator: "=",
                    maxSplits: 1,
                    omittingEmptySubsequences: false
                ).map(String.init)
                guard let name = Self.name(parts[0]) else {
                    await applet.say("unrecognized option '\(word)'")
                    throw await applet.usage(Self.usage)
                }
                let takesValue = name.hasSuffix("=")
                guard let value = takesValue ? parts.count > 1 ? parts[1] : words.popFirst() : "" else {
                    await applet.say("option '\(word)' requires an argument")
                    throw await applet.usage(Self.usage)
                }
                if let letter = Self.long[name] ?? nil { try await take(letter, value, &applet) }
            } else if word.hasPrefix("-"), word.utf8.count > 1 {
                try await take(letters: word.dropFirst(), &words, &applet)
            } else {
                addresses.append(word)
            }
        }
        guard !addresses.isEmpty else { throw await applet.usage(Self.usage) }
    }

    /// The long option that a word is, or is the beginning of.
    private static func name(_ word: String) -> String? {
        let fitting = long.keys.filter { $0.hasPrefix(word) }
        return fitting.first { $0 == word || $0 == word + "=" } ?? (fitting.count == 1 ? fitting.first : nil)
    }

    private mutating func take(
        letters: Substring,
        _ words: inout ArraySlice<String>,
        _ applet: inout AppletContext
    ) async throws(Applet.Stop) {
        var letters = letters
        while let letter = letters.popFirst() {
            if "cqS".contains(letter) {
                try await take(letter, "", &applet)
                continue
            }
            guard "OoPYUTtn".contains(letter) else {
                await applet.say("invalid option -- '\(letter)'")
                throw await applet.usage(Self.usage)
            }
            guard let value = letters.isEmpty ? words.popFirst() : String(letters) else {
                await applet.say("option requires an argument -- '\(letter)'")
                throw await applet.usage(Self.usage)
            }
            try await take(letter, value, &applet)
            letters = ""
        }
    }

    private mutating func take(
        _ letter: Character,
        _ value: String,
        _ applet: inout AppletContext
    ) async throws(Applet.Stop) {
        switch letter {
        case "q": isQuiet = true
        case "S": showsHead = true
        case "O": output = value
        case "o": log = value
        case "P": folder = value
        case "U": agent = value
        case "h": headers.append(value)
        case "d": body = Array(value.utf8)
        case "f":
            guard let source = await applet.open(value) else { throw .exit(1) }
            body = try await applet.contents(source)
        case "s": isSpider = true
        case "T":
            guard let seconds = UInt32(value) else { throw await applet.fail("invalid number '\(value)'") }
            patience = seconds == 0 ? nil : Double(seconds)
        default: break
        }
    }
}
