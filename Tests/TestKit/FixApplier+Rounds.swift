public import SourceText

extension FixApplier {
    /// Applies fixes until none is left to make; what is found is asked for anew after each round.
    ///
    /// - Parameters:
    ///   - source: The file as it is.
    ///   - rounds: How many rounds are made at most; fixes that bring each other about would never end.
    ///   - find: Finds the diagnostics of a state of the file.
    /// - Returns: The file's last state, all fixes made, and those of the last round that couldn't be.
    public static func applyAll(
        to source: SourceFile,
        rounds: Int = 10,
        finding find: (SourceFile) -> [Diagnostic]
    ) -> Result {
        var total = apply([], to: source)
        for _ in 0..<rounds {
            let state = SourceFile(name: source.name, bytes: total.bytes)
            let round = apply(find(state), to: state)
            total.skipped = round.skipped
            guard round.applied > 0, round.bytes != total.bytes else { break }
            total.bytes = round.bytes
            total.applied += round.applied
        }
        return total
    }
}
