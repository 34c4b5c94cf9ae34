/// A deck that was made up, with the files it includes.
package struct GeneratedDeck {
    package var number: Int
    package var bytes: [UInt8]
    /// The files by path below the folder that is served.
    package var files: [String: [UInt8]]
    /// The rules that the deck exercises when it is taken.
    package var rules: Set<DeckRule>
    /// The one rule for which the deck is refused.
    package var fault: DeckRule?

    package var path: String { DeckGenerator.path(number) }
}

/// Makes up decks of both syntaxes, each depending on nothing but its number and the seed.
///
/// A third of the decks has one fault. Of the others, every fourth is a soup of lines: it exercises no rule in
/// particular and any of them in combinations that nobody thought of.
package struct DeckGenerator {
    let number: Int
    let syntax: Syntax
    var random: SeededGenerator
    var lines: [String] = []
    var files: [String: [UInt8]] = [:]
    var rules: Set<DeckRule> = []
    package var fault: DeckRule?

    enum Syntax { case legacy, markdown }

    /// What stands for a byte that is no UTF-8 until the deck is written out.
    static let invalidByte = "\u{E000}"

    private init(_ number: Int, seed: UInt64) {
        self.number = number
        random = SeededGenerator(seed: seed &+ UInt64(number) &* 0x1_0001)
        syntax = number % 2 == 0 ? .legacy : .markdown
    }

    static func path(_ number: Int) -> String { "d\(number)/deck.slide" }

    package static func deck(_ number: Int, seed: UInt64) -> GeneratedDeck {
        var generator = Self(number, seed: seed)
        generator.addFiles()
        switch number % 12 {
        case 0, 1, 4, 5:
            let index = number / 12 * 4 + (number % 12 < 2 ? number % 12 : number % 12 - 2)
            generator.makeFaulty(DeckFault.all[index % DeckFault.all.count])
        case 2, 3: generator.makeSoup()
        default: generator.makeWhole()
        }
        return generator.finished()
    }

    mutating func add(_ line: String) { lines.append(line) }
    mutating func add(_ more: [String]) { lines += more }
    mutating func pick<Element>(_ elements: [Element]) -> Element { random.pick(elements) }
    mutating func mark(_ rule: DeckRule) { rules.insert(rule) }

    var sectionMark: String { syntax == .legacy ? "*" : "##" }
    var deeperMark: String { syntax == .legacy ? "**" : "###" }
    var commentMark: String { syntax == .legacy ? "#" : "//" }

    private mutating func makeWhole() {
        addPreamble()
        for _ in 0..<Int.random(in: 1...4, using: &random) { addSection() }
        if random.chance(15) { addLostEnd() }
    }

    private mutating func makeFaulty(_ fault: DeckFault) {
        self.fault = fault.rule
        guard fault.place == .body else {
            fault.write(&self)
            return
        }
        addPreamble()
        addSection()
        add("")
        if random.chance(30) {
            add("\(sectionMark) Slide with a fault")
            add("")
        }
        fault.write(&self)
        add("")
        if random.chance(50) { addSection() }
    }

    private mutating func finished() -> GeneratedDeck {
        var text: [UInt8] = []
        let end = rules.contains(.carriageReturn) ? "\r\n" : "\n"
        for line in lines {
            for scalar in line.unicodeScalars {
                if scalar == "\u{E000}" { text.append(0xFF) } else { text += String(scalar).utf8 }
            }
            text += end.utf8
        }
        if rules.contains(.noFinalLineFeed) || random.chance(20) {
            text.removeLast(end.utf8.count)
            mark(.noFinalLineFeed)
        }
        return GeneratedDeck(number: number, bytes: text, files: files, rules: rules, fault: fault)
    }
}
