import TextMatch

extension Lab {
    /// The lab with what was recorded of its steps, to be compared where the lecture says nothing itself.
    ///
    /// Only commands that end by themselves are compared: how much the others print before they are ended is chance. Nor is
    /// what the lecture lets be anything (`match=none`), nor what two runs had nothing in common of.
    public func recalling(_ outputs: [LabLock.Output]) -> Lab {
        var lab = self
        for index in lab.steps.indices {
            let step = lab.steps[index]
            guard step.mode == .run, step.output != .anything,
                let kept = outputs.first(where: { $0.step == step.id })
            else { continue }
            lab.steps[index].recorded = LabStep.Recorded(
                output: step.output == nil ? Self.block(kept.output) : nil,
                errorOutput: step.errorOutput == nil ? Self.block(kept.errorOutput) : nil
            )
        }
        return lab
    }

    /// Nil for lines that ask for nothing, or that can't be read.
    private static func block(_ sources: [String]) -> BlockPattern? {
        let lines = sources.compactMap { try? LinePattern(parsing: $0) }
        let block = BlockPattern(lines)
        return lines.count == sources.count && !block.assertsNothing ? block : nil
    }
}
