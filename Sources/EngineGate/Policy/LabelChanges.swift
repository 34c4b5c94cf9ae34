import EngineAPI

/// The instructions that `commit` and `import` may apply to the image that they make.
enum LabelChanges {
    private static let allowed: Set<String> = [
        "CMD", "ENTRYPOINT", "ENV", "EXPOSE", "LABEL", "ONBUILD", "USER", "VOLUME", "WORKDIR", "STOPSIGNAL",
        "HEALTHCHECK", "SHELL",
    ]

    /// The instructions, with the one that says whose the image is; refused in the words of the engine's version.
    static func judge(
        _ changes: [String],
        _ session: GateSession,
        _ engine: APIVersion
    ) throws(EngineError) -> [String] {
        for change in changes {
            let word = String(change.drop(while: \.isWhitespace).prefix { !$0.isWhitespace })
            guard allowed.contains(word.uppercased()) else {
                let said = engine >= APIVersion(1, 42) ? word : word.lowercased()
                throw .malformed("\(said) is not a valid change command")
            }
            guard !change.contains(SessionLabels.reserved), !change.contains(where: \.isNewline) else {
                throw .denied("labels that begin with \(SessionLabels.reserved) are slidectl's own")
            }
        }
        return changes + ["LABEL \(SessionLabels.session)=\(session.id)"]
    }
}
