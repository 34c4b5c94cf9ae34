import TextMatch

/// How values are compared, and what is said of them.
enum Comparison {
    /// Compares a property that is a text.
    static func text(_ name: String, _ seen: String, isEqual: Bool, to wanted: String) -> Judgement {
        .of((seen == wanted) == isEqual, seen: "\(name) is \(shown(seen))")
    }

    /// Looks for a text in a property.
    static func part(_ name: String, _ seen: String, isContained: Bool, _ text: String) -> Judgement {
        let isThere = seen.contains(text)
        return .of(
            isThere == isContained,
            seen: isThere ? "\(name) has \(shown(text))" : "\(name) is \(shown(seen)), without \(shown(text))"
        )
    }

    /// Looks for a text in a property of which perhaps only a part is known.
    ///
    /// One that is too large is its maker's doing: what isn't found in the part that is looked at isn't met.
    static func part(_ name: String, _ seen: TextSight?, isContained: Bool, _ text: String) -> Judgement {
        guard let seen else { return .unsaid(reason: "\(name) wasn't read") }
        if seen.text.contains(text) { return .of(isContained, seen: "\(name) has \(shown(text))") }
        guard seen.isWhole else {
            return .fails(seen: tooLarge(name, seen) + (isContained ? ", without \(shown(text))" : ""))
        }
        let last = seen.text.split(whereSeparator: \.isNewline).last.map(String.init)
        return .of(
            !isContained,
            seen: "\(name) doesn't have \(shown(text))"
                + (last.map { "; its end: \(shown($0))" } ?? "; it is empty")
        )
    }

    /// What is said of a text that is too large to be looked at whole.
    static func tooLarge(_ name: String, _ seen: TextSight) -> String {
        "\(name) is too large: only \(bytes(seen.text.utf8.count)) of it are looked at"
    }

    /// Looks up a name among `NAME=value` pairs.
    static func pair(_ kind: String, _ pairs: [String: String], _ name: String, _ value: String?) -> Judgement
    {
        guard let seen = pairs[name] else { return .fails(seen: "\(kind) \(name) isn't set") }
        return .of(value == nil || seen == value, seen: "\(kind) \(name) is \(shown(seen))")
    }

    /// Compares a number with a condition.
    static func number(_ name: String, _ seen: Int, _ condition: QuantityCondition) -> Judgement {
        .of(condition.isMet(by: Quantity(.number, Double(seen))), seen: "\(name) is \(seen)")
    }

    /// Compares a size in bytes with a condition; a plain number in it is bytes.
    static func size(_ name: String, _ seen: Int, _ condition: QuantityCondition) -> Judgement {
        .of(
            condition.isMet(by: Quantity(condition.limit.kind, Double(seen))),
            seen: "\(name) is \(bytes(seen))"
        )
    }

    /// Compares a set with a set.
    static func members(_ name: String, _ seen: Set<String>, _ wanted: Set<String>) -> Judgement {
        .of(seen == wanted, seen: "\(name) are {\(seen.sorted().joined(separator: ", "))}")
    }

    /// A value on one line, in quotes, shortened.
    static func shown(_ text: String) -> String {
        let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
        return "'" + (line.count > 120 ? line.prefix(117) + "..." : line[...]) + "'"
    }

    /// A size for people, as `docker images` says it.
    static func bytes(_ count: Int) -> String {
        var (value, unit) = (count, 0)
        let units = ["B", "kB", "MB", "GB", "TB"]
        var rest = 0
        while value >= 1000, unit < units.count - 1 {
            (rest, value, unit) = (value % 1000, value / 1000, unit + 1)
        }
        return unit == 0 || rest < 100 ? "\(value) \(units[unit])" : "\(value).\(rest / 100) \(units[unit])"
    }

    /// `["A=1"]` → `["A": "1"]`; the last of several counts, as in a process.
    static func environment(_ lines: [String]) -> [String: String] {
        var pairs: [String: String] = [:]
        for line in lines {
            let sides = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            pairs[String(sides[0])] = sides.count > 1 ? String(sides[1]) : ""
        }
        return pairs
    }
}
