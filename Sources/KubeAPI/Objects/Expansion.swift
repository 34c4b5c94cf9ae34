/// Replaces `$(NAME)` in the words of a container by the values of its environment.
package enum Expansion {
    /// What isn't known stays as it stands, and `$$` is a dollar sign.
    package static func expand(_ text: String, _ values: [String: String]) -> String {
        guard text.utf8.contains(UInt8(ascii: "$")) else { return text }
        var out: [Character] = []
        var rest = text[...]
        while let first = rest.popFirst() {
            guard first == "$", let next = rest.first else {
                out.append(first)
                continue
            }
            switch next {
            case "$":
                rest.removeFirst()
                out.append("$")
            case "(":
                guard let end = rest.firstIndex(of: ")") else {
                    out.append(first)
                    continue
                }
                let name = String(rest[rest.index(after: rest.startIndex)..<end])
                out += values[name] ?? "$(\(name))"
                rest = rest[rest.index(after: end)...]
            default: out.append(first)
            }
        }
        return String(out)
    }
}
