import LabModel
import SourceText

/// Finds what is meant to be hidden in files that everybody sees.
enum PublicText {
    static func findings(
        _ hidden: SidecarReader.HiddenCheck,
        _ files: [SourceFile],
        _ lab: Lab
    ) -> [Diagnostic] {
        let check = hidden.check
        let twin = lab.steps.flatMap(\.checks).first {
            !$0.isHidden && $0.subject == check.subject && $0.predicates == check.predicates
        }
        if let twin { return [.revealed("the hidden check", at: hidden.location, in: twin.location)] }
        var findings: [Diagnostic] = []
        if let place = place(of: check.source, in: files) {
            findings.append(.revealed("the hidden check", at: hidden.location, in: place))
        }
        if let hint = check.hint, hint.utf8.count >= 8, let place = place(of: hint, in: files) {
            findings.append(.revealed("the hint of a hidden check", at: hidden.hintLocation, in: place))
        }
        guard ![.full, .diff].contains(check.feedback) else { return findings }
        for value in check.predicates.flatMap(\.secrets) where value.utf8.count >= 8 && !value.contains("{{")
        {
            if let place = place(of: value, in: files) {
                findings.append(.revealedValue(value, at: hidden.location, in: place))
            }
        }
        return findings
    }

    /// The first place of a text that stands by itself on one line.
    private static func place(of text: String, in files: [SourceFile]) -> SourceLocation? {
        let word = Array(text.utf8)
        for file in files {
            for (number, line) in file.lines.enumerated() {
                guard let found = WordBoundary.places(of: word, in: Array(file.bytes[line])).first else {
                    continue
                }
                return file.location(line: number + 1, columns: found.lowerBound + 1..<found.upperBound + 1)
            }
        }
        return nil
    }
}

extension CheckPredicate {
    /// The texts that the subject must have: who knows them knows what is asked.
    fileprivate var secrets: [String] {
        switch self {
        case .environment(_, let value?), .label(_, let value?): [value]
        case .text(_, isEqual: true, let value): [value]
        case .contains(_, isContained: true, let text), .header(_, let text): [text]
        case .json(let text), .matches(let text): [text]
        default: []
        }
    }
}
