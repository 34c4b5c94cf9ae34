extension DeckGenerator {
    /// A line with marks of the legacy styling, right and wrong ones.
    mutating func styledText() -> String {
        let parts = [
            "word", "_it_", "*bold*", "`code`", "_a_b_", "_a__b_", "__", "___", "*a**b*?", "((_a_),", "_c_).",
            "`a`,`b`", "``a``",
            "**Ann**", "*_y_*", "_y_x", "<_y_>", "$_y_", "★_y_", "x—_it_—x", "a._b_", "_a_(b_c)", "a & b",
            "\"q\"", "it's", "5*3",
            "[[http://x.y]]", "[[u][l]]", "snake_case", "*", "_", "`", "¡_a_!", "_é_", "*x[[a]]y*", "[x]",
            "a+b", "`go`get`'s",
        ]
        var words: [String] = []
        for _ in 0..<Int.random(in: 1...6, using: &random) { words.append(pick(parts)) }
        let text = words.joined(separator: pick([" ", " ", "  ", "", "\t"]))
        // At the margin some of these would be another kind of line.
        return "x " + text
    }

    /// A line with inline links of the legacy styling.
    mutating func linkedText() -> String {
        let parts = [
            "[[http://x.y]]", "[[http://x.y][]]", "[[HTTP://x.y]]", "[[mailto:a@b]]", "[[x:y]]",
            "[[foo/bar]]", "[[#a]]",
            "[[//h/p]]", "[[javascript:f()][t]]", "[[http://x/_y_]]", "[[u][so _many_ *G*]]", "[[u][a]b]]",
            "[[u] [a]]",
            "[[u][[[z]]]]", "[[http://a%zz][t]]", "[[:x]]", "*x[[a]]y*", "[[u]]*c*", "[[a]][[b]]", "([[u]])",
            "[[u]],", "*c*",
            "[[a b]]", "[[a&b][c<d]]", "[[", "]]", "[[]]", "[[u][ ]]", "[[x'y]]", "[[http://a?b=c&d=e][*f*]]",
            "_g_", "[[u][`v`]]",
        ]
        var words: [String] = []
        for _ in 0..<Int.random(in: 1...4, using: &random) { words.append(pick(parts)) }
        return "x " + words.joined(separator: pick([" ", " ", "", ", "]))
    }

    /// Fills a deck with lines in any order, blank or not between them.
    mutating func makeSoup() {
        addPreamble()
        add("\(sectionMark) Soup")
        for _ in 0..<Int.random(in: 5...25, using: &random) {
            let before = lines.count
            if random.chance(60) {
                addPiece(pick(Self.pieces(syntax)))
            } else {
                add(pick(Self.soupLines(syntax)))
            }
            if random.chance(40) { add("") }
            if random.chance(10), lines.count - before > 1 { lines.remove(at: before) }
        }
        rules.formIntersection([.carriageReturn])
    }

    private static func soupLines(_ syntax: Syntax) -> [String] {
        let shared = [
            "", " ", "\t", "text", "- item", "  more", "\tcode", ": note", ":", "    four", ".image x.png",
            ".caption c",
            "\\.dot", "```", "~~~", "> quote", "1. one", "===", "---", "<div>", "</div>", "<!--", "-->",
            "[a]: /b", "[a]", "`", "*",
        ]
        let mark = syntax == .legacy ? "*" : "#"
        return shared + [
            "\(mark)\(mark) A", "\(mark)\(mark)\(mark) B", "\(mark)\(mark)",
            syntax == .legacy ? "#comment" : "// comment",
            syntax == .legacy ? "* S" : "## S", syntax == .legacy ? "* S" : "#x",
        ]
    }
}
