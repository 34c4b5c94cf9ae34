import EngineAPI
import LabGrader
import LabGrading
import LabModel
import SystemPackage

/// What was handed in, read once: the submissions' files, their times, and what is wrong with them.
struct Intake: Sendable {
    /// By student; those that were refused have no hash.
    var submissions: [GradedSubmission] = []
    /// The files, by student.
    var contents: [String: HandedIn] = [:]
    /// Entries that are nobody's submission.
    var strays: [SubmissionBox.Stray] = []
    var warnings: [String] = []

    /// Reads a folder of submissions, but for its entries that are outputs.
    init(
        box path: FilePath,
        outputs: Set<String> = [],
        labs: [Lab],
        due: Moment?,
        times: String?
    ) throws(CommandFailure) {
        let box: SubmissionBox
        do throws(FileFailure) { box = try SubmissionBox(path.string, outputs: outputs) } catch {
            throw CommandFailure("\(error)")
        }
        strays = box.strays
        for stray in strays { warnings.append("\(stray.name) is nobody's submission: \(stray.reason)") }
        let clock = try SubmissionClock(box: path, times: times)
        let asked = AskedFiles(of: labs).tops
        let isDue = due != nil || labs.contains { $0.due != nil }
        for entry in box.entries {
            var submission = GradedSubmission(student: entry.student, name: entry.name)
            do throws(SubmissionProblem) {
                let files = try box.read(entry, asked: asked)
                submission.hash = files.hash
                contents[entry.student] = files
            } catch {
                submission.refusal = error.description
                warnings.append("\(entry.name) is refused: \(error)")
            }
            submission.submitted = clock.time(of: entry)
            if isDue, submission.submitted == nil {
                warnings.append("nobody knows when \(entry.name) was handed in; it counts as in time")
            }
            for lab in labs {
                submission.facts[lab.id] = ScoringFacts(
                    attempt: clock.attempt(of: entry),
                    secondsLate: Self.lateness(submission.submitted, due ?? lab.due),
                    hintPenalties: contents[entry.student].map {
                        Submission($0.contents, for: lab).hintPenalties(in: lab)
                    } ?? [:]
                )
            }
            submissions.append(submission)
        }
        for student in clock.unknown(among: box.entries) {
            warnings.append("\(clock.name) names \(student), and there is no submission of that name")
        }
    }

    private static func lateness(_ submitted: Moment?, _ due: Moment?) -> Int {
        guard let submitted, let due else { return 0 }
        return max(submitted.seconds - due.seconds, 0)
    }
}

/// When submissions were handed in.
struct SubmissionClock: Sendable {
    private var times = SubmissionTimes()
    private var usesFiles = false
    private(set) var name = ""

    init(box: FilePath, times wish: String?) throws(CommandFailure) {
        if wish == "mtime" {
            usesFiles = true
            return
        }
        let path = wish.map { FilePath($0) } ?? box.appending("submitted.csv")
        name = path.string
        do {
            guard let bytes = try DiskFiles().read(path.string, limit: 8 << 20) else {
                guard wish == nil else { throw CommandFailure("'\(path)' doesn't exist") }
                return
            }
            times = try SubmissionTimes(String(decoding: bytes, as: UTF8.self))
        } catch let failure as CommandFailure { throw failure } catch let problem as SubmissionProblem {
            throw CommandFailure("'\(path)', \(problem)")
        } catch { throw CommandFailure("\(error)") }
    }

    /// The time that the course knows; a folder's own time says nothing.
    func time(of entry: SubmissionBox.Entry) -> Moment? {
        if usesFiles { return entry.kind == .archive ? entry.modified : nil }
        return times.entries[entry.student]?.submitted
    }

    func attempt(of entry: SubmissionBox.Entry) -> Int { times.entries[entry.student]?.attempt ?? 1 }

    /// Students that have a time and no submission.
    func unknown(among entries: [SubmissionBox.Entry]) -> [String] {
        Set(times.entries.keys).subtracting(entries.map(\.student)).sorted()
    }
}
