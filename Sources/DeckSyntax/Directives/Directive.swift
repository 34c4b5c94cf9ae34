import DeckModel
import GoText
import SourceText

/// One command of the format, such as `.image`.
protocol Directive {
    /// The name with its dot.
    static var name: String { get }

    /// Reads the command's line into a section; what is wrong with it goes to the context.
    ///
    /// The level is the section's, 1 for a slide.
    static func parse(
        _ line: DirectiveLine,
        into section: inout Section,
        level: Int,
        _ context: inout ParserContext
    )
}

/// The line of a command, cut at white space.
struct DirectiveLine {
    let text: Text
    let bytes: ArraySlice<UInt8>
    /// The fields, the name first.
    let fields: [ArraySlice<UInt8>]

    init(_ line: Line, at location: SourceLocation) {
        self.text = Text(GoText.decode(line.bytes), at: location)
        self.bytes = line.bytes
        self.fields = GoText.fields(line.bytes)
    }

    var name: String { fields.first.map { GoText.decode($0) } ?? "" }
    var number: Int { text.location.range.lowerBound.line }

    /// The arguments, decoded.
    var arguments: [String] { fields.dropFirst().map { GoText.decode($0) } }

    /// Where a stretch of the line stands.
    func location(_ slice: ArraySlice<UInt8>) -> SourceLocation {
        let start = slice.startIndex - bytes.startIndex + 1
        let from = SourcePosition(line: number, column: start)
        return SourceLocation(
            file: text.location.file,
            range: from..<SourcePosition(line: number, column: start + slice.count)
        )
    }

    /// The line as Go's `%q` prints it.
    var quoted: String { GoText.quoted(bytes) }
}

/// All commands by name.
enum DirectiveTable {
    private typealias Parse = @Sendable (DirectiveLine, inout Section, Int, inout ParserContext) -> Void

    private static let all: [(name: String, parse: Parse)] = [
        entry(CodeDirective.self), entry(PlayDirective.self), entry(ImageDirective.self),
        entry(VideoDirective.self),
        entry(IFrameDirective.self), entry(LinkDirective.self), entry(HTMLDirective.self),
        entry(CaptionDirective.self), entry(BackgroundDirective.self),
    ]

    private static func entry<D: Directive & SendableMetatype>(
        _ directive: D.Type
    ) -> (name: String, parse: Parse) {
        (D.name, { line, section, level, context in D.parse(line, into: &section, level: level, &context) })
    }

    static func parse(
        _ line: DirectiveLine,
        into section: inout Section,
        level: Int,
        _ context: inout ParserContext
    ) {
        let name = line.name
        guard let directive = all.first(where: { $0.name == name }) else {
            context.report(.unknownCommand(line, known: all.map(\.name)))
            return
        }
        directive.parse(line, &section, level, &context)
    }
}

extension Diagnostic {
    static func unknownCommand(_ line: DirectiveLine, known: [String]) -> Self {
        let place = line.location(line.fields.first ?? line.bytes)
        let meant = known.first { $0.isMeant(by: line.name) }
        var notes: [Note] = [.present("unknown command \(line.quoted)")]
        if let meant { notes.append(Note("did you mean '\(meant)'?")) }
        notes.append(Note("text that begins with a dot is written '\\.'"))
        var fixes: [Fix] = []
        if let meant, meant == line.name.lowercased() {
            fixes = [Fix("write '\(meant)'", edits: [.init(place, meant)])]
        } else if !line.name.dropFirst().prefix(1).allSatisfy(\.isLetter) || line.name == "." {
            // A word behind the dot may be a command that is misspelled.
            fixes = [Fix("make the line text", edits: [.init(place.start, "\\")])]
        }
        return Self(
            "deck.command.unknown",
            .error,
            at: place,
            "'\(line.name)' is no command; the commands are \(known.joined(separator: " "))",
            notes: notes,
            fixes: fixes
        )
    }
}

extension String {
    /// Whether somebody who wrote a name may have meant this command: its case, its end or the order of its letters differ.
    fileprivate func isMeant(by name: String) -> Bool {
        let name = name.lowercased()
        guard name.count > 2 else { return false }
        return hasPrefix(name) || name.sorted() == sorted()
    }
}
