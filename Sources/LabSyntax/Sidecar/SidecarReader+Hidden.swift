import LabModel
import SourceText
import Yams

/// Hidden checks and hints.
extension SidecarReader {
    mutating func readHidden(_ lab: Int, _ node: Node) {
        let elements = values.elements(node, "hidden")
        guard elements.count <= 200 else {
            return values.wrong(node, "hidden", "a list of 200 checks at most")
        }
        for (index, element) in elements.enumerated() {
            readHidden(lab, element, number: index + 1)
        }
    }

    private mutating func readHidden(_ lab: Int, _ node: Node, number: Int) {
        let fields = values.fields(
            node,
            "a hidden check",
            known: ["id", "check", "step", "points", "gate", "feedback", "hint"]
        )
        guard node.mapping != nil else { return }
        let id = values.value(fields["id"], "id", LabIdentifier.rule) { LabIdentifier.isValid($0) ? $0 : nil }
        guard let entry = fields["check"], let text = entry.value.scalar?.string else {
            values.wrong(
                fields["check"]?.value ?? node,
                "a hidden check's 'check'",
                "a text such as \"container db running\""
            )
            return
        }
        guard var check = check(text, entry.value) else { return }
        var step = labs[lab].steps.indices.last
        if let field = fields["step"] {
            guard let name = values.text(field, "step"), let index = self.step(name, of: lab, at: field.value)
            else {
                return
            }
            step = index
        }
        guard let step else {
            values.report(.unmatched("step", "", among: [], at: file.location(entry.value)))
            return
        }
        check.id = id ?? "hidden-\(number)"
        check.isHidden = true
        check.points = fields["points"].flatMap { values.points($0.value, "points") }
        check.isGate = values.flag(fields["gate"], "gate") ?? false
        check.hint = values.text(fields["hint"], "hint")
        check.feedback =
            fields["feedback"].flatMap { values.choice($0.value, "feedback", LabCheck.Feedback.self) }
            ?? labs[lab].policy.hiddenFeedback
        for other in labs[lab].steps.flatMap(\.checks) where other.id == check.id {
            let place = fields["id"].map { file.location($0.value) } ?? file.location(node)
            values.report(.repeatedID("check", check.id, at: place, first: other.location))
            return
        }
        labs[lab].steps[step].checks.append(check)
        hidden.append(
            HiddenCheck(
                lab: lab,
                step: step,
                check: check,
                location: check.location,
                hintLocation: fields["hint"].map { file.location($0.value) } ?? check.location
            )
        )
    }

    /// Reads a check's text as the lecture's own are read; what is said about it stands in keys of its own.
    private mutating func check(_ text: String, _ node: Node) -> LabCheck? {
        let location = file.location(node)
        // A line of a long text ends where a word does; the places stay what they are.
        let text = text.replacing("\n", with: " ")
        do throws(CheckError) {
            for token in (try? DirectiveToken.tokens(of: text)) ?? [] {
                guard let key = token.key, ["id", "points", "hint", "feedback", "gate"].contains(key) else {
                    continue
                }
                throw CheckError(
                    message: "'\(key)' is a key of its own here, beside 'check'",
                    range: token.range
                )
            }
            return try CheckReader.read(text, at: location)
        } catch {
            values.report(.unreadableCheck(error, at: file.location(node, error.range)))
            return nil
        }
    }

    /// Reads `hints: {STEP: ["text", {text:, when:, after:, penalty:}]}`.
    mutating func readHints(_ lab: Int, _ node: Node) {
        for (id, entry) in values.entries(node, "hints") {
            guard let step = step(id, of: lab, at: entry.key) else { continue }
            for element in values.elements(entry.value, "the hints of a step") {
                if let hint = hint(element) { labs[lab].steps[step].hints.append(hint) }
            }
        }
    }

    private mutating func hint(_ node: Node) -> LabStep.Hint? {
        if let text = node.scalar?.string, !text.trimmingSpaces.isEmpty { return LabStep.Hint(text: text) }
        let fields = values.fields(node, "a hint", known: ["text", "when", "after", "penalty"])
        guard node.mapping != nil else { return nil }
        guard let text = values.text(fields["text"], "text") else {
            if fields["text"] == nil { values.wrong(node, "a hint's 'text'", "a text that isn't empty") }
            return nil
        }
        if let when = fields["when"]?.value, let condition = when.scalar?.string {
            do {
                _ = try HintCondition(parsing: condition)
            } catch {
                values.report(.unreadableCondition(error, at: file.location(when)))
            }
        }
        return LabStep.Hint(
            text: text,
            condition: values.text(fields["when"], "when"),
            after: values.count(fields["after"], "after", 1...1_000) ?? 1,
            penalty: fields["penalty"].flatMap { values.points($0.value, "penalty") } ?? .zero
        )
    }
}
