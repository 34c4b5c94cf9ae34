/// A way to write something into a body; blank lines stand around it.
struct DeckPiece: Sendable {
    let rules: [DeckRule]
    let write: @Sendable (inout DeckGenerator) -> Void

    init(_ rules: DeckRule..., write: @escaping @Sendable (inout DeckGenerator) -> Void) {
        self.rules = rules
        self.write = write
    }

    /// A piece that is one of several blocks of lines.
    init(_ rules: DeckRule..., oneOf blocks: [[String]]) {
        self.rules = rules
        write = { $0.add($0.pick(blocks)) }
    }
}

extension DeckGenerator {
    /// Adds a section with some pieces, perhaps in subsections.
    mutating func addSection() {
        addHeading(sectionMark)
        addPieces(Int.random(in: 1...5, using: &random))
        guard random.chance(25) else { return }
        mark(.subsection)
        for _ in 0..<Int.random(in: 1...2, using: &random) {
            addHeading(deeperMark)
            addPieces(Int.random(in: 0...2, using: &random))
            guard random.chance(40) else { continue }
            mark(.subsectionDeep)
            addHeading(deeperMark + String(sectionMark.prefix(1)))
            addPieces(1)
        }
    }

    private mutating func addHeading(_ mark: String) {
        switch Int.random(in: 0..<8, using: &random) {
        case 0:
            self.mark(.headingBare)
            add(pick([mark, mark + " ", mark + "   "]))
        case 1:
            self.mark(.headingIdentifier)
            add(
                mark
                    + pick([
                        " Title {#name}", " T {#a b}", " {#}", " D {#x} y", " A {#b} {#c}", " x{#y}",
                        " {#x} }",
                    ])
            )
        default:
            add(
                mark
                    + pick([
                        " Slide", "  A *slide* with _marks_  ", " Größe & <b> + \"q\"", " # x", " `code`",
                        " 1. a",
                    ])
            )
        }
        if random.chance(70) { add("") }
    }

    private mutating func addPieces(_ count: Int) {
        if count > 0, lines.last != "" { add("") }
        for _ in 0..<count {
            addPiece(pick(Self.pieces(syntax)))
            add("")
        }
    }

    mutating func addPiece(_ piece: DeckPiece) {
        piece.rules.forEach { mark($0) }
        piece.write(&self)
    }

    static func pieces(_ syntax: Syntax) -> [DeckPiece] {
        (syntax == .legacy ? legacyPieces + legacyPieces : markdownPieces) + commandPieces + codePieces
            + commonPieces
    }

    /// What both syntaxes share.
    static let commonPieces = [
        DeckPiece(.noteForms) {
            $0.add($0.pick([": a note", ":", ":  note with _marks_ & <i>html</i>", ": Größe"]))
        },
        DeckPiece(.noteForms) { $0.add($0.pick([":no note", ":: x", ":\ttab"])) },
        DeckPiece(.commentInvisible) {
            let mark = $0.commentMark
            $0.add(
                $0.pick([
                    ["text above", "\(mark)gone", "text below"], ["\(mark) alone"],
                    ["- a", "\(mark)gone", "- b"],
                ])
            )
        },
        DeckPiece(.dotEscape) {
            $0.add($0.pick([["\\.image is text"], ["a", "\\.b", "\\..c"], ["\\x \\. y"]]))
        },
        DeckPiece(.invalidUTF8) {
            $0.add($0.pick(["bad \(invalidByte) byte", "_x\(invalidByte)y_ *\(invalidByte)*"]))
        },
    ]

    /// Ends the deck with something that loses what follows.
    mutating func addLostEnd() {
        guard syntax == .markdown else { return }
        mark(.truncatingHeading)
        if lines.last != "" { add("") }
        add(["# An outer heading", "", "lost text", "", "## Lost slide", "", ".nothing here"])
    }

    static let legacyPieces = [
        DeckPiece(.paragraph, .styledMarkers) { generator in
            for _ in 0..<Int.random(in: 1...3, using: &generator.random) {
                generator.add(generator.styledText())
            }
        },
        DeckPiece(.paragraph, .styledLinks) { $0.add($0.linkedText()) },
        DeckPiece(
            .paragraph,
            oneOf: [["one line"], ["two", "lines "], ["a", " indented"], ["x   y", "**no"], ["-x"], ["-"]]
        ),
        DeckPiece(
            .paragraphAbsorbs,
            oneOf: [
                ["text", "* Heading"], ["text", "- item", "- item"], ["text", "** Deeper"],
                ["text", "**bold** x"],
                ["text", "    indented"], ["text", "\ttab"],
            ]
        ),
        DeckPiece(
            .paragraphEnd,
            oneOf: [
                ["text", ".image a.png"], ["text", ": note"], ["text", "  ", "more"],
                ["text", ".caption c", "text again"],
            ]
        ),
        DeckPiece(.list, .styledMarkers) { generator in
            for _ in 0..<Int.random(in: 1...3, using: &generator.random) {
                generator.add("- " + generator.styledText())
            }
        },
        DeckPiece(
            .list,
            oneOf: [["- a", "- b"], ["-  two spaces "], ["- ", "- x"], ["- [[http://a.b/c][d]] *e*"]]
        ),
        DeckPiece(
            .listContinuation,
            oneOf: [
                ["- a", "  more of a", "- b"], ["- a", "  - b", "  - c"], ["- *a", "  b*"],
                ["- a", "   ", "- b"],
            ]
        ),
        DeckPiece(
            .listEnd,
            oneOf: [
                ["- a", "", "- b"], ["- a", "\ttab"], ["- a", "-x"], ["- a", ".image b.png"],
                ["- a", ": note"], ["- a", "text"],
                ["- a", "-"], ["- a", "\u{A0}nbsp"], ["- a", "\t", "- b"],
            ]
        ),
        DeckPiece(
            .preformatted,
            oneOf: [
                ["\tcode", "\t\tdeeper\tx", "", "\tend"], ["    a <b> & + '\"'", "      b"],
                ["  x  ", "  y\t"],
                ["\u{A0}nbsp", "\u{A0}more"], [" a", "", "", " b", "", ""], ["\ta *b* _c_"],
            ]
        ),
        DeckPiece(
            .preformattedIndent,
            oneOf: [
                ["    a", "  b"], ["\ta", "    b"], ["  a", "    b", " c"], ["  a", "text"], ["\ta", " \tb"],
                ["    a", "  ", "    b"],
            ]
        ),
        DeckPiece(
            .preformattedWhite,
            oneOf: [["   "], ["  a", "  ", "  b"], ["\t", "\ta"], ["\ta", "\t", "\t "]]
        ),
    ]
}
