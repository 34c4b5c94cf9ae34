import Foundation
import Host
import LabGrader
import LabModel
import LabReport
import LabSandbox
import Synchronization
import SystemPackage

/// Runs a student's answers to a lab whenever they are saved, in one session.
struct LabWatch: Sendable {
    let lecture: LabLecture
    let lab: Lab
    /// The student's own values, by the lab's id.
    let variants: [String: [String: String]]
    let request: SessionRequest
    let answers: FilePath

    /// Runs until a signal comes.
    ///
    /// - Returns: The exit code of the last verdict.
    func run() async throws -> Int32 {
        let last = Mutex<Int32>(130)
        var request = request
        request.settings.gate.keep(lab.limits)
        do {
            try await SandboxWork.untilSignalled { [request] in
                try await SandboxSession.with(request) { session in
                    let round = try await WatchedLab(self, session)
                    try await follow(round) { code in last.withLock { $0 = code } }
                }
            }
        } catch let error as SandboxError {
            throw CommandFailure(error.description)
        } catch let error as RoomError {
            throw CommandFailure(error.description)
        } catch is CancellationError {}
        return last.withLock { $0 }
    }

    private func follow(_ watched: WatchedLab, _ report: (Int32) -> Void) async throws {
        let folder = WorkingFolder.absolute(answers)
        // Watched before it is read, so that no save falls between the two.
        let changes = InotifyWatcher { StandardStream.error.write("slidectl: \($0)\n") }
            .changes(below: folder)
        report(try await watched.run(try submission()))
        tellWaiting()
        for await _ in changes {
            let saved: Submission
            // A save may take a file away for a moment; the next change tells.
            do throws(CommandFailure) { saved = try submission() } catch {
                StandardStream.error.write("slidectl: \(error.message)\n")
                continue
            }
            guard let code = try await watched.runAgain(saved) else { continue }
            report(code)
            tellWaiting()
        }
        try Task.checkCancellation()
    }

    private func submission() throws(CommandFailure) -> Submission {
        let files = try AnswerFolder.files(in: answers)
        return Submission(
            files.filter { path, _ in
                // What an editor keeps beside an answer isn't handed in.
                !WatchedTree.isTemporary(FilePath(path).lastComponent?.string ?? "")
            },
            for: lab
        )
    }

    private func tellWaiting() {
        StandardStream.error.write("slidectl: watching \(answers); Ctrl-C ends\n")
    }
}
