import TextMatch

/// Finds literal text that is another one in the next run: ids, times, random names.
enum VolatileText {
    /// Returns what it looks like, and the text itself.
    static func find(in line: LinePattern) -> (what: String, text: String)? {
        guard case .line(let pieces, _) = line.form else { return nil }
        for piece in pieces {
            guard case .literal(let literal) = piece else { continue }
            for word in literal.split(whereSeparator: { $0 == " " || $0 == "\t" || $0 == "," || $0 == "\"" })
            {
                if let what = kind(of: word) { return (what, String(word)) }
            }
        }
        return nil
    }

    /// An age that somebody wrote into a row: the next run has another one.
    static func age(in table: TablePattern) -> String? {
        guard !table.isWhole, let age = try? LinePattern(parsing: "{{age}}") else { return nil }
        let columns = TablePattern.ageColumns.sorted()
        let written = table.rows.flatMap { row in columns.compactMap { row.cells[$0]?.source } }
        return written.first { BlockPattern([age]).match([$0]).isMatch }
    }

    private static func kind(of word: Substring) -> String? {
        let isHex = word.allSatisfy { $0.isHexDigit && !$0.isUppercase }
        if isHex, [12, 64].contains(word.count), word.contains(where: \.isLetter),
            word.contains(where: \.isNumber)
        {
            return "an id"
        }
        let parts = word.split(separator: ":", omittingEmptySubsequences: false)
        if parts.count == 3, word.contains("T"), word.contains("-"), word.first?.isNumber == true {
            return "a time"
        }
        let names = word.split(separator: "_", omittingEmptySubsequences: false)
        if names.count == 2,
            names.allSatisfy({ $0.count > 3 && $0.allSatisfy { $0.isLowercase && $0.isASCII } })
        {
            return "a random name"
        }
        return nil
    }
}
