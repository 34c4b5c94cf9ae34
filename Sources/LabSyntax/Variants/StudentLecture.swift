public import DeckModel
public import LabModel
public import SourceText

/// The lecture's text as one student has it: the student's own values stand where everybody reads the lecture's, and
/// nothing of how they are made is in it.
public struct StudentLecture {
    /// The labs that give values, by the line that each begins on.
    private let labs: [Int: (lab: Lab, values: VariantValues)]

    /// A student's edition.
    ///
    /// - Parameters:
    ///   - labs: The labs with their variants, as the private part says.
    ///   - values: The student's values, by the lab's id.
    public init(_ labs: [Lab], _ values: [String: VariantValues]) {
        let own = labs.compactMap { lab in
            values[lab.id].map { (lab.location.range.lowerBound.line, (lab: lab, values: $0)) }
        }
        self.labs = Dictionary(own, uniquingKeysWith: { first, _ in first })
    }

    /// Writes the edition: commands, what is expected of them, checks and hints change, all else stays byte for byte.
    public func text(of source: SourceFile, _ syntax: Deck.Syntax) -> [UInt8] {
        var lines: [Int: String] = [:]
        var current: LineEditor?
        for item in DeckScanner.scan(source, syntax).items {
            switch item {
            case .directive(let directive) where directive.verb == .begin:
                let line = directive.location.range.lowerBound.line
                current = labs[line].map { LineEditor($0.lab, $0.values, source) }
            case .directive(let directive) where directive.verb == .end: current = nil
            case .directive(let directive): current?.edit(directive, &lines)
            case .snippet(let snippet):
                for command in snippet.commands { current?.edit(command, &lines) }
            }
        }
        return Self.text(of: source, with: lines)
    }

    private static func text(of source: SourceFile, with lines: [Int: String]) -> [UInt8] {
        var bytes: [UInt8] = []
        var at = source.bytes.startIndex
        for (index, range) in source.lines.enumerated() {
            guard let line = lines[index + 1] else { continue }
            bytes += source.bytes[at..<range.lowerBound] + Array(line.utf8)
            at = range.upperBound
        }
        return bytes + source.bytes[at...]
    }
}

/// Writes lines of one lab anew.
private struct LineEditor {
    private let text: VariantText
    private let values: VariantValues
    private let source: SourceFile

    init(_ lab: Lab, _ values: VariantValues, _ source: SourceFile) {
        text = VariantText(lab.variants, values)
        (self.values, self.source) = (values, source)
    }

    func edit(_ command: Snippet.Command, _ lines: inout [Int: String]) {
        let isInside = LabCommand(command.text, at: command.location).isInside
        for line in command.location.range.lowerBound.line...command.location.range.upperBound.line {
            lines[line] = text.applied(to: self.line(line), isInside: isInside)
        }
        for shown in command.shown {
            let line = shown.location.range.lowerBound.line
            lines[line] = text.applied(to: self.line(line))
        }
        for directive in command.directives { edit(directive, &lines) }
    }

    func edit(_ directive: LabDirective, _ lines: inout [Int: String]) {
        let isInside: Bool
        switch directive.verb {
        case .begin, .end, .file, .bind, .step, .skip: return
        case .setup, .teardown: isInside = LabCommand(directive.text, at: directive.location).isInside
        case .send: isInside = true
        case .let, .out, .err, .row, .check, .hint: isInside = false
        }
        for number in directive.location.range.lowerBound.line...directive.location.range.upperBound.line {
            let line = line(number)
            // The directive's own word isn't text of the lecture.
            let start = line.firstIndex(of: " ") ?? line.endIndex
            lines[number] =
                line[..<start] + named(text.applied(to: String(line[start...]), isInside: isInside))
        }
    }

    /// The text with values in place of their names: `{{variant.tag}}`, `{{=variant.tag[:3]}}`.
    private func named(_ text: String) -> String {
        text.replacing(/\{\{=?variant\.([^\}\[]+)(?:\[:([0-9]+)\])?\}\}/) { match in
            guard let value = values[String(match.1)] else { return String(match.0) }
            return match.2.flatMap { Int($0) }.map { String(value.prefix($0)) } ?? value
        }
    }

    private func line(_ number: Int) -> String {
        String(decoding: source.bytes[source.lines[number - 1]], as: UTF8.self)
    }
}
