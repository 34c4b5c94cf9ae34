/// Finds what two runs may have in common and no later one has: times of day, dates, ages, addresses of network cards.
enum VolatileTime {
    /// What begins with a digit, and the hole that stands for it; the longest first.
    private static func number(at rest: Substring) -> (Substring, String)? {
        if let match = rest.prefixMatch(
            of:
                /[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]+)?(?:Z|[+-][0-9]{2}:[0-9]{2})?/
        ) {
            return (match.0, "{{ts}}")
        }
        if let match = rest.prefixMatch(of: /[0-9]{1,2} [A-Z][a-z]{2} [0-9]{4}/) {
            return (match.0, "{{re:[0-9]{1,2} [A-Z][a-z]{2} [0-9]{4}}}")
        }
        // Logs: 30/Nov/2026, 2026/11/30
        if let match = rest.prefixMatch(of: /[0-9]{2}\/[A-Z][a-z]{2}\/[0-9]{4}/) {
            return (match.0, "{{re:[0-9]{2}/[A-Z][a-z]{2}/[0-9]{4}}}")
        }
        if let match = rest.prefixMatch(of: /[0-9]{4}\/[0-9]{2}\/[0-9]{2}(?![0-9])/) {
            return (match.0, "{{re:[0-9]{4}/[0-9]{2}/[0-9]{2}}}")
        }
        if let match = rest.prefixMatch(of: /[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9A-Za-z_.-])/) {
            return (match.0, "{{re:[0-9]{4}-[0-9]{2}-[0-9]{2}}}")
        }
        if let match = rest.prefixMatch(of: /[0-9]{2}:[0-9]{2}:[0-9]{2}(?![0-9:])(?:\.[0-9]+)?/) {
            return (match.0, "{{re:[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\\.[0-9]+)?}}")
        }
        if let match = rest.prefixMatch(of: /(?:[01][0-9]|2[0-3]):[0-5][0-9](?![0-9:])/) {
            return (match.0, "{{re:[0-9]{2}:[0-9]{2}}}")
        }
        if let match = rest.prefixMatch(of: /[0-9]+ (?:second|minute|hour|day|week|month|year)s? ago/) {
            return (match.0, "{{age}}")
        }
        return nil
    }

    /// What begins with a capital letter.
    private static func word(at rest: Substring) -> (Substring, String)? {
        // `date`: Mon Nov 30 02:45:10 UTC 2026
        if let match = rest.prefixMatch(
            of: /[A-Z][a-z]{2} [A-Z][a-z]{2} [ 0-9][0-9] [0-9]{2}:[0-9]{2}:[0-9]{2}(?: [A-Z]{3,4})? [0-9]{4}/
        ) {
            let day = "[A-Z][a-z]{2} [A-Z][a-z]{2} [ 0-9][0-9]"
            return (match.0, "{{re:\(day) [0-9]{2}:[0-9]{2}:[0-9]{2}(?: [A-Z]{3,4})? [0-9]{4}}}")
        }
        // `ls -l`: Nov 30 02:45, and Nov 30  2025 for old files
        if let match = rest.prefixMatch(
            of: /[A-Z][a-z]{2} [ 0-9][0-9] (?:[0-9]{2}:[0-9]{2}| [0-9]{4})(?![0-9:])/
        ) {
            return (match.0, "{{re:[A-Z][a-z]{2} [ 0-9][0-9] (?:[0-9]{2}:[0-9]{2}| [0-9]{4})}}")
        }
        // HTTP's Date: Mon, 30 Nov 2026
        if let match = rest.prefixMatch(of: /[A-Z][a-z]{2}, [0-9]{1,2} [A-Z][a-z]{2} [0-9]{4}/) {
            return (match.0, "{{re:[A-Z][a-z]{2}, [0-9]{1,2} [A-Z][a-z]{2} [0-9]{4}}}")
        }
        if let match = rest.prefixMatch(
            of:
                /Up (?:Less than a second|About an? (?:minute|hour)|[0-9]+ (?:second|minute|hour|day|week|month|year)s?)/
        ) {
            return (match.0, "Up {{age}}")
        }
        if let match = rest.prefixMatch(of: /(?:Less than a second|About an? (?:minute|hour)) ago/) {
            return (match.0, "{{age}}")
        }
        return nil
    }

    static func token(at rest: Substring) -> VolatileToken? {
        guard let first = rest.utf8.first else { return nil }
        let found: (Substring, String)?
        if rest.utf8.dropFirst(2).first == UInt8(ascii: ":"),
            let match = rest.prefixMatch(of: /(?:[0-9a-f]{2}:){5}[0-9a-f]{2}(?![0-9a-f:])/)
        {
            found = (match.0, "{{re:(?:[0-9a-f]{2}:){5}[0-9a-f]{2}}}")
        } else if (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) {
            found = number(at: rest)
        } else if (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(first) {
            found = word(at: rest)
        } else {
            found = nil
        }
        return found.map { VolatileToken(text: String($0.0), kind: .time($0.1)) }
    }

    /// Marks the age that stands in the last column of a table, as `kubectl get` has it: `web   1/1   Running   0   42s`.
    static func markAge(in tokens: inout [VolatileToken]) {
        guard tokens.count > 2, let last = tokens.last, last.kind == .word,
            last.text.wholeMatch(of: /(?:[0-9]+[ydhms]){1,2}/) != nil,
            tokens[tokens.count - 2].kind == .blanks, tokens[tokens.count - 2].text.count > 1
        else { return }
        tokens[tokens.count - 1].kind = .time("{{age}}")
    }
}
