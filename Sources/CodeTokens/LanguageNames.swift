/// Finds languages by name.
enum LanguageNames {
    private static let byName = table { "\($0.name) \($0.aliases)" }
    private static let byExtension = table { $0.extensions }
    private static let byFileName = table { $0.fileNames }
    private static let byInterpreter = table { $0.interpreters }

    private static func table(of words: (LanguageDefinition) -> String) -> [String: CodeLanguage] {
        var table: [String: CodeLanguage] = [:]
        for (index, definition) in LanguageDefinition.all.enumerated() {
            for word in words(definition).split(separator: " ") {
                table[String(word)] = CodeLanguage(index: index)
            }
        }
        return table
    }

    static func language(named info: [UInt8]) -> CodeLanguage? {
        let word = info.drop { $0 == " " || $0 == "\t" || $0 == "{" || $0 == "." }
            .prefix { !($0 == " " || $0 == "\t" || $0 == "," || $0 == "{" || $0 == "}" || $0 == ":") }
        return byName[lowercased(word)]
    }

    static func language(ofFile path: [UInt8]) -> CodeLanguage? {
        let name = lowercased(path[((path.lastIndex(of: UInt8(ascii: "/")) ?? -1) + 1)...])
        if let language = byFileName[name] { return language }
        guard let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")) else { return nil }
        let fileExtension = String(name[name.index(after: dot)...])
        let stem = String(name.prefix { $0 != "." })
        return byExtension[fileExtension] ?? byFileName[stem]
    }

    static func language(ofScript firstBytes: ArraySlice<UInt8>) -> CodeLanguage? {
        guard firstBytes.starts(with: "#!".utf8) else { return nil }
        let line = firstBytes.dropFirst(2).prefix(200).prefix { $0 != "\n" && $0 != "\r" }
        for word in line.split(separator: UInt8(ascii: " ")) {
            let program = word[((word.lastIndex(of: UInt8(ascii: "/")) ?? word.startIndex - 1) + 1)...]
            // `python3.12` is `python`.
            let name = lowercased(program.prefix { !($0.isDigit || $0 == ".") })
            if name == "env" || name.utf8.first == UInt8(ascii: "-") { continue }
            return byInterpreter[name]
        }
        return nil
    }

    private static func lowercased(_ bytes: some Sequence<UInt8>) -> String {
        String(decoding: bytes.map(\.lowercased), as: UTF8.self)
    }
}
