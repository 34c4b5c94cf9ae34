/// What names, labels and their values may look like, and how the real server says that they don't.
enum NameRules {
    static func isLabel(_ text: String) -> Bool {
        isWord(text.utf8, upTo: 63) { isLower($0) || isDigit($0) }
    }

    static func isSubdomain(_ text: String) -> Bool {
        guard !text.isEmpty, text.utf8.count <= 253 else { return false }
        return text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { part in
            isWord(part.utf8, upTo: 253) { isLower($0) || isDigit($0) }
        }
    }

    /// Why a text is no DNS label; nil where it is one.
    static func labelProblem(_ text: String) -> String? {
        if text.utf8.count > 63 { return "must be no more than 63 bytes" }
        // What is good but for its dots is told so.
        if !isLabel(text), isSubdomain(text) { return "must not contain dots" }
        return isLabel(text)
            ? nil
            : "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start "
                + "and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation "
                + "is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')"
    }

    /// Why a text is no name as services have it; nil where it is one.
    static func label1035Problem(_ text: String) -> String? {
        if text.utf8.count > 63 { return "must be no more than 63 bytes" }
        let isGood = isLabel(text) && text.utf8.first.map(isLower) ?? false
        return isGood
            ? nil
            : "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic "
                + "character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for "
                + "validation is '[a-z]([-a-z0-9]*[a-z0-9])?')"
    }

    /// Why a text is no DNS subdomain; nil where it is one.
    static func subdomainProblem(_ text: String) -> String? {
        if text.utf8.count > 253 { return "must be no more than 253 bytes" }
        return isSubdomain(text)
            ? nil
            : "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and "
                + "must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation "
                + "is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')"
    }

    /// Why a text is no DNS subdomain below a star; nil where it is one: `*.example.com`.
    static func wildcardProblem(_ text: String) -> String? {
        if text.utf8.count > 253 { return "must be no more than 253 bytes" }
        return text.hasPrefix("*.") && isSubdomain(String(text.dropFirst(2)))
            ? nil
            : "a wildcard DNS-1123 subdomain must start with '*.', followed by a valid DNS subdomain, which must "
                + "consist of lower case alphanumeric characters, '-' or '.' and end with an alphanumeric character "
                + "(e.g. '*.example.com', regex used for validation is "
                + "'\\*\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')"
    }

    /// Why a text is no name as roles have it (a part of a path); nil where it is one.
    static func pathSegmentProblem(_ text: String) -> String? {
        if text == "." || text == ".." { return "may not be '\(text)'" }
        for part in ["/", "%"] where text.contains(part) { return "may not contain '\(part)'" }
        return nil
    }

    /// Why a text is no key of a label or an annotation; nil where it is one.
    static func qualifiedNameProblem(_ text: String) -> String? { qualifiedNameProblems(text).first }

    /// All that is wrong with a key of a label: of an empty name is also said that it hasn't the form.
    static func qualifiedNameProblems(_ text: String) -> [String] {
        let form =
            "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric "
            + "character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is "
            + "'([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')"
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count <= 2 else {
            return [
                "a qualified name " + form
                    + " with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')"
            ]
        }
        var problems: [String] = []
        if parts.count == 2 {
            if parts[0].isEmpty {
                problems.append("prefix part must be non-empty")
            } else if let problem = subdomainProblem(String(parts[0])) {
                problems.append("prefix part " + problem)
            }
        }
        let name = parts[parts.count - 1]
        if name.isEmpty { problems.append("name part must be non-empty") }
        if name.utf8.count > 63 {
            problems.append("name part must be no more than 63 bytes")
        } else if !isValueWord(name) {
            problems.append("name part " + form)
        }
        return problems
    }

    /// Why a text is no value of a label; nil where it is one.
    static func labelValueProblem(_ text: String) -> String? {
        if text.utf8.count > 63 { return "must be no more than 63 bytes" }
        return text.isEmpty || isValueWord(text[...])
            ? nil
            : "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and "
                + "must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', "
                + "regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')"
    }

    /// Why a text is no key of a config map or a secret; nil where it is one.
    static func configKeyProblem(_ text: String) -> String? {
        if text.utf8.count > 253 { return "must be no more than 253 bytes" }
        let isGood =
            !text.isEmpty && text.utf8.allSatisfy { isAlphanumeric($0) || "-._".utf8.contains($0) }
        guard isGood else {
            return
                "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or "
                + "'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')"
        }
        if text == "." { return "must not be '.'" }
        if text == ".." { return "must not be '..'" }
        return text.hasPrefix("..") ? "must not start with '..'" : nil
    }

    private static func isValueWord(_ text: Substring) -> Bool {
        guard let first = text.utf8.first, let last = text.utf8.last, text.utf8.count <= 63 else {
            return false
        }
        return isAlphanumeric(first) && isAlphanumeric(last)
            && text.utf8.allSatisfy { isAlphanumeric($0) || "-_.".utf8.contains($0) }
    }

    private static func isWord(
        _ bytes: some BidirectionalCollection<UInt8>,
        upTo limit: Int,
        of isLetter: (UInt8) -> Bool
    ) -> Bool {
        guard let first = bytes.first, let last = bytes.last, bytes.count <= limit else { return false }
        return isLetter(first) && isLetter(last)
            && bytes.allSatisfy { isLetter($0) || $0 == UInt8(ascii: "-") }
    }

    private static func isLower(_ byte: UInt8) -> Bool {
        byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z")
    }
    private static func isDigit(_ byte: UInt8) -> Bool {
        byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
    }
    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        isLower(byte) || isDigit(byte) || (byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z"))
    }
}
