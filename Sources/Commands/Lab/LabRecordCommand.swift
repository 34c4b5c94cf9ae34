import ArgumentParser
import DeckModel
import DeckSyntax
import LabGrader
import LabModel
import LabReport
import LabSandbox
import LabSyntax
import SourceText
import Synchronization
import SystemPackage

/// `slidectl lab record` runs a lecture's commands twice and keeps what both runs have in common.
struct LabRecordCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "record",
        abstract:
            "Run the commands of a lecture twice, and keep what they print, with holes for what differs.",
        discussion: """
            Each lab is run in two sessions of its own. What both print is kept in NN-topic.lab.lock beside the lecture: \
            what differs is a hole of its kind, such as {{hex64}}, {{port}} or {{ts}}. Lines that were recorded before and \
            still hold stay as they are.

            With --accept what doesn't hold any more is written anew: lines //lab:out and //lab:err, rows, documents, and \
            exit= of a step. All that still matches stays, to the letter. Doing it again changes nothing.

            Exit codes: 0 all expectations hold, or do now; 1 something has to be looked at; 2 a lab couldn't be run.
            """
    )

    @OptionGroup var sandbox: SandboxOptions

    @Argument(help: "The lecture.", completion: .file(extensions: ["slide", "article"]))
    var deck: String

    @Option(help: ArgumentHelp("Only the lab of this name.", valueName: "id"))
    var lab: String?

    @Flag(help: "Write expectations that don't hold any more anew.")
    var accept = false

    func run() async throws {
        let path = FilePath(deck)
        let request = try sandbox.request(purpose: "lab record")
        let place = LockPlace(of: path)
        var lecture = try LabLecture(path, isForGrading: true)
        var lock = place.lock(of: lecture.labs.all)
        var earlier = place.read() ?? lock
        var needsEyes = false
        for id in try lecture.chosen(lab).map(\.id) {
            var isOpen = true
            // What a step needs is run only once that holds, so new lines may bring further ones.
            for _ in 1...Self.mostRounds where isOpen {
                let edits = try await record(id, of: lecture, request, &lock, after: earlier, &needsEyes)
                isOpen = accept && !edits.isEmpty
                guard isOpen else { break }
                let source = lecture.lecture.source
                let bytes = ExpectationEdits(edits).applied(to: source, lecture.lecture.parsed.deck.syntax)
                try OutputFile.write(bytes, to: WorkingFolder.absolute(path))
                lecture = try LabLecture(path, isForGrading: true)
                lock.renew(lecture.labs.all)
                earlier = lock
            }
            needsEyes = needsEyes || isOpen
        }
        try place.write(lock)
        if needsEyes { throw ExitCode(1) }
    }

    private static let mostRounds = 5

    /// Records a lab, and tells what doesn't hold.
    ///
    /// - Returns: The new lines for the lecture.
    private func record(
        _ id: String,
        of lecture: LabLecture,
        _ request: SessionRequest,
        _ lock: inout LabLock,
        after earlier: LabLock,
        _ needsEyes: inout Bool
    ) async throws -> [Int: ExpectationEdits.Lines] {
        var edits: [Int: ExpectationEdits.Lines] = [:]
        for lab in try lecture.chosen(id) {
            StandardStream.error.write("slidectl: \(lab.id): two runs\n")
            let runs = try await TwoSessions(lecture: lecture, request: request).run(lab)
            let outputs = lock.outputs(of: lab.id, on: runs.engine)
            lock.keep(images: runs.images, of: lab)
            let recording = LabRecording(
                of: lab,
                runs.one,
                runs.other,
                after: outputs,
                isUnchanged: !lock.changed(since: earlier).contains(lab.id)
            )
            lock.keep(recording, of: lab, on: runs.engine)
            for (step, found) in recording.changes(in: lab) {
                needsEyes = needsEyes || found.problem != nil || !accept
                StandardStream.output.write(RecordedChange(step, found, isAccepted: accept).text)
                guard found.hasChanges else { continue }
                var lines = ExpectationEdits.Lines(
                    output: found.newOutput,
                    errorOutput: found.newErrorOutput
                )
                lines.rows = found.newRows?.replaced ?? [:]
                lines.addedRows = found.newRows?.added ?? []
                lines.exit = found.newExit
                edits[step.command.location.range.lowerBound.line] = lines
            }
        }
        return edits
    }
}

/// Runs a lab twice, in sessions that have nothing in common.
private struct TwoSessions {
    let lecture: LabLecture
    let request: SessionRequest

    /// What both runs gave, the kind of engine, and the digests of the images that the runs fetched.
    struct Runs {
        var one: LabRecord
        var other: LabRecord
        var engine: String
        var images: [String: String]
    }

    /// - Throws: ``CommandFailure`` where either run has no session, or isn't run to its end.
    func run(_ lab: Lab) async throws -> Runs {
        let one = try await record(lab, lab.standIn(1))
        let other = try await record(lab, lab.standIn(2))
        return Runs(one: one.record, other: other.record, engine: one.engine, images: one.images)
    }

    private func record(
        _ lab: Lab,
        _ variant: [String: String]
    ) async throws -> (record: LabRecord, engine: String, images: [String: String]) {
        let engine = EngineKind()
        let images = Mutex<[String: String]>([:])
        var session = LabSession(lecture: lecture, request: request)
        session.variant = variant
        session.onEngine = { engine.note($0) }
        session.onEnd = { room in
            let found = await FetchedImages.digests(on: room.engine)
            images.withLock { $0 = found }
        }
        let run = session
        do {
            let report = try await SandboxWork.untilSignalled { try await run.run(lab, nil) }
            if let problem = report.record.problem {
                StandardStream.error.write("slidectl: \(lab.id): \(Plain(problem))\n")
                throw ExitCode(2)
            }
            return (report.record, engine.name, images.withLock { $0 })
        } catch let error as SandboxError {
            throw CommandFailure(error.description)
        } catch let error as RoomError {
            throw CommandFailure(error.description)
        } catch is CancellationError {
            throw ExitCode(130)
        }
    }
}
