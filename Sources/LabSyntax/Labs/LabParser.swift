public import DeckModel
public import LabModel
public import SourceText

/// The labs of a lecture, and what is wrong with them.
public struct ParsedLabs: Sendable {
    /// The labs that are written as such, in order.
    public var labs: [Lab]
    /// The snippets outside of any lab, as a lab that gives no points; nil where there are none.
    public var lecture: Lab?
    public var diagnostics: [Diagnostic]

    /// All labs, the lecture's own snippets last.
    public var all: [Lab] { labs + (lecture.map { [$0] } ?? []) }
}

/// Reads the labs of a lecture: its snippets, and the `//lab:` lines around and in them.
///
///     let labs = LabParser.parse(source, parsed.deck)
///
/// Directives are comments to the format: they change nothing of what is shown.
public struct LabParser {
    /// What the snippets outside of any lab are called together.
    private static let lectureID = "lecture"

    private let source: SourceFile
    private var open: Lab?
    private var labs: [Lab] = []
    private var lecture: Lab
    private var diagnostics: [Diagnostic]
    /// Directives above a fence, for its first command.
    private var pending: [LabDirective] = []
    private var bindings: [LabStep.Binding] = []
    private var replacements: [Replacement] = []
    private let slides: SlideNumbers
    private var counts: [Int: Int] = [:]

    /// Reads the labs of a deck.
    ///
    /// - Parameters:
    ///   - source: The deck's text.
    ///   - deck: The deck as it was parsed from this text.
    /// - Returns: The labs, the snippets outside of them, and every problem by its place.
    public static func parse(_ source: SourceFile, _ deck: Deck) -> ParsedLabs {
        let scan = DeckScanner.scan(source, deck.syntax)
        var parser = LabParser(source, deck, scan.diagnostics)
        for item in scan.items { parser.take(item) }
        return parser.finish()
    }

    private init(_ source: SourceFile, _ deck: Deck, _ diagnostics: [Diagnostic]) {
        self.source = source
        self.diagnostics = diagnostics
        slides = SlideNumbers(deck)
        lecture = Lab(id: Self.lectureID, title: deck.title.string, at: source.location(line: 1))
    }

    private mutating func take(_ item: DeckScanner.Item) {
        switch item {
        case .snippet(let snippet): take(snippet)
        case .directive(let directive): take(directive)
        }
    }

    // MARK: Snippets

    private mutating func take(_ snippet: Snippet) {
        var commands = snippet.commands
        if !commands.isEmpty { commands[0].directives.insert(contentsOf: pending, at: 0) }
        pending = []
        var above: String?
        for command in commands {
            let slide = slides.slide(of: command.location.range.lowerBound.line)
            counts[slide, default: 0] += 1
            var builder = StepBuilder(
                command,
                .init(
                    slide: slide,
                    defaultID: "slide\(slide)-\(counts[slide] ?? 1)",
                    bindings: bindings,
                    replacements: replacements
                )
            )
            var step = builder.build()
            // What gives nothing only shows what the step above it in its fence did.
            if step.isDeclared, step.points == .zero, step.needs.isEmpty, let above { step.needs = [above] }
            if step.isDeclared { above = step.id }
            diagnostics += builder.diagnostics
            bindings = step.bindings
            replacements = step.replacements
            if open != nil { open?.steps.append(step) } else { lecture.steps.append(step) }
        }
    }

    // MARK: Directives outside of snippets

    private mutating func take(_ directive: LabDirective) {
        switch directive.verb {
        case .begin: begin(directive)
        case .end: end(directive)
        case .setup, .teardown: takeCommand(directive)
        case .file: takeFile(directive)
        case .let:
            switch Replacement.read(directive) {
            case .success(let replacement):
                replacements.append(replacement)
                open?.replacements.append(replacement)
            case .failure(let problem): diagnostics.append(problem)
            }
        case .bind, .step, .out, .err, .row, .send, .check, .hint, .skip: pending.append(directive)
        }
    }

    private mutating func begin(_ directive: LabDirective) {
        dropPending()
        if let lab = open {
            diagnostics.append(.labNotClosed(lab))
            close()
        }
        var arguments = DirectiveArguments(directive)
        let id = arguments.value(
            "id",
            { LabIdentifier.isValid($0) && $0 != Self.lectureID ? $0 : nil },
            LabIdentifier.rule + "; '\(Self.lectureID)' are the commands outside of labs"
        )
        let title = arguments.value("title")
        var lab = Lab(id: id ?? "lab\(labs.count + 1)", title: title ?? id ?? "", at: directive.location)
        lab.backend = arguments.choice("backend", Lab.Backend.self)
        lab.points = arguments.points()
        let timeout = arguments.seconds()
        lab.timeout = timeout ?? lab.timeout
        (lab.hasOwnTitle, lab.hasOwnTimeout) = (title != nil, timeout != nil)
        arguments.finish()
        diagnostics += arguments.diagnostics
        if id == nil, arguments.diagnostics.isEmpty {
            diagnostics.append(.unreadable(directive, "a lab has a name: begin id=NAME"))
        }
        lab.isDeclared = true
        open = lab
        bindings = []
        replacements = []
    }

    private mutating func end(_ directive: LabDirective) {
        dropPending()
        if open == nil { diagnostics.append(.labNotOpen(directive)) }
        close()
    }

    private mutating func close() {
        if let open { labs.append(open) }
        open = nil
        bindings = []
        replacements = []
    }

    private mutating func takeCommand(_ directive: LabDirective) {
        let text = directive.text.trimmingSpaces
        guard !text.isEmpty else {
            diagnostics.append(.unreadable(directive, "'\(directive.verb)' is followed by a command"))
            return
        }
        guard open != nil else {
            diagnostics.append(.outsideLab(directive))
            return
        }
        let command = LabCommand(text, at: directive.location)
        if directive.verb == .setup { open?.setup.append(command) } else { open?.teardown.append(command) }
    }

    private mutating func takeFile(_ directive: LabDirective) {
        guard open != nil else {
            diagnostics.append(.outsideLab(directive))
            return
        }
        var arguments = DirectiveArguments(directive)
        let path = arguments.word()
        let origin = arguments.choice("from", StudentFile.Origin.self) ?? .student
        let limit = arguments.value("max", { LabDuration.bytes($0) }, "a size such as 64KiB") ?? 65_536
        arguments.finish()
        diagnostics += arguments.diagnostics
        guard let path, !path.hasPrefix("/"), !path.split(separator: "/").contains("..") else {
            diagnostics.append(.unreadable(directive, "a file is named by its path in the workspace"))
            return
        }
        open?.files.append(StudentFile(path: path, origin: origin, limit: limit, at: directive.location))
    }

    private mutating func dropPending() {
        diagnostics += pending.map { .noCommand($0) }
        pending = []
    }

    private mutating func finish() -> ParsedLabs {
        dropPending()
        if let lab = open {
            diagnostics.append(.labNotClosed(lab))
            close()
        }
        for lab in labs { diagnostics += LabLint.findings(lab) }
        diagnostics += LabLint.repeatedIDs(labs)
        return ParsedLabs(
            labs: labs,
            lecture: lecture.steps.isEmpty ? nil : lecture,
            diagnostics: diagnostics.sortedByPlace()
        )
    }
}
