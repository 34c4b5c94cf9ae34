import ArgumentParser
import LabModel
import LabReport
import SystemPackage

/// `slidectl lab test` runs a lecture's own commands.
struct LabTestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test",
        abstract: "Run the commands of a lecture in a sandbox, and say which still work.",
        discussion: """
            Each lab has a session of its own; the commands outside of labs have one together. What can't be run here is \
            listed with the reason. What can't work in the Dockerfiles, compose files and manifests that the lecture shows \
            is told first, also where no command uses them. Outputs that `lab record` kept on this kind of engine are \
            compared where the lecture itself doesn't say what is printed.

            Exit codes: 0 all that was run works; 1 something doesn't; 2 a lab couldn't be run; 3 the engine gave no \
            answer to some question.
            """
    )

    @OptionGroup var options: LabRunOptions

    func run() async throws {
        let lecture = try LabLecture(FilePath(options.deck), isForGrading: true)
        if let output = options.outputPath { try lecture.readFiles().refuse(asOutput: output) }
        var run = LabRun(
            lecture: lecture,
            labs: try lecture.chosen(options.lab),
            request: try options.sandbox.request(purpose: "lab test"),
            mode: .test,
            format: options.format,
            output: options.outputPath
        )
        run.variants = Dictionary(
            run.labs.map { ($0.id, $0.standIn()) },
            uniquingKeysWith: { first, _ in first }
        )
        run.recordings = LockPlace(of: FilePath(options.deck)).recordings(of: try lecture.chosen(nil))
        let hasBrokenFiles = lecture.reportFiles()
        let code = try await run.run { _ in nil }
        if code != 0 || hasBrokenFiles { throw ExitCode(code == 0 ? 1 : code) }
    }
}
