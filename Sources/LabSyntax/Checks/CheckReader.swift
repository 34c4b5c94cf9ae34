import LabModel
import SourceText
import TextMatch

/// Reads `SUBJECT PREDICATE [within=D | always=D | never=D] [points=N] [id=] [hint=] [feedback=] [gate=]`.
struct CheckReader {
    private var tokens: ArraySlice<DirectiveToken>
    private let end: Int

    static func read(_ text: String, at location: SourceLocation) throws(CheckError) -> LabCheck {
        let tokens: [DirectiveToken]
        do {
            tokens = try DirectiveToken.tokens(of: text)
        } catch {
            throw CheckError(message: "nothing closes '\(error.sign)'", range: error.range)
        }
        var reader = CheckReader(tokens: tokens[...], end: text.utf8.count)
        return try reader.check(tokens, text, location)
    }

    private init(tokens: ArraySlice<DirectiveToken>, end: Int) {
        self.tokens = tokens
        self.end = end
    }

    private mutating func check(
        _ all: [DirectiveToken],
        _ text: String,
        _ location: SourceLocation
    ) throws(CheckError) -> LabCheck {
        var options = CheckOptions()
        tokens = []
        for token in all where !(try options.take(token)) { tokens.append(token) }
        let source = tokens.map(\.source).joined(separator: " ")
        let subject = try subject()
        var predicates: [CheckPredicate] = []
        var reader = PredicateReader(subject: subject, tokens: tokens, end: end)
        while let predicate = try reader.next() { predicates.append(predicate) }
        guard !predicates.isEmpty else {
            throw CheckError(
                message: "the check says nothing of its \(subject.word)",
                range: 0..<end,
                note: PredicateReader.help(subject)
            )
        }
        var check = LabCheck(
            id: options.id ?? "",
            subject: subject,
            predicates: predicates,
            timing: options.timing,
            source: source,
            at: location
        )
        check.points = options.points
        check.hint = options.hint
        check.feedback = options.feedback ?? .full
        check.hasOwnFeedback = options.feedback != nil
        check.isGate = options.isGate
        return check
    }

    // MARK: Subjects

    private mutating func subject() throws(CheckError) -> CheckSubject {
        guard let token = tokens.popFirst() else {
            throw CheckError(message: "a check begins with what it is about", range: 0..<end, note: Self.help)
        }
        switch token.value {
        case "container": return .container(try name("the container"))
        case "image": return .image(try name("the image"))
        case "volume": return .volume(try name("the volume"))
        case "network": return .network(try name("the network"))
        case "file": return .file(try name("the file"))
        case "pods": return .pods(selector: try selector())
        case "events": return .events
        case "svc", "service": return .object(kind: "service", name: try name("the service"))
        case "pod": return .object(kind: "pod", name: try name("the pod"))
        case "deploy", "deployment": return .object(kind: "deployment", name: try name("the deployment"))
        case "k8s": return try object(try name("the object"), token)
        case "compose":
            let name = try name("the project")
            let parts = name.split(separator: "/", maxSplits: 1)
            return .compose(
                project: String(parts.first ?? ""),
                service: parts.count > 1 ? String(parts[1]) : nil
            )
        case "tcp": return .tcp(port: try port(try word("the port")).port)
        case "http":
            let address = try word("the address")
            let (port, path) = try port(address)
            return .http(port: port, path: path.isEmpty ? "/" : path)
        default: return try object(token.value, token)
        }
    }

    /// `deploy/web`, `apps/v1/deployments/web`: the last part is the name.
    private func object(_ text: String, _ token: DirectiveToken) throws(CheckError) -> CheckSubject {
        guard let slash = text.lastIndex(of: "/"), slash != text.startIndex,
            text.index(after: slash) != text.endIndex
        else {
            throw CheckError(
                message: "nothing can be checked of '\(token.source)'",
                range: token.range,
                note: Self.help
            )
        }
        return .object(kind: String(text[..<slash]), name: String(text[text.index(after: slash)...]))
    }

    private mutating func word(_ what: String) throws(CheckError) -> DirectiveToken {
        guard let token = tokens.popFirst() else {
            throw CheckError(message: "\(what) is missing", range: 0..<end, note: Self.help)
        }
        return token
    }

    private mutating func name(_ what: String) throws(CheckError) -> String {
        let token = try word(what)
        guard token.key == nil, !token.value.isEmpty else {
            throw CheckError(message: "\(what) is named before anything else", range: token.range)
        }
        return token.value
    }

    /// A label selector, which has a `=` itself.
    private mutating func selector() throws(CheckError) -> String {
        try word("the selector").source
    }

    /// `:8080/path` → the port and the path.
    private func port(_ token: DirectiveToken) throws(CheckError) -> (port: String, path: String) {
        let text = token.source
        guard text.hasPrefix(":") else {
            throw CheckError(message: "a port is written ':8080'", range: token.range)
        }
        let port = text.dropFirst().prefix { $0 != "/" }
        guard !port.isEmpty,
            Int(port).map({ (1...65_535).contains($0) })
                ?? (port.hasPrefix("{{") || port.hasPrefix("$") || port.hasPrefix("<"))
        else {
            throw CheckError(message: "'\(port)' is no port", range: token.range)
        }
        return (String(port), String(text[port.endIndex...]))
    }

    static let help =
        "there are container, image, volume, network, compose, tcp, http, file, deploy/NAME, pod/NAME, svc/NAME, "
        + "k8s GROUP/VERSION/KIND/NAME, pods and events"
}
