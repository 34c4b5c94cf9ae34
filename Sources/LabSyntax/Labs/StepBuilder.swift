import LabModel
import SourceText
import TextMatch

/// Makes a step of a command and the directives that belong to it.
struct StepBuilder {
    /// What holds at this place of the lecture.
    struct Surroundings {
        var slide: Int
        /// What a step without `id=` is called.
        var defaultID: String
        var bindings: [LabStep.Binding]
        var replacements: [Replacement]
    }

    private let command: Snippet.Command
    private let surroundings: Surroundings
    private(set) var diagnostics: [Diagnostic] = []
    private var step: LabStep
    private var matching: Matching?
    private var explicitMode: LabStep.Mode?
    private var explicitExit: Int?
    private var outLines: [LinePattern] = []
    private var errLines: [LinePattern] = []
    private var rows: [TablePattern.Row] = []

    /// How an output is compared: what `match=` says.
    private enum Matching: String, CaseIterable {
        case lines, contains, unordered, table, json, yaml, none
    }

    init(_ command: Snippet.Command, _ surroundings: Surroundings) {
        self.command = command
        self.surroundings = surroundings
        step = LabStep(
            id: surroundings.defaultID,
            command: LabCommand(command.text, at: command.location),
            slide: surroundings.slide,
            mode: .run,
            at: command.location
        )
        step.shown = command.shown.map(\.text)
        step.bindings = surroundings.bindings
        step.replacements = surroundings.replacements
    }

    mutating func build() -> LabStep {
        for directive in command.directives { take(directive) }
        step.output = output()
        step.errorOutput = errLines.isEmpty ? nil : BlockPattern(errLines, mode: blockMode ?? .lines)
        settleMode()
        for (index, check) in step.checks.enumerated() where check.id.isEmpty {
            step.checks[index].id = "\(step.id).\(index + 1)"
        }
        return step
    }

    // MARK: Directives

    private mutating func take(_ directive: LabDirective) {
        switch directive.verb {
        case .step: takeStep(directive)
        case .out: pattern(directive).map { outLines.append($0) }
        case .err: pattern(directive).map { errLines.append($0) }
        case .row: row(directive).map { rows.append($0) }
        case .send: takeSend(directive)
        case .check: takeCheck(directive)
        case .hint: takeHint(directive)
        case .skip: takeSkip(directive)
        case .bind: takeBinding(directive)
        case .let: takeReplacement(directive)
        case .begin, .end, .setup, .teardown, .file: diagnostics.append(.notInsideSnippet(directive))
        }
    }

    private mutating func takeStep(_ directive: LabDirective) {
        if step.isDeclared { diagnostics.append(.secondStep(directive)) }
        var arguments = DirectiveArguments(directive)
        if let id = arguments.value("id", { LabIdentifier.isValid($0) ? $0 : nil }, LabIdentifier.rule) {
            step.id = id
        }
        step.points = arguments.points()
        step.timeout = arguments.seconds()
        explicitMode = arguments.choice("mode", LabStep.Mode.self)
        explicitExit = arguments.value(
            "exit",
            { Int($0).flatMap { (0...255).contains($0) ? $0 : nil } },
            "an exit code"
        )
        matching = arguments.choice("match", Matching.self)
        step.needs = arguments.value("needs")?.split(separator: ",").map(String.init) ?? []
        step.award = arguments.choice("award", LabStep.Award.self) ?? .each
        step.isGate = arguments.flag("gate")
        arguments.finish()
        diagnostics += arguments.diagnostics
        step.isDeclared = true
        step.location = directive.location
    }

    private mutating func takeCheck(_ directive: LabDirective) {
        do {
            var check = try CheckReader.read(directive.text, at: directive.location)
            check.source = check.source.trimmingSpaces
            step.checks.append(check)
        } catch {
            diagnostics.append(.unreadableCheck(error, at: directive.location(error.range)))
        }
    }

    /// What is typed stands on the screen as well, behind what came before it.
    private mutating func takeSend(_ directive: LabDirective) {
        if let last = outLines.last, last.form != .anyLines {
            outLines.append(LinePattern(.anyLines, source: "..."))
        }
        step.typed.append(directive.text)
    }

    private mutating func takeHint(_ directive: LabDirective) {
        var arguments = DirectiveArguments(directive)
        let condition = arguments.token("when")
        if let condition {
            do {
                _ = try HintCondition(parsing: condition.value)
            } catch {
                diagnostics.append(.unreadableCondition(error, at: directive.location(condition.range)))
            }
        }
        let after =
            arguments.value("after", { Int($0).flatMap { $0 > 0 ? $0 : nil } }, "a number of failures") ?? 1
        let penalty = arguments.points("penalty") ?? .zero
        var words: [String] = []
        while let word = arguments.word() { words.append(word) }
        arguments.finish()
        diagnostics += arguments.diagnostics
        guard !words.isEmpty else {
            diagnostics.append(.unreadable(directive, "a hint says something: hint \"look at docker ps -a\""))
            return
        }
        step.hints.append(
            LabStep.Hint(
                text: words.joined(separator: " "),
                condition: condition?.value,
                after: after,
                penalty: penalty
            )
        )
    }

    private mutating func takeSkip(_ directive: LabDirective) {
        let text = directive.text.trimmingSpaces.filter { $0 != "\"" }
        explicitMode = .skip
        step.reason = text.isEmpty ? "the lecture says so" : text
    }

    /// Reads `bind LITERAL = $NAME`.
    private mutating func takeBinding(_ directive: LabDirective) {
        let parts = directive.text.split(separator: "=", maxSplits: 1).map { String($0).trimmingSpaces }
        guard parts.count == 2, !parts[0].isEmpty, parts[1].hasPrefix("$"),
            let capture = CaptureReference(parsing: parts[1].dropFirst())
        else {
            diagnostics.append(.unreadable(directive, "a binding is written 'bind 9a6a02b6f0d4 = $name'"))
            return
        }
        step.bindings.append(LabStep.Binding(literal: parts[0], capture: capture))
    }

    private mutating func takeReplacement(_ directive: LabDirective) {
        switch Replacement.read(directive) {
        case .success(let replacement): step.replacements.append(replacement)
        case .failure(let problem): diagnostics.append(problem)
        }
    }

    // MARK: Expectations

    private mutating func pattern(_ directive: LabDirective) -> LinePattern? {
        do {
            return try LinePattern(parsing: directive.text)
        } catch {
            diagnostics.append(.unreadablePattern(error, at: directive.location(error.range)))
            return nil
        }
    }

    private mutating func row(_ directive: LabDirective) -> TablePattern.Row? {
        let tokens: [DirectiveToken]
        do {
            tokens = try DirectiveToken.tokens(of: directive.text)
        } catch {
            diagnostics.append(.unreadable(directive, "nothing closes '\(error.sign)'", error.range))
            return nil
        }
        var row = TablePattern.Row(cells: [:])
        for token in tokens {
            // A column's name may have a space, and then stands in quotes: "CONTAINER ID={{=cid[:12]}}".
            let parts = (token.key.map { "\($0)=\(token.value)" } ?? token.value).split(
                separator: "=",
                maxSplits: 1,
                omittingEmptySubsequences: false
            )
            guard parts.count == 2, !parts[0].isEmpty else {
                diagnostics.append(
                    .unreadable(directive, "a row is written 'row NAME=web READY=1/1'", token.range)
                )
                return nil
            }
            do {
                row.cells[String(parts[0])] = try LinePattern(parsing: String(parts[1]))
            } catch {
                diagnostics.append(.unreadablePattern(error, at: directive.location(token.range)))
                return nil
            }
        }
        return row
    }

    private mutating func output() -> LabStep.Output? {
        noteUnused(.out)
        noteUnused(.row)
        if matching == Matching.none { return .anything }
        if !rows.isEmpty || matching == .table { return table() }
        if matching == .json || matching == .yaml { return document(matching == .json ? .json : .yaml) }
        if !outLines.isEmpty { return .block(BlockPattern(outLines, mode: blockMode ?? .lines)) }
        guard let mode = blockMode, errLines.isEmpty else { return nil }
        step.isOutputShown = !command.shown.isEmpty
        var lines: [LinePattern] = []
        for line in command.shown {
            do {
                lines.append(try LinePattern(parsing: bound(line.text)))
            } catch {
                diagnostics.append(.unreadablePattern(error, at: line.location))
            }
        }
        return .block(BlockPattern(lines, mode: mode))
    }

    /// Notes lines that nothing is compared with: who wrote them thinks that they are asked for.
    private mutating func noteUnused(_ verb: LabDirective.Verb) {
        guard let directive = command.directives.first(where: { $0.verb == verb }) else { return }
        let why: String
        if let matching, matching == Matching.none {
            why = "match=none takes any output"
        } else if let matching, matching == .json || matching == .yaml {
            guard verb == .row else { return }
            why = "match=\(matching.rawValue) compares documents, which 'out' gives"
        } else {
            guard verb == .out, !rows.isEmpty || matching == .table else { return }
            why = "a table is compared by its rows, which 'row' gives"
        }
        diagnostics.append(.unusedExpectation(directive, why))
    }

    private mutating func document(_ format: LabStep.DocumentFormat) -> LabStep.Output {
        step.isOutputShown = outLines.isEmpty
        let lines = outLines.isEmpty ? step.shown : outLines.map(\.source)
        let written = command.directives.filter { $0.verb == .out }.map(\.location)
        // Where a line of it can't be read there is no document yet.
        if outLines.count >= written.count, let problem = DocumentText.problem(with: lines, format) {
            let places = outLines.isEmpty ? command.shown.map(\.location) : written
            let place = places.indices.contains(problem.line) ? places[problem.line] : places.last
            diagnostics.append(
                .unreadableDocument(format, problem.message, at: place ?? command.location)
            )
        }
        return .document(format, text: lines.joined(separator: "\n"))
    }

    private var blockMode: BlockPattern.Mode? {
        matching.flatMap { BlockPattern.Mode(rawValue: $0.rawValue) }
    }

    private mutating func table() -> LabStep.Output? {
        if !rows.isEmpty { return .table(TablePattern(rows: rows, isWhole: false)) }
        step.isOutputShown = !command.shown.isEmpty
        do {
            // Bound after the columns are cut: what stands for an id may be wider than it.
            guard var table = try TablePattern(showing: command.shown.map(\.text)) else {
                diagnostics.append(
                    .unreadable(stepDirective, "match=table needs a table below the command, or rows")
                )
                return nil
            }
            for index in table.rows.indices {
                for (column, cell) in table.rows[index].cells {
                    table.rows[index].cells[column] = try LinePattern(parsing: bound(cell.source))
                }
            }
            return .table(table)
        } catch {
            diagnostics.append(.unreadablePattern(error, at: command.location))
            return nil
        }
    }

    private var stepDirective: LabDirective {
        command.directives.first { $0.verb == .step }
            ?? LabDirective(
                verb: .step,
                text: "",
                line: command.location.range.lowerBound.line,
                column: 1,
                at: command.location
            )
    }

    /// A line of the slide with what is bound in it as holes.
    private func bound(_ line: String) -> String {
        step.bindings.reduce(line) { line, binding in
            line.replacing(binding.literal, with: "{{=\(binding.reference)}}")
        }
    }

    // MARK: Mode

    private mutating func settleMode() {
        let known = Set(step.replacements.map(\.name))
        let unresolved = ModeInference.placeholders(in: command.text).filter { !known.contains($0) }
        let inferred = ModeInference.mode(of: command.text, unresolved: unresolved)
        step.exit = explicitExit ?? 0
        if let explicitMode {
            step.mode = explicitMode
            if explicitMode == .skip, step.reason == nil { step.reason = "the lecture says so" }
            return
        }
        step.mode = inferred.mode
        step.reason = inferred.reason
        if !step.typed.isEmpty, step.mode != .template { step.mode = .terminal }
        // Who names an exit code waits for the exit.
        if explicitExit != nil, step.mode == .foreground { step.mode = .run }
    }
}

extension String {
    var trimmingSpaces: String {
        let start = drop { $0 == " " || $0 == "\t" }
        return String(start.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
    }
}
