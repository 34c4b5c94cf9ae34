extension DeckGenerator {
    /// Adds a title, header lines, a blank line and authors.
    mutating func addPreamble() {
        addTitle()
        if fault == nil, random.chance(25) { mark(.carriageReturn) }
        addHeader()
        add("")
        addAuthors()
    }

    private mutating func addTitle() {
        if random.chance(15) {
            mark(.blankStart)
            add(pick([[""], ["", ""]]))
        }
        guard syntax == .legacy else {
            let title = pick([
                "# Title", "# A *title* _here_", "#   Spaces  ", "# # x", "# ", "# Tom & <Jerry> \"+\"",
            ])
            if title != "# Title" { mark(.titleTrimming) }
            add(title)
            return
        }
        switch Int.random(in: 0..<10, using: &random) {
        case 0:
            // "#Title" is a comment of the legacy syntax.
            mark(.almostMarkdown)
            add(pick(["#Title", "#\tTitle"]))
            add("Title")
        case 1:
            mark(.almostMarkdown)
            add(pick([" # Title", "## Title below"]))
            if lines.last == "## Title below" { add("Title") }
        case 2:
            mark(.whiteTitle)
            add(pick(["  ", "\t", "\u{A0}"]))
        case 3:
            mark(.byteOrderMark)
            add("\u{FEFF}# Title")
        case 4:
            mark(.titleTrimming)
            add(pick(["  Title  ", "Title\t", ": Title that looks like a note"]))
        default: add(pick(["Title", "A *title* & <more>", "Título — ünïcode"]))
        }
    }

    private mutating func addHeader() {
        var hasSubtitle = false
        for _ in 0..<Int.random(in: 0...4, using: &random) {
            switch Int.random(in: 0..<8, using: &random) {
            case 0:
                mark(.headerKeys)
                add(
                    pick([
                        "Tags: a, b,c", "Tags:x,,y", "Tags:", "Summary:  short text ", "Summary:",
                        "OldURL: /old/a", "OldURL:/b",
                    ])
                )
            case 1:
                mark(.headerDate)
                add(
                    pick([
                        "1 Jan 2013", "01 jan 2013", "1  JAN   2013", "29 Feb 2012", "31 Dec 1999",
                        "2 Mar 0005",
                    ])
                )
            case 2:
                mark(.headerDateTime)
                add(pick(["9:04 1 Jan 2013", "23:59 30 Apr 2020", "0:00 1 Jan 0001", "15:04  2 May 2024"]))
            case 3 where !hasSubtitle:
                hasSubtitle = true
                mark(.headerNoDate)
                add(
                    pick([
                        "24:00 1 Jan 2013", "31 Feb 2013", "1 Jan 13", "1:4 1 Jan 2013", "001 Jan 2013",
                        "Jan 2 2013",
                        "2013-01-02", "2 January 2006", "1 Jan 2013 ", " 1 Jan 2013", "29 Feb 2013",
                        "1\tJan 2013",
                    ])
                )
            case 4 where !hasSubtitle:
                hasSubtitle = true
                mark(.headerSubtitle)
                add(pick(["Subtitle", "  A _subtitle_ ", "tags: a", "Sub & <title> +1", "- x"]))
            case 5 where !hasSubtitle:
                hasSubtitle = true
                mark(.headerWhiteSubtitle)
                add(pick([" ", "   ", "\t"]))
            case 6:
                mark(.titleNotes)
                mark(.noteForms)
                add(pick([": a title note", ":", ":  two spaces <b>"]))
            case 7:
                mark(.commentInHeader)
                add("\(commentMark) a comment")
            default: break
            }
        }
    }

    private mutating func addAuthors() {
        for _ in 0..<pick([0, 0, 1, 1, 1, 2, 3]) {
            for _ in 0..<Int.random(in: 1...4, using: &random) { addAuthorLine() }
            add("")
            if random.chance(20) {
                mark(.authorEmpty)
                for _ in 0..<Int.random(in: 1...3, using: &random) { add("") }
            }
        }
    }

    private mutating func addAuthorLine() {
        switch Int.random(in: 0..<9, using: &random) {
        case 0, 1:
            mark(.authorText)
            add(
                pick([
                    "Ann Onymous", "Gopher _and_ *others*", "Role [[http://x.y][at x]]", " indented",
                    "a & b <c>", ".image x",
                ])
            )
        case 2:
            mark(.authorTwitter)
            add(pick(["@gopher", "@foo bar", "@", "@a/b?c"]))
        case 3:
            mark(.authorAddress)
            add(
                pick([
                    "http://example.org/_a_", "https://x.y:80/z?q=1#f", "HTTP://X.Y/%41", "mailto:a@b.c",
                    "http://[::1]/a",
                ])
            )
        case 4:
            mark(.authorMail)
            add(pick(["ann@example.org", "a b@c", "ünï@x.y"]))
        case 5:
            mark(.authorUnreadable)
            add(
                pick([
                    "Senior Engineer: Go", "12:30 pm", "foo bar:baz", ":8080", "http://a b/", "http://x/%zz",
                ])
            )
        case 6:
            mark(.authorRole)
            add(pick(["Role: engineer", "ftp://x", "javascript:x", "tel:+420 1"]))
        case 7:
            mark(.authorNote)
            mark(.titleNotes)
            add(pick([": a note among authors", ":"]))
        default:
            mark(.commentInHeader)
            add(syntax == .legacy ? "#gone" : "//example.org")
        }
    }
}
