public import LabModel
import TextMatch

extension Lab {
    /// The lab as one student has it: what a variant stands for in the lecture is the student's own value, in commands,
    /// expectations, checks and hints.
    ///
    /// Names such as `{{variant.tag}}` stay; they are filled in when the lab is run.
    public func applying(_ values: VariantValues) -> Lab {
        let text = VariantText(variants, values)
        var lab = self
        lab.setup = setup.map {
            LabCommand(text.applied(to: $0.text, isInside: $0.isInside), at: $0.location)
        }
        lab.teardown = teardown.map {
            LabCommand(text.applied(to: $0.text, isInside: $0.isInside), at: $0.location)
        }
        lab.replacements = replacements.map { $0.applying(text) }
        lab.steps = steps.map { $0.applying(text) }
        return lab
    }
}

extension LabCommand {
    /// Whether the command's arguments are read inside a container.
    var isInside: Bool {
        CommandWords(text).commands.contains { $0.prefix(3).contains("exec") }
    }
}

extension Replacement {
    fileprivate func applying(_ text: VariantText) -> Replacement {
        Replacement(name: name, value: text.applied(to: value), at: location)
    }
}

extension LabStep {
    fileprivate func applying(_ text: VariantText) -> LabStep {
        var step = self
        step.command.text = text.applied(to: command.text, isInside: command.isInside)
        step.shown = shown.map { text.applied(to: $0) }
        step.typed = typed.map { text.applied(to: $0, isInside: true) }
        step.replacements = replacements.map { $0.applying(text) }
        step.errorOutput = errorOutput.map { $0.applying(text) }
        switch output {
        case .block(let block): step.output = .block(block.applying(text))
        case .table(var table):
            for index in table.rows.indices {
                table.rows[index].cells = table.rows[index].cells.mapValues { $0.applying(text) }
            }
            step.output = .table(table)
        case .document(let format, let document):
            step.output = .document(format, text: text.applied(to: document))
        case .anything, nil: break
        }
        step.checks = checks.map { $0.applying(text) }
        for index in step.hints.indices {
            step.hints[index].text = text.applied(to: hints[index].text)
            step.hints[index].condition = hints[index].condition.map { text.applied(to: $0) }
        }
        return step
    }
}

extension BlockPattern {
    fileprivate func applying(_ text: VariantText) -> BlockPattern {
        BlockPattern(lines.map { $0.applying(text) }, mode: mode)
    }
}

extension LinePattern {
    /// The line read anew; a value has nothing in it that a pattern would take for a hole.
    fileprivate func applying(_ text: VariantText) -> LinePattern {
        let applied = text.applied(to: source)
        return applied == source ? self : (try? LinePattern(parsing: applied)) ?? self
    }
}

extension LabCheck {
    /// The check read anew from its text.
    fileprivate func applying(_ text: VariantText) -> LabCheck {
        var check = self
        check.hint = hint.map { text.applied(to: $0) }
        let applied = text.applied(to: source)
        guard applied != source, let read = try? CheckReader.read(applied, at: location) else { return check }
        (check.subject, check.predicates, check.source) = (read.subject, read.predicates, read.source)
        return check
    }
}
