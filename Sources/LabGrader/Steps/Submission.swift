public import LabModel

/// What a student hands in for a lab: a script for each step, and files.
///
/// In a folder of answers `STEP.sh` answers the step of that id, and `STEP.typed` beside it has the lines to type on its
/// terminal; everything else is laid into the workspace. Where a folder is named like the lab and holds answers, only what is
/// in it counts, so that the answers to several labs lie side by side: see ``AnswerPlace``. A script without any command is
/// no answer.
public struct Submission: Hashable, Sendable {
    /// What is run.
    public var plan: RunPlan
    /// Files for the workspace, by their places there.
    public var files: [String: [UInt8]]
    /// Files that are larger than the lab allows, with what it allows; they aren't laid.
    public var refused: [String: Int]
    /// What of it doesn't count although somebody may think so, a line each.
    public var remarks: [String] = []
    /// The steps whose paid hints were taken, as `STEP.hint` beside the answers says.
    public var hinted: Set<String> = []

    /// The most bytes of a file that the lab doesn't name.
    public static let fileLimit = 65_536

    /// Reads a submission.
    ///
    /// - Parameters:
    ///   - files: The files of the folder, by their paths from it.
    ///   - lab: The lab that they are for.
    public init(_ files: [String: [UInt8]], for lab: Lab) {
        let place = AnswerPlace(of: lab, among: files)
        var answers: [String: RunPlan.Answer] = [:]
        var rest = place.files(of: files)
        remarks = place.remarks(on: files, for: lab)
        var nearMisses = NearMisses(lab: lab.id)
        for step in lab.steps {
            // A hint is noted in the lab's folder where there is one, whether or not its answers lie there.
            let notes = [""] + (place.prefix.isEmpty ? [lab.id + "/"] : [])
            for folder in notes where rest.removeValue(forKey: "\(folder)\(step.id).hint") != nil {
                hinted.insert(step.id)
            }
            let typed = rest.removeValue(forKey: step.id + ".typed").map(AnswerText.lines)
            guard let script = rest.removeValue(forKey: step.id + ".sh").map(AnswerText.text) else {
                // What the lecture runs there would be an answer that nobody gave.
                if typed != nil {
                    remarks.append("\(step.id).typed is typed only where \(step.id).sh says in what")
                }
                if step.isDeclared { nearMisses.unanswered.append(step.id) }
                continue
            }
            guard AnswerText.hasCommand(script) else { continue }
            answers[step.id] = RunPlan.Answer(script: script, typed: typed)
        }
        plan = .answers(answers)
        self.files = [:]
        refused = [:]
        for (path, bytes) in rest {
            let limit = lab.files.first { $0.path == path }?.limit ?? Self.fileLimit
            if bytes.count > limit { refused[path] = limit } else { self.files[path] = bytes }
        }
        remarks += refused.sorted { $0.key < $1.key }.map { path, limit in
            "\(path) is larger than \(limit) bytes and is left out"
        }
        // What is named quite right is no near miss, whichever folder it lies in.
        let exact = Set(lab.steps.map { "\(lab.id)/\($0.id).sh" })
        remarks += nearMisses.remarks(on: self.files.keys.filter { !exact.contains($0) }.sorted())
    }

    /// What the hints that were taken cost, by the step's id.
    public func hintPenalties(in lab: Lab) -> [String: Points] {
        let taken = lab.steps.filter { hinted.contains($0.id) }.map { ($0.id, $0.priceOfHints) }
        return Dictionary(taken, uniquingKeysWith: { first, _ in first }).filter { $0.value > .zero }
    }

    /// Whether a file is the student's affair: the lecture's own of that path isn't laid in its place.
    public func isOwn(_ path: String, in lab: Lab) -> Bool {
        files[path] != nil || refused[path] != nil
            || lab.files.contains { $0.path == path && $0.origin == .student }
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
        return LabRecord(id: lab.id, steps: steps, remarks: remarks, milliseconds: 0)
    }
}
