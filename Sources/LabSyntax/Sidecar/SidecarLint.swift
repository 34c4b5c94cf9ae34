import LabModel
import SourceText
import TextMatch

/// What is wrong with a sidecar as a whole, though each of its lines can be read.
enum SidecarLint {
    static func findings(_ reader: SidecarReader, _ publicFiles: [SourceFile]) -> [Diagnostic] {
        var findings: [Diagnostic] = []
        for (index, lab) in reader.labs.enumerated() {
            let hidden = reader.hidden.filter { $0.lab == index }
            let place = reader.pointPlaces.first { $0.lab == index }?.location
            findings += points(lab, index, hidden, place) + names(lab)
            // What the lecture alone is told already; the rest comes from what was added.
            let known = Set(LabLint.findings(reader.lectureLabs[index]))
            findings += LabLint.findings(lab).filter { $0.id != "lab.points.sum" && !known.contains($0) }
        }
        for hidden in reader.hidden {
            findings += PublicText.findings(hidden, publicFiles, reader.labs[hidden.lab])
        }
        var seen: Set<Diagnostic> = []
        return findings.filter { seen.insert($0).inserted }
    }

    /// Points of hidden checks are a part of their step's: what is public must have room for them.
    private static func points(
        _ lab: Lab,
        _ index: Int,
        _ hidden: [SidecarReader.HiddenCheck],
        _ place: SourceLocation?
    ) -> [Diagnostic] {
        var findings: [Diagnostic] = []
        for (number, step) in lab.steps.enumerated() {
            let claimed = ClaimedPoints(of: step)
            guard !claimed.addUp, claimed.own <= claimed.total || place != nil,
                let location = hidden.last(where: { $0.step == number && $0.check.points != nil })?.location
                    ?? place
            else { continue }
            findings.append(.pointsDontAddUp(claimed, of: step, at: location))
        }
        if let place, let says = lab.points, says != lab.total {
            findings.append(.pointsDontAddUp("the lab '\(lab.id)'", says: says, parts: lab.total, at: place))
        }
        return findings
    }

    /// Names of variants that are used and that nothing describes, and literals that stand nowhere in the lab.
    private static func names(_ lab: Lab) -> [Diagnostic] {
        let known = Set(lab.variants.map(\.name))
        var findings: [Diagnostic] = []
        for text in LabTexts.all(of: lab) {
            for name in VariantNames.used(in: text.text) where !known.contains(name) {
                findings.append(.unknownVariant(name, among: known.sorted(), at: text.location))
            }
        }
        for variant in lab.variants {
            guard let literal = variant.literal else { continue }
            let word = Array(literal.utf8)
            let stands = LabTexts.all(of: lab).contains {
                !WordBoundary.places(of: word, in: Array($0.text.utf8)).isEmpty
            }
            if !stands { findings.append(.unusedLiteral(literal, of: variant)) }
        }
        return findings
    }
}

/// The texts of a lab that are run, compared or asked, with their places.
enum LabTexts {
    struct Text {
        var text: String
        var location: SourceLocation
    }

    static func all(of lab: Lab) -> [Text] {
        let commands = (lab.setup + lab.teardown).map { Text(text: $0.text, location: $0.location) }
        let values = lab.replacements.map { Text(text: $0.value, location: $0.location) }
        return commands + values + lab.steps.flatMap(all)
    }

    private static func all(of step: LabStep) -> [Text] {
        let lines: [String] =
            switch step.output {
            case .block(let block): block.lines.map(\.source)
            case .table(let table): table.rows.flatMap { $0.cells.values.map(\.source) }
            case .document(_, let text): [text]
            case .anything, nil: []
            }
        let own = [step.command.text] + lines + (step.errorOutput?.lines ?? []).map(\.source) + step.typed
        return own.map { Text(text: $0, location: step.command.location) }
            + step.replacements.map { Text(text: $0.value, location: $0.location) }
            + step.checks.map { Text(text: $0.source, location: $0.location) }
    }
}

/// The names that a text uses as `{{variant.NAME}}` or `{{=variant.NAME}}`.
enum VariantNames {
    static func used(in text: String) -> [String] {
        var names: [String] = []
        var rest = text[...]
        while let open = rest.firstRange(of: "{{") {
            rest = rest[open.upperBound...]
            var inside = rest
            if inside.first == "=" { inside.removeFirst() }
            guard inside.hasPrefix("variant.") else { continue }
            let name = inside.dropFirst("variant.".count).prefix {
                $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_" || $0 == "-")
            }
            names.append(String(name))
        }
        return names
    }
}
