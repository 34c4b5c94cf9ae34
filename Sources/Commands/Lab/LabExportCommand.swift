import ArgumentParser
import DeckModel
import DeckSyntax
import LabGrading
import LabModel
import LabSyntax
import SystemPackage

/// `slidectl lab export` writes a student's own edition of a lecture.
struct LabExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract:
            "Write a lecture as one student has it: with the student's own values, and nothing private.",
        discussion: """
            Commands, what is expected of them, checks and hints have the student's values in place of those that \
            everybody reads; the rest of the lecture is as it was. It needs the course's keys and the lab's private part; \
            who is given the file needs neither. Files that the lecture shows are looked for beside it, so put the file \
            where the lecture was.
            """
    )

    @OptionGroup var keys: KeyOptions

    @Argument(help: "The lecture.", completion: .file(extensions: ["slide", "article"]))
    var deck: String

    @Option(help: ArgumentHelp("Whose values are written.", valueName: "name"))
    var student: String

    @Option(
        name: [.customShort("o"), .long],
        help: ArgumentHelp("The file to write (default: standard output).", valueName: "file"),
        completion: .file()
    )
    var output: String?

    func validate() throws {
        guard StudentName.isValid(student) else { throw ValidationError("'\(student)' names no student.") }
    }

    func run() async throws {
        let lecture = try LabLecture(FilePath(deck), isForGrading: true)
        let labs = lecture.labs.labs.filter { !$0.variants.isEmpty }
        guard !labs.isEmpty else {
            throw CommandFailure(
                "no lab of \(deck) has values of students; its private part gives them, 'variant:'"
            )
        }
        let key = try keys.ring(for: lecture.course).course
        let values = labs.map { ($0.id, VariantValues($0.variant(for: student, key))) }
        let edition = StudentLecture(labs, Dictionary(values, uniquingKeysWith: { first, _ in first }))
        let bytes = edition.text(of: lecture.lecture.source, lecture.lecture.parsed.deck.syntax)
        guard let path = OutputFile.path(output) else {
            StandardStream.output.write(String(decoding: bytes, as: UTF8.self))
            return
        }
        try OutputFile.write(bytes, to: path)
        StandardStream.output.write("\(path): \(student)'s \(labs.map(\.id).joined(separator: ", "))\n")
    }
}
