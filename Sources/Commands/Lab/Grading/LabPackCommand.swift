import ArgumentParser
import LabGrading
import LabModel
import LabReport
import SystemPackage

/// `slidectl lab pack` makes the archive that a student hands in.
struct LabPackCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pack",
        abstract: "Make the archive to hand in: just what the labs of a lecture ask for.",
        discussion: """
            Answers are a folder: STEP-ID.sh for each task, STEP-ID.typed for lines typed at a terminal, and the files \
            that the labs name. What is missing is listed; an archive is made all the same. The same answers give the \
            same bytes.

            Exit codes: 0 complete; 1 something is missing; 2 no archive was made.
            """
    )

    @Argument(help: "The lecture.", completion: .file(extensions: ["slide", "article"]))
    var deck: String

    @Option(help: "The folder of answers.", completion: .directory)
    var answers: String

    @Option(
        name: [.customShort("o"), .long],
        help: ArgumentHelp("The archive to write, a .tar.gz.", valueName: "file"),
        completion: .file()
    )
    var output: String

    @Option(help: ArgumentHelp("Only for the lab of this name.", valueName: "id"))
    var lab: String?

    @Option(help: ArgumentHelp("A file that goes along though no lab asks for it.", valueName: "path"))
    var with: [String] = []

    func run() async throws {
        let lecture = try LabLecture(FilePath(deck))
        let asked = AskedFiles(of: try lecture.chosen(lab))
        let own = FilePath(answers)
        try lecture.readFiles(and: asked.paths(in: own) + with.map { own.pushing(FilePath($0)) })
            .refuse(asOutput: FilePath(output))
        let pack: AnswerPack
        do throws(SubmissionProblem) {
            pack = try AnswerPack(WorkingFolder.absolute(FilePath(answers)).string, asked, extra: Set(with))
        } catch { throw CommandFailure("\(answers): \(error)") }
        try OutputFile.write(pack.archive, to: FilePath(output))
        StandardStream.output.write("\(output): \(Plain(pack.packed.joined(separator: ", ")))\n")
        for item in pack.missing { StandardStream.error.write("missing: \(item.path), \(item.purpose)\n") }
        for path in pack.left {
            StandardStream.error.write("left out: \(Plain(path)); --with takes it along\n")
        }
        if !pack.missing.isEmpty { throw ExitCode(1) }
    }
}
