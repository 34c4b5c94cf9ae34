/// What `httpd`, `httpd-foreground` or `apachectl` was asked for.
struct HttpdWords: Sendable {
    private(set) var isTest = false
    private(set) var asksForVersion = false
    /// Whether it stays where it was started; else it goes on in the background.
    private(set) var isForeground = false
    /// What is to be done with the server that runs: the word after `-k`.
    private(set) var verb: String?
    /// The command line, as the log has it.
    private(set) var shown = "httpd"

    private static let verbs: Set<String> = ["start", "restart", "graceful", "graceful-stop", "stop"]

    private static let attached: Set<String> = ["FOREGROUND", "NO_DETACH", "ONE_PROCESS"]

    init(_ arguments: [String]) {
        let name = arguments.first?.split(separator: "/").last.map(String.init) ?? "httpd"
        var words = arguments.dropFirst()
        if name == "httpd-foreground" { words = ["-D", "FOREGROUND"] + words }
        if name == "apachectl", let first = words.first {
            if Self.verbs.contains(first) { words = ["-k"] + words }
            if first == "configtest" { words = ["-t"] + words.dropFirst() }
        }
        if !words.isEmpty { shown += " " + words.joined(separator: " ") }
        while let word = words.popFirst() {
            switch word {
            case "-t": isTest = true
            case "-v", "-V": asksForVersion = true
            case "-X", "-DFOREGROUND", "-DNO_DETACH", "-DONE_PROCESS": isForeground = true
            case "-D":
                if Self.attached.contains(words.popFirst() ?? "") { isForeground = true }
            case "-k": verb = words.popFirst()
            default: if word.hasPrefix("-k") { verb = String(word.dropFirst(2)) }
            }
        }
    }
}
