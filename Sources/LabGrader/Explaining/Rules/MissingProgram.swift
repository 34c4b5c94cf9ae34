import LabModel

/// A container whose program isn't in its image, or can't be run.
enum MissingProgram: ExplanationRule {
    static func explain(_ failed: FailedCheck) -> Explanation? {
        for container in failed.suspects where container.isDown {
            let error = container.state.error
            let isMissing =
                error.contains("executable file not found") || error.contains("no such file or directory")
            let isForbidden = error.contains("permission denied") && error.contains("exec")
            guard isMissing || isForbidden,
                let program = (container.setup.entrypoint + container.setup.command).first
            else { continue }
            return Explanation(
                why: "\(container.shortName) can't start '\(program)': "
                    + (isMissing
                        ? "\(container.setup.image) has no such program" : "the file isn't executable"),
                attempt: isMissing
                    ? "check the path in ENTRYPOINT or CMD, and where COPY puts the program"
                    : "chmod +x the file before COPY, or COPY --chmod=755"
            )
        }
        return nil
    }
}
