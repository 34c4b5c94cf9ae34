import DeckLint
import Ports
import SourceText
import SystemPackage
import Yams

/// Reads `slidectl.yaml`; what is wrong in it is reported with its place, all else is taken.
struct SettingsReader {
    private let source: SourceFile
    var settings = CourseSettings()
    private(set) var diagnostics: [Diagnostic] = []
    /// The files that settings name.
    private var files: [(key: String, path: FilePath, place: SourceLocation)] = []

    init(_ source: SourceFile) {
        self.source = source
        let text = String(decoding: source.bytes, as: UTF8.self)
        if !text.utf8.elementsEqual(source.bytes) {
            // What was repaired is where the two part.
            let place = source.position(of: zip(text.utf8, source.bytes).prefix { $0 == $1 }.count)
            report(.invalidUTF8(at: location(line: place.line, column: place.column)))
        }
        do {
            guard let root = try Yams.compose(yaml: text) else { return }
            guard root.scalar?.string.isEmpty != true else { return }
            read(
                root,
                "slidectl.yaml",
                keys: [
                    "course": { $0.settings.course = $0.string($1) },
                    "language": { $0.language($1) },
                    "theme": { $0.theme($1) },
                    "serve": { $0.serve($1) },
                    "check": { $0.check($1) },
                    "sandbox": { $0.sandbox($1) },
                    "present": { $0.present($1) },
                    "labs": { $0.labs($1) },
                ]
            )
        } catch {
            report(.unreadable(Self.reason(error), at: place(of: error)))
        }
    }

    typealias Reading = (inout SettingsReader, Node) -> Void

    mutating func read(_ node: Node, _ name: String, keys: [String: Reading]) {
        guard let mapping = node.mapping else {
            report(.wrongKind(name, "a list of 'key: value' lines", at: place(of: node)))
            return
        }
        for (key, value) in mapping {
            let word = key.string ?? ""
            if let reading = keys[word] {
                reading(&self, value)
            } else {
                report(.unknownKey(word, known: keys.keys.sorted(), at: place(of: key)))
            }
        }
    }

    private mutating func language(_ node: Node) {
        guard let tag = string(node) else { return }
        guard LanguageTag.isValid(tag) else {
            report(.wrongKind("language", "a language tag such as en or pt-BR", at: place(of: node)))
            return
        }
        settings.language = tag
    }

    private mutating func theme(_ node: Node) {
        read(
            node,
            "theme",
            keys: [
                "accent": { reader, node in
                    guard let colour = reader.string(node) else { return }
                    if Self.isColour(colour) {
                        reader.settings.theme.accent = colour
                    } else {
                        reader.report(
                            .wrongKind(
                                "theme.accent",
                                "a colour such as \"#0b6e6e\"",
                                at: reader.place(of: node)
                            )
                        )
                    }
                },
                "logo": { $0.settings.theme.logo = $0.file($1, "theme.logo") },
                "css": { $0.settings.theme.css = $0.file($1, "theme.css") },
                "fonts": { reader, node in
                    reader.read(
                        node,
                        "theme.fonts",
                        keys: [
                            "text": { $0.settings.theme.textFont = $0.font($1) },
                            "code": { $0.settings.theme.codeFont = $0.font($1) },
                        ]
                    )
                },
            ]
        )
    }

    private mutating func serve(_ node: Node) {
        read(
            node,
            "serve",
            keys: [
                "host": { $0.settings.serve.host = $0.string($1) },
                "port": { reader, node in
                    guard let port = node.int, (0...65_535).contains(port) else {
                        reader.report(
                            .wrongKind("serve.port", "a number from 0 to 65535", at: reader.place(of: node))
                        )
                        return
                    }
                    reader.settings.serve.port = port
                },
            ]
        )
    }

    private mutating func labs(_ node: Node) {
        // The folder may be another repository's that isn't everywhere, so nobody asks whether it is there.
        read(node, "labs", keys: ["private": { $0.settings.privateLabs = $0.string($1) }])
    }

    private mutating func check(_ node: Node) {
        read(
            node,
            "check",
            keys: [
                "strict": { reader, node in
                    guard let strict = node.bool else {
                        reader.report(.wrongKind("check.strict", "true or false", at: reader.place(of: node)))
                        return
                    }
                    reader.settings.check.strict = strict
                },
                "disable": { reader, node in
                    guard let list = node.sequence else {
                        reader.report(
                            .wrongKind("check.disable", "a list of ids", at: reader.place(of: node))
                        )
                        return
                    }
                    for entry in list {
                        guard let id = reader.string(entry) else { continue }
                        reader.settings.check.disable.append(id)
                        if !KnownProblems.ids.contains(id) {
                            reader.report(.unknownID(id, at: reader.place(of: entry)))
                        }
                    }
                },
            ]
        )
    }

    private mutating func file(_ node: Node, _ key: String) -> String? {
        guard let name = string(node) else { return nil }
        files.append((key, FilePath(name), place(of: node)))
        return name
    }

    /// Reports the files that can't be read.
    mutating func checkFiles(reading read: (FilePath) throws(FileError) -> [FileError]) {
        for (key, path, place) in files {
            do throws(FileError) {
                for error in try read(path) {
                    var missing = Diagnostic.missingFile(key, error.reason, at: place)
                    missing.severity = .warning
                    report(missing)
                }
            } catch {
                report(.missingFile(key, error.reason, at: place))
            }
        }
    }

    mutating func string(_ node: Node) -> String? {
        if let string = node.scalar?.string { return string }
        report(.wrongKind("the value", "a text", at: place(of: node)))
        return nil
    }

    /// A font stack; what could end a CSS declaration is refused.
    private mutating func font(_ node: Node) -> String? {
        guard let stack = string(node) else { return nil }
        guard !stack.contains(where: { ";{}<>\n\\".contains($0) }) else {
            report(
                .wrongKind("theme.fonts", "a font stack such as \"Inter, sans-serif\"", at: place(of: node))
            )
            return nil
        }
        return stack
    }

    mutating func report(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }

    private static func isColour(_ text: String) -> Bool {
        text.hasPrefix("#") && [4, 7].contains(text.utf8.count) && text.dropFirst().allSatisfy(\.isHexDigit)
    }

    func place(of node: Node) -> SourceLocation {
        location(line: node.mark?.line ?? 1, column: node.mark?.column ?? 1)
    }

    /// What the YAML library says, without the place that the diagnostic has already.
    private static func reason(_ error: any Error) -> String {
        switch error as? YamlError {
        case .scanner(let context, let problem, _, _), .parser(let context, let problem, _, _),
            .composer(let context, let problem, _, _):
            [problem, context.map { $0.text }].compactMap { $0 }.joined(separator: " ")
        case .duplicatedKeysInMapping(let keys, _):
            "a key stands once in its place; found twice: \(keys.sorted().joined(separator: ", "))"
        default: "\(error)".split(separator: "\n").first.map(String.init) ?? ""
        }
    }

    private func place(of error: any Error) -> SourceLocation {
        switch error as? YamlError {
        case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _):
            location(line: mark.line, column: mark.column)
        case .duplicatedKeysInMapping(_, let context):
            location(line: context.mark.line, column: context.mark.column)
        default: location(line: 1, column: 1)
        }
    }

    private func location(line: Int, column: Int) -> SourceLocation {
        source.location(line: line, columns: column..<max(column, source.line(line).count + 1))
    }
}

extension Diagnostic {
    fileprivate static func unreadable(_ reason: String, at location: SourceLocation) -> Self {
        Self(
            "settings.yaml",
            .error,
            at: location,
            "the settings can't be read as YAML",
            notes: [Note(reason)]
        )
    }

    fileprivate static func invalidUTF8(at location: SourceLocation) -> Self {
        Self(
            "settings.invalid-utf8",
            .warning,
            at: location,
            "the settings aren't valid UTF-8 from here",
            notes: [Note("pages show � in place of such bytes; save the file as UTF-8")]
        )
    }

    fileprivate static func unknownKey(_ key: String, known: [String], at location: SourceLocation) -> Self {
        Self(
            "settings.unknown-key",
            .warning,
            at: location,
            "'\(key)' is no setting",
            notes: [Note("the settings here are \(known.joined(separator: ", "))")]
        )
    }

    fileprivate static func unknownID(_ id: String, at location: SourceLocation) -> Self {
        let near = KnownProblems.nearest(to: id).map { "the nearest is '\($0)'; " } ?? ""
        return Self(
            "settings.unknown-id",
            .warning,
            at: location,
            "check says nothing by the id '\(id)'",
            notes: [Note(near + "docs/diagnostics.md lists all ids")]
        )
    }

    fileprivate static func missingFile(_ key: String, _ reason: String, at location: SourceLocation) -> Self
    {
        Self(
            "settings.missing-file",
            .error,
            at: location,
            "\(key) names a file of the course; \(reason)",
            notes: [Note("paths in the settings lead from the folder of slidectl.yaml")]
        )
    }

    static func wrongKind(_ name: String, _ rule: String, at location: SourceLocation) -> Self {
        Self("settings.wrong-kind", .error, at: location, "\(name) is \(rule)")
    }
}
