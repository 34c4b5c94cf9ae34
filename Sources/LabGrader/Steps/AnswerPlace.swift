public import LabModel

/// Where the answers to a lab lie in what was handed in: in the folder that is named like the lab, or in the root.
///
/// Whoever runs, packs or grades answers asks here, so that all of them mean the same. A folder of that name may also be a
/// part of the exercise, such as one with a compose file; it is the place only where it holds an answer, or where the root
/// holds none.
public struct AnswerPlace: Hashable, Sendable {
    /// What the paths of the lab's answers begin with: `pg/`, or nothing for the root.
    public let prefix: String

    /// Finds the place of a lab's answers.
    ///
    /// - Parameters:
    ///   - lab: The lab.
    ///   - files: All that was handed in, by path.
    public init(of lab: Lab, among files: [String: [UInt8]]) {
        let own = lab.id + "/"
        let isInFolder =
            files.keys.contains { $0.hasPrefix(own) }
            && (Self.holdsAnswer(to: lab, below: own, files) || !Self.holdsAnswer(to: lab, below: "", files))
        prefix = isInFolder ? own : ""
    }

    /// The files that count, by their paths from the place.
    func files(of all: [String: [UInt8]]) -> [String: [UInt8]] {
        guard !prefix.isEmpty else { return all }
        var own: [String: [UInt8]] = [:]
        for (path, bytes) in all where path.hasPrefix(prefix) {
            own[String(path.dropFirst(prefix.count))] = bytes
        }
        return own
    }

    /// Says of each file in the other place that it doesn't count, as far as a step or a file of the lab lacks it here.
    func remarks(on all: [String: [UInt8]], for lab: Lab) -> [String] {
        let other = prefix.isEmpty ? lab.id + "/" : ""
        let steps = lab.steps.flatMap { [$0.id + ".sh", $0.id + ".typed"] }
        let asked = steps + lab.files.filter { $0.origin == .student }.map(\.path)
        let reason = prefix.isEmpty ? "lie outside of \(other)" : "are those in \(prefix)"
        return asked.filter { name in
            guard let bytes = all[other + name], all[prefix + name] == nil else { return false }
            return !name.hasSuffix(".sh") || AnswerText.hasCommand(AnswerText.text(bytes))
        }.map { "\(other)\($0) doesn't count: the answers to lab \(lab.id) \(reason)" }
    }

    private static func holdsAnswer(
        to lab: Lab,
        below folder: String,
        _ files: [String: [UInt8]]
    ) -> Bool {
        lab.steps.contains { step in
            files["\(folder)\(step.id).sh"].map { AnswerText.hasCommand(AnswerText.text($0)) } ?? false
        }
    }
}
