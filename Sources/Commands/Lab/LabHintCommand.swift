import ArgumentParser
import Foundation
import LabModel
import LabReport
import SystemPackage

/// `slidectl lab hint` shows what costs points.
struct LabHintCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hint",
        abstract: "Show the hints to a step that cost points, and note that they were taken.",
        discussion: """
            Without --take only the price is told. With it the hints are shown, and STEP.hint is written beside the \
            answers: it is handed in with them, and lab run and lab grade take the price off what the step gives. Hints \
            that cost nothing are shown by lab run itself.

            Exit codes: 0 told or shown; 2 the step has no such hints.
            """
    )

    @Argument(help: "The lecture.", completion: .file(extensions: ["slide", "article"]))
    var deck: String

    @Argument(help: "The step's id.")
    var step: String

    @Option(help: ArgumentHelp("The lab, where several have a step of that id.", valueName: "id"))
    var lab: String?

    @Option(help: "The folder with the answers.", completion: .directory)
    var answers: String = "."

    @Flag(help: "Show the hints, for their price.")
    var take = false

    func run() async throws {
        let lecture = try LabLecture(FilePath(deck))
        let found = try lecture.chosen(lab).flatMap { lab in
            lab.steps.filter { $0.id == step }.map { (lab, $0) }
        }
        guard let (lab, step) = found.first else { throw CommandFailure("no lab has a step '\(self.step)'") }
        guard found.count == 1 else {
            let names = found.map(\.0.id).joined(separator: ", ")
            throw CommandFailure("several labs have a step '\(step.id)'; --lab names one of \(names)")
        }
        let hints = step.paidHints
        guard !hints.isEmpty else { throw CommandFailure("step \(step.id) has no hints that cost points") }
        let number = hints.count == 1 ? "1 hint" : "\(hints.count) hints"
        guard take else {
            let price = "\(step.priceOfHints) of \(step.points ?? .zero) points"
            StandardStream.output.write("\(lab.id)/\(step.id): \(number) for \(price); --take shows them\n")
            return
        }
        let folder = WorkingFolder.absolute(FilePath(answers))
        let own = folder.appending(lab.id)
        let place = LectureFinder.isFolder(own) ? own : folder
        // Written first: what was shown can't be taken back.
        try OutputFile.write(
            Array(hints.map { "\($0.penalty)  \($0.text)\n" }.joined().utf8),
            to: place.appending("\(step.id).hint")
        )
        for hint in hints {
            let lines = hint.text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
            let text = lines.map { Plain(String($0)).text }.joined(separator: "\n")
            StandardStream.output.write("\(hint.penalty)  \(text)\n")
        }
    }
}
