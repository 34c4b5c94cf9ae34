import ArgumentParser
import LabGrading
import LabSandbox
import SystemPackage

/// `slidectl lab grade` grades a class.
struct LabGradeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "grade",
        abstract: "Run every submission of a folder in a session of its own, and write the gradebook.",
        discussion: """
            Each entry of the folder is one student's submission and named for the student: a folder, .zip, .tar.gz, .tgz \
            or .tar. What was run once is never run again, and after a kill the same command goes on where it was. A \
            verdict that nobody can give is tried three times and then listed.

            Beside gradebook.csv appear gradebook.json, gradebook.html about the class, gradebook.staff.json with all \
            that staff should look at, gradebook/STUDENT.html for each student, and gradebook.state with the evidence \
            and the signed results.

            All of these may lie in the folder of submissions; they are nobody's submission.

            Times of submissions come from submitted.csv in the folder (student,submitted,attempt). Without it nobody \
            is late, and a warning says so.

            Exit codes: 0 graded; 1 graded, and staff should look at something; 2 grading stopped; 3 some verdicts are \
            unknown; 130 interrupted.
            """
    )

    @OptionGroup var sandbox: GradeSandboxOptions
    @OptionGroup var keys: KeyOptions

    @Argument(help: "The folder of submissions.", completion: .directory)
    var submissions: String

    @Option(
        help:
            "The lecture (default: the one lecture with labs in the course around the submissions, or around here).",
        completion: .file(extensions: ["slide", "article"])
    )
    var deck: String?

    @Option(help: ArgumentHelp("Only the lab of this name.", valueName: "id"))
    var lab: String?

    @Option(
        name: [.customShort("o"), .long],
        help: ArgumentHelp("The gradebook to write, a .csv.", valueName: "file"),
        completion: .file()
    )
    var output: String

    @Option(help: ArgumentHelp("How many submissions are run at a time.", valueName: "n"))
    var jobs = 2

    @Option(
        help: ArgumentHelp(
            "Where evidence and results are kept (default: beside the gradebook, .state).",
            valueName: "dir"
        ),
        completion: .directory
    )
    var state: String?

    @Option(
        help: ArgumentHelp(
            "When the work was due, with its zone: 2026-11-30T23:59+01:00 (default: what each lab says).",
            valueName: "time"
        )
    )
    var due: String?

    @Option(
        help: ArgumentHelp(
            "When submissions were handed in: a .csv, or 'mtime' for the times of archives, which students can set.",
            valueName: "file"
        )
    )
    var times: String?

    func validate() throws {
        guard (1...64).contains(jobs) else { throw ValidationError("--jobs is a number from 1 to 64.") }
        guard output.hasSuffix(".csv") else { throw ValidationError("-o names a file that ends in .csv.") }
        if let due, Moment(due) == nil {
            throw ValidationError("--due is a time with its zone, such as 2026-11-30T23:59+01:00.")
        }
    }

    func run() async throws {
        let box = FilePath(submissions)
        let lecture = try LabLecture(
            try deck.map { FilePath($0) } ?? GradedLecture.path(around: box),
            isForGrading: true
        )
        let places = GradePlaces(output: FilePath(output), state: state.map { FilePath($0) })
        let clock = times.map { FilePath($0) } ?? box.appending("submitted.csv")
        for path in [places.csv, places.json, places.page, places.staff] {
            try lecture.readFiles(and: [clock]).refuse(asOutput: path)
        }
        let grade = ClassGrade(
            lecture: lecture,
            labs: try GradedLecture.labs(of: lecture, lab),
            box: box,
            places: places,
            keys: try keys.ring(for: lecture.course),
            jobs: jobs,
            due: due.flatMap { Moment($0) },
            times: times,
            request: try sandbox.request(for: lecture.course)
        )
        let code = try await grade.run()
        if code != 0 { throw ExitCode(code) }
    }
}

/// What of a sandbox can be chosen for grading: a workspace can't, each run has its own.
struct GradeSandboxOptions: ParsableArguments {
    @Option(
        help: """
            The engine: auto, docker, podman or embedded. auto takes the first real one that answers, else the embedded \
            one, and says which.
            """
    )
    var engine = SandboxOptions.EngineName.auto

    @Option(
        help: "The engine's socket (default: DOCKER_HOST, then the usual places).",
        completion: .file()
    )
    var engineSocket: String?

    @Option(
        help: "A folder with further images for the embedded engine, as docs/embedded-images.md has them.",
        completion: .directory
    )
    var images: String?

    @OptionGroup var cluster: ClusterOption

    /// The sessions that are asked for; settings are the course's.
    func request(for course: Course) throws -> SessionRequest {
        var request = SandboxOptions.request("lab grade", course, engine, socket: engineSocket)
        request.embedded = try EmbeddedImages.engine(withImagesIn: images)
        request.cluster = cluster.wish
        return request
    }
}
