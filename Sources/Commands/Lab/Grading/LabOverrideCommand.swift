import ArgumentParser
import Foundation
import LabGrading
import LabModel
import SystemPackage

/// `slidectl lab override` gives points by a person's word.
struct LabOverrideCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "override",
        abstract:
            "Give a student points in place of the computed ones, with a reason; it is signed and kept.",
        discussion: """
            The word is evidence of its own: signed, chained to those before it, and shown with its reason wherever the \
            points are. The next slidectl lab grade counts it; a later word on the same step replaces an earlier one.
            """
    )

    @OptionGroup var keys: KeyOptions

    @Argument(help: "The student, as the submission is named.")
    var student: String

    @Option(help: ArgumentHelp("The lab.", valueName: "id"))
    var lab: String

    @Option(help: ArgumentHelp("The step (default: the whole lab).", valueName: "id"))
    var step: String?

    @Option(help: "What it is worth in all, such as 2 or 0.5.")
    var points: String

    @Option(help: "Why; everybody who sees the points sees it.")
    var reason: String

    @Option(
        help: ArgumentHelp("Where evidence and results are kept: gradebook.state.", valueName: "dir"),
        completion: .directory
    )
    var state: String

    @Option(help: "The lecture, to check that lab and step exist.", completion: .file(extensions: ["slide"]))
    var deck: String?

    func validate() throws {
        guard Points(parsing: points) != nil else {
            throw ValidationError("--points is a number with at most three decimals, from 0.")
        }
        guard reason.contains(where: \.isLetter), reason.utf8.count <= 1_000 else {
            throw ValidationError("--reason says why, in at most 1000 bytes.")
        }
        guard StudentName.isValid(student) else { throw ValidationError("'\(student)' names no student.") }
    }

    /// What may be a slip of the pen; the word counts all the same, and a later one replaces it.
    static func doubts(of override: PointsOverride, in lab: Lab, students: Set<String>) -> [String] {
        var doubts: [String] = []
        if !students.contains(override.student) {
            doubts.append("no submission of \(override.student) was graded here")
        }
        let step = lab.steps.first { $0.id == override.step }
        let most = override.step == nil ? lab.total : step?.points ?? .zero
        if override.points > most {
            let place = override.step.map { "step \($0)" } ?? "lab \(lab.id)"
            doubts.append("\(place) gives \(most) at most; \(override.points) is more")
        }
        return doubts
    }

    func run() async throws {
        let path = try deck.map { FilePath($0) } ?? GradedLecture.path(around: FilePath(state))
        let lecture = try LabLecture(path, isForGrading: true)
        guard let lab = try lecture.chosen(lab).first else { return }
        if let step, !lab.steps.contains(where: { $0.id == step }) {
            throw CommandFailure("lab \(lab.id) has no step \(step)")
        }
        guard let points = Points(parsing: points) else { return }
        let ring = try keys.ring(for: lecture.course)
        let folder = GradeFolder(WorkingFolder.absolute(FilePath(state)).string)
        guard LectureFinder.isFolder(FilePath(folder.path)) else {
            throw CommandFailure("'\(state)' is no folder of grading")
        }
        let override = PointsOverride(
            student: student,
            lab: lab.id,
            step: step,
            points: points,
            reason: reason,
            author: NSUserName(),
            time: .now
        )
        try KeyWork.failing {
            let lock = try FolderLock(folder.path)
            defer { lock.release() }
            for doubt in Self.doubts(of: override, in: lab, students: try folder.students()) {
                StandardStream.error.write("slidectl: warning: \(doubt)\n")
            }
            try OverrideLog.add(override, to: folder, keys: ring)
        }
        StandardStream.output.write(
            "\(student)  \(lab.id)  \(step ?? "all steps")  \(points); slidectl lab grade counts it\n"
        )
    }
}
