import LabModel
import SourceText

extension Diagnostic {
    static func unreadableSidecar(_ reason: String, at location: SourceLocation) -> Self {
        Self(
            "lab.sidecar.yaml",
            .error,
            at: location,
            "the private part of the labs can't be read as YAML",
            notes: [Note(reason)]
        )
    }

    static func wrongSidecarVersion(_ found: String?, at location: SourceLocation) -> Self {
        Self(
            "lab.sidecar.version",
            .error,
            at: location,
            found.map { "a sidecar says 'slidectl: \(LabSidecar.version)', not '\($0)'" }
                ?? "a sidecar begins with 'slidectl: \(LabSidecar.version)'",
            notes: [Note("nothing of this file counts")]
        )
    }

    static func unknownSidecarKey(
        _ key: String,
        in what: String,
        known: [String],
        at location: SourceLocation
    ) -> Self {
        Self(
            "lab.sidecar.key",
            .error,
            at: location,
            "'\(key)' means nothing to \(what)",
            notes: [Note(suggestion(key, known))]
        )
    }

    static func wrongSidecarValue(_ what: String, _ rule: String, at location: SourceLocation) -> Self {
        Self("lab.sidecar.value", .error, at: location, "\(what) is \(rule)")
    }

    static func otherLecture(_ name: String, not lecture: String, at location: SourceLocation) -> Self {
        Self(
            "lab.sidecar.lecture",
            .error,
            at: location,
            "the sidecar says that it is for '\(name)', and stands beside '\(lecture)'"
        )
    }

    static func unmatched(
        _ what: String,
        _ id: String,
        among known: [String],
        at location: SourceLocation
    )
        -> Self
    {
        Self(
            "lab.sidecar.unmatched",
            .error,
            at: location,
            id.isEmpty ? "the lab has no \(what) to check" : "no \(what) is called '\(id)'",
            notes: known.isEmpty ? [] : [Note(suggestion(id, known))]
        )
    }

    static func overridden(_ key: String, at location: SourceLocation) -> Self {
        Self(
            "lab.sidecar.override",
            .error,
            at: location,
            "the lecture says '\(key)' already",
            notes: [Note("write 'override: [\(key)]' to change it here")]
        )
    }

    static func revealed(_ what: String, at location: SourceLocation, in place: SourceLocation) -> Self {
        Self(
            "lab.hidden.public",
            .error,
            at: location,
            "\(what) stands in a file that everybody sees",
            notes: [Note("here", at: place)]
        )
    }

    static func revealedValue(_ value: String, at location: SourceLocation, in place: SourceLocation) -> Self
    {
        Self(
            "lab.hidden.value",
            .warning,
            at: location,
            "what this hidden check asks for, '\(value)', stands in a file that everybody sees",
            notes: [
                Note("here", at: place),
                Note("its feedback keeps it from students; with 'feedback: diff' it is told anyway"),
            ]
        )
    }

    static func unreadableVariant(_ error: VariantError, at location: SourceLocation) -> Self {
        Self("lab.variant.syntax", .error, at: location, error.message)
    }

    static func unknownVariant(_ name: String, among known: [String], at location: SourceLocation) -> Self {
        Self(
            "lab.variant.unknown",
            .error,
            at: location,
            "the lab has no variant called '\(name)'",
            notes: [Note(known.isEmpty ? "the sidecar describes none" : suggestion(name, known))]
        )
    }

    static func unusedLiteral(_ literal: String, of variant: LabVariant) -> Self {
        Self(
            "lab.variant.unused",
            .warning,
            at: variant.location,
            "'\(literal)' stands nowhere in the lab, so nothing becomes the student's \(variant.name)"
        )
    }

    private static func suggestion(_ word: String, _ known: [String]) -> String {
        NearestWord.of(word, in: known).map { "did you mean '\($0)'?" }
            ?? "there are \(known.joined(separator: ", "))"
    }
}
