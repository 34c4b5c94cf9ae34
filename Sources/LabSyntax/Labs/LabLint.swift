import LabModel
import SourceText
import TextMatch

/// What is wrong with a lab as a whole, though each of its lines can be read.
enum LabLint {
    static func findings(_ lab: Lab) -> [Diagnostic] {
        var findings: [Diagnostic] = []
        var captured: Set<String> = []
        var stepIDs: Set<String> = []
        for step in lab.steps {
            findings += expectations(step) + points(step) + timing(step) + images(step)
            findings += PointLint.bareExit(step)
            if step.mode == .template {
                let known = Set(step.replacements.map(\.name))
                for name in ModeInference.placeholders(in: step.command.text) where !known.contains(name) {
                    findings.append(.unresolved(name, in: step))
                }
            }
            for need in step.needs where !stepIDs.contains(need) {
                findings.append(.unknownNeed(need, at: step.location))
            }
            stepIDs.insert(step.id)
            findings += captures(step, &captured)
        }
        if let says = lab.points, says != lab.total {
            findings.append(
                .pointsDontAddUp("the lab '\(lab.id)'", says: says, parts: lab.total, at: lab.location)
            )
        }
        return findings + times(lab) + PointLint.weak(lab) + UntouchedLint.findings(lab)
    }

    static func repeatedIDs(_ labs: [Lab]) -> [Diagnostic] {
        var findings: [Diagnostic] = []
        var known: [String: SourceLocation] = [:]
        for lab in labs {
            if let first = known[lab.id] {
                findings.append(.repeatedID("lab", lab.id, at: lab.location, first: first))
            }
            known[lab.id] = known[lab.id] ?? lab.location
            var steps: [String: SourceLocation] = [:]
            for step in lab.steps {
                if let first = steps[step.id] {
                    findings.append(.repeatedID("step", step.id, at: step.location, first: first))
                }
                steps[step.id] = steps[step.id] ?? step.location
            }
            var checks: [String: SourceLocation] = [:]
            for check in lab.steps.flatMap(\.checks) {
                if let first = checks[check.id] {
                    findings.append(.repeatedID("check", check.id, at: check.location, first: first))
                }
                checks[check.id] = checks[check.id] ?? check.location
            }
        }
        return findings
    }

    private static func expectations(_ step: LabStep) -> [Diagnostic] {
        var findings: [Diagnostic] = []
        let outputAssertsNothing =
            switch step.output {
            case .block(let block): block.assertsNothing
            case .table(let table): table.assertsNothing
            case .document(_, let text): DocumentText.assertsNothing(text)
            case .anything, nil: false
            }
        if outputAssertsNothing || step.errorOutput?.assertsNothing == true {
            findings.append(.assertsNothing(at: step.location))
        }
        if case .table(let table) = step.output {
            if let age = VolatileText.age(in: table) {
                findings.append(.volatile("an age", age, at: step.location))
            }
            return findings
        }
        for line in step.expectedLines {
            if let (what, text) = VolatileText.find(in: line) {
                findings.append(.volatile(what, text, at: step.location))
            }
        }
        return findings
    }

    private static func points(_ step: LabStep) -> [Diagnostic] {
        let claimed = ClaimedPoints(of: step)
        return claimed.addUp ? [] : [.pointsDontAddUp(claimed, of: step, at: step.location)]
    }

    private static func timing(_ step: LabStep) -> [Diagnostic] {
        step.checks.filter { check in
            check.timing == .now && (check.subject.isAsynchronous || check.predicates.contains(.healthy))
        }.map { .needsTime($0) }
    }

    /// Steps that may take longer than all of the lab, with which they are stopped; what a check waits doesn't count.
    private static func times(_ lab: Lab) -> [Diagnostic] {
        lab.steps.filter { ($0.timeout ?? 0) > lab.timeout }.map { .longerThanLab($0, lab) }
    }

    private static func images(_ step: LabStep) -> [Diagnostic] {
        CommandWords(step.command.text).commands.compactMap { words in
            guard words.first == "docker" || words.first == "podman", words.dropFirst().first == "run",
                step.isDeclared
            else { return nil }
            let image = RunCommand(ClientWords(words)).reference
            let name = image.split(separator: "/").last ?? ""
            guard !name.isEmpty, !name.contains(":"), !name.contains("@"), !name.contains("<"),
                !name.contains("$")
            else { return nil }
            return .untagged(image, at: step.command.location)
        }
    }

    /// Names that are used before anything captures them.
    private static func captures(_ step: LabStep, _ captured: inout Set<String>) -> [Diagnostic] {
        var findings: [Diagnostic] = []
        func require(_ name: String, at location: SourceLocation, _ captured: Set<String>) {
            guard !captured.contains(name), !name.hasPrefix("variant.") else { return }
            findings.append(.unknownCapture(name, at: location))
        }
        for binding in step.bindings { require(binding.capture.name, at: step.location, captured) }
        for (lines, isOrdered) in step.expectations {
            let before = captured
            for line in lines {
                let known = isOrdered ? captured : before
                for reference in line.references { require(reference.name, at: step.location, known) }
                captured.formUnion(line.captureNames)
            }
        }
        for check in step.checks {
            for name in CaptureNames.used(in: check.source) { require(name, at: check.location, captured) }
        }
        return findings
    }
}

extension LabStep {
    /// The lines that the step expects of each stream, those of tables cell by cell, and whether one may refer to what
    /// those above it captured: in any order there is no "above".
    fileprivate var expectations: [(lines: [LinePattern], isOrdered: Bool)] {
        let output: (lines: [LinePattern], isOrdered: Bool) =
            switch output {
            case .block(let block): (block.lines, block.mode != .unordered)
            case .table(let table): (table.rows.flatMap(\.cells.values), false)
            case .document, .anything, nil: ([], true)
            }
        return [output, (errorOutput?.lines ?? [], errorOutput?.mode != .unordered)]
    }

    /// All lines that the step expects.
    var expectedLines: [LinePattern] { expectations.flatMap(\.lines) }
}

/// The names that a text refers to as `$name` or `{{=name}}`.
enum CaptureNames {
    static func used(in text: String) -> [String] {
        var names: [String] = []
        var rest = Substring(text)
        while let sign = rest.firstIndex(where: { $0 == "$" || $0 == "{" }) {
            let isHole = rest[sign...].hasPrefix("{{=")
            rest = rest[rest.index(sign, offsetBy: isHole ? 3 : 1)...]
            guard isHole || text[sign] == "$" else { continue }
            // As a check's text is filled: `$web-x` is `$web` and some text, `{{=web-x}}` one name.
            let signs: Set<Character> = isHole ? ["_", ".", "-"] : ["_"]
            let name = rest.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || signs.contains($0)) }
            if CaptureReference.isName(name) { names.append(String(name)) }
        }
        return names
    }
}
