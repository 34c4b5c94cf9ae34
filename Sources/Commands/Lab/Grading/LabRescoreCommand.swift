import ArgumentParser
import LabGrading
import LabModel
import LabReport
import LabSyntax
import SystemPackage

/// `slidectl lab rescore` counts points again, from the evidence alone.
struct LabRescoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rescore",
        abstract: "Count the points of results again from their evidence, without any engine.",
        discussion: """
            With the lecture as it was when it was graded the points must be those that were signed, to the thousandth. \
            With a lecture whose points or hidden checks changed since, both are printed: what a new check would have \
            asked isn't in the evidence and stays unknown. Overrides of a grading state are named.

            Exit codes: 0 the same points; 1 other points, or something was changed; 2 nothing could be counted.
            """
    )

    @OptionGroup var keys: KeyOptions

    @Argument(help: "Results, or folders of grading.", completion: .file(extensions: ["json"]))
    var results: [String]

    @Option(
        help: "The lecture (default: the one lecture with labs in the course around here).",
        completion: .file(extensions: ["slide", "article"])
    )
    var deck: String?

    func run() async throws {
        let lecture = try LabLecture(
            try deck.map { FilePath($0) } ?? GradedLecture.path(around: "."),
            isForGrading: true
        )
        let store = try keys.store(for: lecture.course)
        let records = try KeyWork.failing { try store.records() }
        var isSame = true
        var empty: [String] = []
        for path in results {
            let verified = try KeyWork.failing { try VerifiedPath(path, records) }
            verified.tell()
            isSame = isSame && verified.problems.isEmpty
            if verified.results.isEmpty, verified.problems.isEmpty { empty.append(path) }
            for (_, result) in verified.results {
                let line = try KeyWork.failing { try Self.line(result, lecture) }
                StandardStream.output.write("\(Plain(line.text))\n")
                isSame = isSame && line.isSame
            }
            for override in verified.overrides {
                StandardStream.output.write("\(Plain(Self.line(override)))\n")
            }
        }
        if !isSame { throw ExitCode(1) }
        if let path = empty.first { throw CommandFailure("'\(path)' holds no results: nothing is counted") }
    }

    private static func line(_ override: PointsOverride) -> String {
        "\(override.student)  \(override.lab)  \(override.step ?? "all steps")  \(override.points) "
            + "by \(override.author): \(override.reason)"
    }

    private static func line(
        _ result: GradeResult,
        _ lecture: LabLecture
    ) throws -> (text: String, isSame: Bool) {
        let statement = result.statement
        let name = "\(statement.student)  \(statement.lab)  "
        guard let lab = lecture.labs.all.first(where: { $0.id == statement.lab }) else {
            return (name + "the lecture has no such lab", false)
        }
        let score = try Rescore(of: Lab.personal(lab, statement.variant), result).score
        let isSame = score == statement.score
        let isChanged = try lecture.hash(of: lab) != statement.labHash
        let text =
            name + points(statement.score) + (isSame ? "  as signed" : "  -> \(points(score))")
            + (isChanged ? "  (the lab was changed since)" : "")
        return (text, isSame)
    }

    private static func points(_ score: ResultStatement.Score) -> String {
        let (open, hidden) = (score.visible, score.hidden)
        return "\(open.earned)/\(open.possible)"
            + (hidden.possible > .zero || hidden.earned != .zero
                ? " + \(hidden.earned)/\(hidden.possible) hidden" : "")
            + (score.isPending ? " (pending)" : "")
    }
}
