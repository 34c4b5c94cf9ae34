/// The patterns by which networks and volumes are filtered: a part of the name, perhaps held to its beginning or end.
///
/// Engines take any regular expression. One of a student's is not run here: it can be made to take for ever.
enum NamePattern {
    static func matches(_ name: String, _ pattern: String) -> Bool {
        let isFirst = pattern.hasPrefix("^")
        let isLast = pattern.hasSuffix("$")
        let text = String(pattern.dropFirst(isFirst ? 1 : 0).dropLast(isLast ? 1 : 0))
        switch (isFirst, isLast) {
        case (true, true): return name == text
        case (true, false): return name.hasPrefix(text)
        case (false, true): return name.hasSuffix(text)
        case (false, false): return text.isEmpty || name.contains(text)
        }
    }
}
