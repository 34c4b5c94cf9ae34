public import LabModel

/// What a student hands in for a lab: a script for each step, and files.
///
/// In a folder of answers `STEP.sh` answers the step of that id, and `STEP.typed` has the lines to type on its terminal;
/// everything else is laid into the workspace. Where a folder is named like the lab, only what is in it counts, so that
/// the answers to several labs lie side by side.
public struct Submission: Hashable, Sendable {
    /// What is run.
    public var plan: RunPlan
    /// Files for the workspace, by their places there.
    public var files: [String: [UInt8]]
    /// Files that are larger than the lab allows, with what it allows; they aren't laid.
    public var refused: [String: Int]

    /// The most bytes of a file that the lab doesn't name.
    public static let fileLimit = 65_536

    /// Reads a submission.
    ///
    /// - Parameters:
    ///   - files: The files of the folder, by their paths from it.
    ///   - lab: The lab that they are for.
    public init(_ files: [String: [UInt8]], for lab: Lab) {
        var own: [String: [UInt8]] = [:]
        for (path, bytes) in files where path.hasPrefix(lab.id + "/") {
            own[String(path.dropFirst(lab.id.count + 1))] = bytes
        }
        var answers: [String: RunPlan.Answer] = [:]
        var rest = own.isEmpty ? files : own
        for step in lab.steps {
            let typed = rest.removeValue(forKey: step.id + ".typed").map(Self.lines)
            if let script = rest.removeValue(forKey: step.id + ".sh") {
                answers[step.id] = RunPlan.Answer(
                    script: String(decoding: script, as: UTF8.self),
                    typed: typed
                )
            } else if let typed {
                answers[step.id] = RunPlan.Answer(script: step.command.text, typed: typed)
            }
        }
        plan = .answers(answers)
        self.files = [:]
        refused = [:]
        for (path, bytes) in rest {
            let limit = lab.files.first { $0.path == path }?.limit ?? Self.fileLimit
            if bytes.count > limit { refused[path] = limit } else { self.files[path] = bytes }
        }
    }

    /// What comes of a lab that nothing was handed in for; nothing needs to be run to know it.
    ///
    /// - Returns: Nil where something was handed in.
    public func recordWithoutRunning(_ lab: Lab) -> LabRecord? {
        guard plan == .answers([:]) else { return nil }
        let steps = lab.steps.map { step -> StepRecord in
            let course = LabWork<ContinuousClock>.courseWithoutAnswer(step)
            return StepRecord(id: step.id, course: course)
        }
        return LabRecord(id: lab.id, steps: steps, milliseconds: 0)
    }

    private static func lines(_ bytes: [UInt8]) -> [String] {
        var lines = String(decoding: bytes, as: UTF8.self)
            .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if lines.last?.isEmpty == true { lines.removeLast() }
        return lines
    }
}
