import TextMatch

/// Makes a line of an expectation of two runs' lines: what is the same stays, what differs is a hole of its kind.
struct RecordedLine {
    /// What was captured before, in either run.
    var captures: (one: Captures, other: Captures)
    /// The name for an id that makes up all of a line; nil where none is captured.
    var name: String?

    /// The line as it is written in an expectation; nil where no pattern but `{{any}}` fits both.
    func source(_ one: String, _ other: String) -> String? {
        let (first, second) = (VolatileToken.tokens(of: one), VolatileToken.tokens(of: other))
        var source = ""
        guard first.count == second.count else {
            return nil
        }
        for (index, (token, partner)) in zip(first, second).enumerated() {
            let isBehindColon = index > 0 && first[index - 1].text == ":"
            guard let piece = piece(token, partner, isBehindColon: isBehindColon) else { return nil }
            source += piece
        }
        if source == one, fits(one + " (lit)", one, one), !fits(one, one, one) || one.hasPrefix("...") {
            return one + " (lit)"
        }
        if let name, source == "{{hex64}}" { source = "{{\(name):hex64}}" }
        return fits(source, one, other) ? source : nil
    }

    private func piece(_ token: VolatileToken, _ partner: VolatileToken, isBehindColon: Bool) -> String? {
        if let reference = reference(token.text, partner.text) { return reference }
        // Times are holes even where both runs fell into the same second.
        if case .time(let hole) = token.kind, token.kind == partner.kind { return hole }
        return token == partner ? token.text : token.hole(with: partner, isBehindColon: isBehindColon)
    }

    /// What was captured before, where it stands here again, whole or as the short id.
    private func reference(_ one: String, _ other: String) -> String? {
        guard one != other else { return nil }
        for name in captures.one.names {
            guard let first = captures.one[name], let second = captures.other[name],
                one.count >= 12 || name.hasPrefix("variant.")
            else { continue }
            if first == one, second == other { return "{{=\(name)}}" }
            if one.count == 12, first.hasPrefix(one), second.hasPrefix(other) { return "{{=\(name)[:12]}}" }
        }
        return nil
    }

    private func fits(_ source: String, _ one: String, _ other: String) -> Bool {
        guard let pattern = try? LinePattern(parsing: source) else { return false }
        let block = BlockPattern([pattern])
        return block.match([one], captures: captures.one).isMatch
            && block.match([other], captures: captures.other).isMatch
    }
}
