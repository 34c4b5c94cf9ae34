import DeckModel
import GoText
import SourceText

/// The comment lines that carry what the format has no field for: `//alt:`, `//title:` and `//lang:` (`#` in legacy decks).
///
/// `present` sees comments in them. An alternative text belongs to the next image, a title to the next iframe or video.
struct Annotations {
    private var alts: [Text] = []
    private var titles: [Text] = []
    private(set) var language: Text?
    /// What was asked so far.
    private(set) var questions: [Question] = []

    /// A question of a directive, with its answer.
    struct Question: Hashable {
        enum Kind: Hashable { case alt, title }

        var kind: Kind
        /// The directive's line, from 1.
        var line: Int
        var answer: String?
        /// The line of the annotation that answered.
        var answerLine: Int?

        mutating func move(by lines: Int) {
            line += lines
            answerLine? += lines
        }
    }

    init(of source: SourceFile, _ syntax: Deck.Syntax) {
        let mark = syntax.commentMark
        for (index, range) in source.lines.enumerated() where source.begins(range, with: mark) {
            let body = source.bytes[range].dropFirst(mark.utf8CodeUnitCount)
            if let text = Self.text(after: "alt:", in: body, source, index) {
                alts.append(text)
            } else if let text = Self.text(after: "title:", in: body, source, index) {
                titles.append(text)
            } else if language == nil, let text = Self.text(after: "lang:", in: body, source, index) {
                language = text
            }
        }
        alts.reverse()
        titles.reverse()
    }

    private static func text(
        after key: StaticString,
        in body: ArraySlice<UInt8>,
        _ source: SourceFile,
        _ index: Int
    ) -> Text? {
        guard body.starts(with: key) else { return nil }
        let value = GoText.trimmed(body.dropFirst(key.utf8CodeUnitCount))
        return Text(GoText.decode(value), at: source.location(line: index + 1))
    }

    /// Takes the alternative text for an image on a line.
    mutating func takeAlt(before line: Int) -> Text? { take(.alt, before: line) }

    /// Takes the title for an iframe or a video on a line.
    mutating func takeTitle(before line: Int) -> Text? { take(.title, before: line) }

    /// Answers a question that was asked of an earlier text, and tells whether the answer is the same.
    mutating func answer(like question: Question) -> Bool {
        _ = take(question.kind, before: question.line)
        return questions.last == question
    }

    private mutating func take(_ kind: Question.Kind, before line: Int) -> Text? {
        let found = kind == .alt ? Self.take(&alts, before: line) : Self.take(&titles, before: line)
        let answerLine = found?.location.range.lowerBound.line
        questions.append(Question(kind: kind, line: line, answer: found?.string, answerLine: answerLine))
        return found
    }

    /// Takes the last text before the line; earlier ones that nothing took are passed over.
    private static func take(_ texts: inout [Text], before line: Int) -> Text? {
        var found: Text?
        while let next = texts.last, next.location.range.lowerBound.line < line { found = texts.popLast() }
        return found
    }
}
