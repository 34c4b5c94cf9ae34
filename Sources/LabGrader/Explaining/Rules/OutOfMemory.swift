import LabModel

/// A container that the kernel ended because it took more memory than it may.
enum OutOfMemory: ExplanationRule {
    static func explain(_ failed: FailedCheck) -> Explanation? {
        guard let container = failed.suspects.first(where: { $0.isDown && $0.state.isOutOfMemory }) else {
            return nil
        }
        let limit = container.setup.memory
        return Explanation(
            why: "\(container.shortName) was ended for want of memory"
                + (limit > 0 ? "; it may have \(Comparison.bytes(limit))" : ""),
            attempt: "give it more with --memory, or make it need less"
        )
    }
}
