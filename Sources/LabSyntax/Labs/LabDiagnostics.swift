import LabModel
import SourceText
import TextMatch

extension Diagnostic {
    static func unknownVerb(_ word: String, at location: SourceLocation) -> Self {
        let verbs = LabDirective.Verb.allCases.map(\.rawValue).joined(separator: ", ")
        return Self(
            "lab.directive.unknown",
            .error,
            at: location,
            "'\(word)' is no directive of a lab",
            notes: [Note("there are \(verbs), and + to continue a line")]
        )
    }

    static func nothingToContinue(at location: SourceLocation) -> Self {
        Self(
            "lab.directive.continuation",
            .error,
            at: location,
            "a line '+' continues the directive right above it; there is none"
        )
    }

    static func indentedDirective(at location: SourceLocation) -> Self {
        Self(
            "lab.directive.indented",
            .warning,
            at: location,
            "this line is shown: a directive stands at the very beginning of a line",
            notes: [Note("take the white space in front away, in lists and fences, too")]
        )
    }

    static func notInsideSnippet(_ directive: LabDirective) -> Self {
        Self(
            "lab.directive.place",
            .error,
            at: directive.location,
            "'\(directive.verb)' stands outside of snippets",
            notes: [Note("put it above the fence")]
        )
    }

    static func noCommand(_ directive: LabDirective) -> Self {
        Self(
            "lab.directive.place",
            .error,
            at: directive.location,
            "'\(directive.verb)' belongs to a command, and none follows",
            notes: [Note("a command stands in a fence whose first line begins with '$ '")]
        )
    }

    static func secondStep(_ directive: LabDirective) -> Self {
        Self(
            "lab.directive.place",
            .error,
            at: directive.location,
            "two lines 'step' stand above one command",
            notes: [Note("a command is one step; the other line belongs above its own command")]
        )
    }

    static func unreadable(
        _ directive: LabDirective,
        _ message: String,
        _ range: Range<Int>? = nil,
        note: String? = nil
    ) -> Self {
        Self(
            "lab.directive.arguments",
            .error,
            at: range.map { directive.location($0) } ?? directive.location,
            message,
            notes: note.map { [Note($0)] } ?? []
        )
    }

    static func unreadableCheck(_ error: CheckError, at location: SourceLocation) -> Self {
        Self(
            error.rule,
            .error,
            at: location,
            error.message,
            notes: error.note.map { [Note($0)] } ?? []
        )
    }

    static func unreadablePattern(_ error: PatternError, at location: SourceLocation) -> Self {
        Self("lab.pattern.syntax", .error, at: location, error.message)
    }

    static func unreadableDocument(
        _ format: LabStep.DocumentFormat,
        _ problem: String,
        at location: SourceLocation
    ) -> Self {
        Self(
            "lab.pattern.syntax",
            .error,
            at: location,
            "match=\(format.rawValue) compares documents, and this is none: \(problem)",
            notes: [Note("a hole stands inside a text: \"id\": \"{{hex64}}\"")]
        )
    }

    static func unusedExpectation(_ directive: LabDirective, _ why: String) -> Self {
        Self(
            "lab.pattern.unused",
            .error,
            at: directive.location,
            "'\(directive.verb)' is compared with nothing here: \(why)",
            notes: [Note("take it away, or write what is expected in the other way")]
        )
    }

    static func labNotOpen(_ directive: LabDirective) -> Self {
        Self("lab.end.unmatched", .error, at: directive.location, "'end' closes a lab; none is open")
    }

    static func labNotClosed(_ lab: Lab) -> Self {
        Self(
            "lab.begin.unclosed",
            .error,
            at: lab.location,
            "the lab '\(lab.id)' is never closed",
            notes: [Note("write a line 'lab:end' behind its last snippet")]
        )
    }

    static func outsideLab(_ directive: LabDirective) -> Self {
        Self(
            "lab.directive.place",
            .error,
            at: directive.location,
            "'\(directive.verb)' stands inside a lab",
            notes: [Note("begin one with 'lab:begin id=NAME'")]
        )
    }

    static func repeatedID(
        _ what: String,
        _ id: String,
        at location: SourceLocation,
        first: SourceLocation
    ) -> Self {
        Self(
            "lab.id.repeated",
            .error,
            at: location,
            "two \(what)s are called '\(id)'",
            notes: [Note("the other one", at: first)]
        )
    }

    static func assertsNothing(at location: SourceLocation) -> Self {
        Self(
            "lab.pattern.nothing",
            .error,
            at: location,
            "what is expected here holds for any output",
            notes: [Note("write a line that must be there, or match=none if nothing is expected")]
        )
    }

    static func unresolved(_ name: String, in step: LabStep) -> Self {
        Self(
            "lab.placeholder.unset",
            .error,
            at: step.command.location,
            "nothing stands for <\(name)>, so the command can't be run",
            notes: [Note("write 'lab:let <\(name)> = VALUE' before it")]
        )
    }

    static func needsTime(_ check: LabCheck) -> Self {
        Self(
            "lab.check.needs-time",
            .error,
            at: check.location,
            "what is checked here settles only after a while",
            notes: [Note("add within=20s, or always= or never= with a time")]
        )
    }

    static func longerThanLab(_ step: LabStep, _ lab: Lab) -> Self {
        Self(
            "lab.time.nesting",
            .warning,
            at: step.location,
            "the step may take \(step.timeout ?? 0) s, and all of the lab \(lab.timeout) s",
            notes: [Note("give this less, or the lab more: timeout= on its 'lab:begin'")]
        )
    }

    static func pointsDontAddUp(
        _ what: String,
        says: Points,
        parts: Points,
        at location: SourceLocation
    ) -> Self {
        Self(
            "lab.points.sum",
            .error,
            at: location,
            "\(what) says \(says) points, and its parts give \(parts)"
        )
    }

    static func volatile(_ what: String, _ text: String, at location: SourceLocation) -> Self {
        Self(
            "lab.pattern.volatile",
            .warning,
            at: location,
            "'\(text)' looks like \(what), which changes from run to run",
            notes: [
                Note("write a hole such as {{cid:hex64}} or {{age}}, or bind it: 'lab:bind \(text) = $name'")
            ]
        )
    }

    static func unknownNeed(_ id: String, at location: SourceLocation) -> Self {
        Self(
            "lab.step.needs",
            .error,
            at: location,
            "needs= names a step of the same lab that stands above; '\(id)' is none"
        )
    }

    static func unreadableCondition(_ error: HintConditionError, at location: SourceLocation) -> Self {
        Self(
            "lab.hint.condition",
            .error,
            at: location,
            "the condition of a hint can't be read: \(error.message)",
            notes: [Note("write when=\"exit=125 and not err~'already in use'\"; or, ( ) and out~ work, too")]
        )
    }

    static func untagged(_ image: String, at location: SourceLocation) -> Self {
        Self(
            "lab.image.untagged",
            .warning,
            at: location,
            "the image '\(image)' has neither tag nor digest: it is another one next month"
        )
    }

    static func unknownCapture(_ name: String, at location: SourceLocation) -> Self {
        Self(
            "lab.capture.unknown",
            .error,
            at: location,
            "nothing before captures '\(name)'",
            notes: [Note("a hole {{\(name):SHAPE}} in an earlier 'lab:out' of this lab would")]
        )
    }
}
