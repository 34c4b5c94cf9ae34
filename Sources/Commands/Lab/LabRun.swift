import ArgumentParser
import Foundation
import LabGrader
import LabModel
import LabReport
import LabSandbox
import SourceText
import Synchronization
import SystemPackage

/// Runs labs of a lecture one after the other, tells what happens, and reports.
struct LabRun: Sendable {
    let lecture: LabLecture
    let labs: [Lab]
    let request: SessionRequest
    let mode: Report.Mode
    var audience = Audience.staff
    var student: String?
    /// The student's own values, by the lab's id.
    var variants: [String: [String: String]] = [:]
    /// What was recorded before, to be compared; nil where nothing is.
    var recordings: LabLock?
    let format: LabFormat
    let output: FilePath?

    /// Runs the labs.
    ///
    /// - Parameter submission: What is handed in for a lab; nil for the lecture's own commands.
    /// - Returns: The exit code: 0 all is met, 1 something isn't, 2 a lab couldn't be run, 3 a verdict isn't known.
    /// - Throws: ``CommandFailure`` where there is no session.
    func run(_ submission: (Lab) -> Submission?) async throws -> Int32 {
        let started = Date()
        let engine = Mutex<Report.Engine?>(nil)
        let teller = LabTeller(audience: audience, isReport: format == .text && output == nil)
        var entries: [Report.Entry] = []
        for lab in labs {
            teller.begin(lab)
            var session = LabSession(lecture: lecture, request: request)
            session.recordings = recordings
            session.variant = variants[lab.id] ?? [:]
            session.onEngine = { name in
                let words = name.split(separator: " ", maxSplits: 1).map(String.init)
                engine.withLock {
                    $0 = Report.Engine(name: words[0], version: words.count > 1 ? words[1] : "")
                }
                teller.engine(name)
            }
            session.onProgress = teller.tell
            let submission = submission(lab)
            let outcome = try await outcome(of: lab, submission, session)
            let facts = ScoringFacts(hintPenalties: submission?.hintPenalties(in: lab) ?? [:])
            let score = LabScore(of: lab, outcome, facts: facts)
            teller.end(lab, outcome, score)
            entries.append(Report.Entry(lab, outcome, score))
        }
        let head = Report.Head(
            lecture: lecture.lecture.source.name,
            mode: mode,
            engine: engine.withLock { $0 },
            student: student,
            started: started.ISO8601Format(),
            ended: Date().ISO8601Format(),
            version: Slidectl.version
        )
        try write(Report(head, entries), teller)
        return Self.exitCode(entries, mode)
    }

    private func outcome(
        of lab: Lab,
        _ submission: Submission?,
        _ session: LabSession
    ) async throws -> LabOutcome {
        if let record = submission?.recordWithoutRunning(lab) {
            let outcome = LabReplay.outcome(of: lab, record)
            for (step, came) in zip(lab.steps, outcome.steps) { session.onProgress(.ended(step, came)) }
            return outcome
        }
        do {
            return try await SandboxWork.untilSignalled { try await session.run(lab, submission).outcome }
        } catch let error as SandboxError {
            throw CommandFailure(error.description)
        } catch let error as RoomError {
            throw CommandFailure(error.description)
        } catch is CancellationError {
            throw ExitCode(130)
        }
    }

    private func write(_ report: Report, _ teller: LabTeller) throws {
        if format == .text, output == nil {
            if report.entries.count > 1 { teller.total(report) }
            return
        }
        let isColoured = output == nil && StandardStream.output.takesColour(Environment.variables)
        let text = format.renderer(colour: isColoured).text(of: report, for: audience)
        if let output {
            try OutputFile.write(Array(text.utf8), to: output)
        } else {
            StandardStream.output.write(text)
        }
    }

    /// What an exit code says of labs.
    ///
    /// What needs a real engine is no fault of a lecture that is tested on another; it is listed.
    static func exitCode(_ entries: [Report.Entry], _ mode: Report.Mode) -> Int32 {
        if entries.contains(where: { $0.outcome.problem != nil }) { return 2 }
        let isMissed = entries.flatMap(\.outcome.steps).contains { step in
            switch step.course {
            case .ran: step.verdict == .fail
            case .notAnswered, .notReached: true
            case .skipped: false
            }
        }
        if isMissed { return 1 }
        let isOpen = entries.flatMap(\.outcome.steps).contains {
            $0.verdict == .unknown && !(mode == .test && $0.needsRealEngine)
        }
        return isOpen ? 3 : 0
    }
}
