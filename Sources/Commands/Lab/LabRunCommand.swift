import ArgumentParser
import LabGrader
import LabGrading
import LabModel
import LabReport
import SystemPackage

/// `slidectl lab run` runs a student's answers.
struct LabRunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Run the answers in a folder, and say what they are worth.",
        discussion: """
            STEP.sh in the folder answers the step of that id, STEP.typed beside it has lines to type on its terminal, and \
            all other files are laid into the workspace. Only what is in the folder is run; what isn't there is not answered. A \
            folder may hold a folder for each lab.

            With --watch the session stays open: a saved answer is run again with the steps behind it, after what they made \
            was taken away; a saved file of another kind begins the lab anew. Ctrl-C ends it, with the exit code of the last \
            verdict.

            Exit codes: 0 all is met; 1 something isn't; 2 a lab couldn't be run; 3 the engine gave no answer to some \
            question.
            """
    )

    @OptionGroup var options: LabRunOptions
    @OptionGroup var person: StudentOptions

    @Option(help: "The folder with the answers.", completion: .directory)
    var answers: String = "."

    @Flag(
        help:
            "Run again what a saved answer touches, until Ctrl-C; --lab names the lab where there are several."
    )
    var watch = false

    func validate() throws {
        if watch, options.format != .text || options.output != nil {
            throw ValidationError(
                "--watch tells what happens as text, here; it takes no --format and no --output."
            )
        }
        if watch, options.sandbox.workspace != nil {
            throw ValidationError("--watch puts files back as they were, so it takes no --workspace.")
        }
    }

    func run() async throws {
        let lecture = try LabLecture(FilePath(options.deck))
        let edition = try person.edition(of: lecture)
        if watch {
            let watch = LabWatch(
                lecture: lecture,
                lab: edition.lab(try lecture.single(options.lab)),
                variants: edition.values,
                request: try options.sandbox.request(purpose: "lab run --watch"),
                answers: FilePath(answers)
            )
            let code = try await watch.run()
            if code != 0 { throw ExitCode(code) }
            return
        }
        let files = try AnswerFolder.files(in: FilePath(answers))
        let chosen = try lecture.chosen(options.lab).filter { options.lab != nil || $0.isDeclared }
        let labs = chosen.map(edition.lab)
        guard !labs.isEmpty else {
            throw CommandFailure("\(options.deck) has no labs: nothing asks for answers")
        }
        if let output = options.outputPath {
            let asked = AskedFiles(of: labs).paths(in: FilePath(answers))
            try lecture.readFiles(and: asked).refuse(asOutput: output)
        }
        var run = LabRun(
            lecture: lecture,
            labs: labs,
            request: try options.sandbox.request(purpose: "lab run"),
            mode: .student,
            audience: .student,
            student: edition.student,
            format: options.format,
            output: options.outputPath
        )
        run.variants = edition.values
        let code = try await run.run { lab in Submission(files, for: lab) }
        if code != 0 { throw ExitCode(code) }
    }
}
