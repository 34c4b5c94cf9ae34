import Foundation
import LabGrader
import LabModel
import LabSandbox
import LabSyntax

/// Runs a lab in a session of its own.
struct LabSession: Sendable {
    let lecture: LabLecture
    let request: SessionRequest
    /// Is told which engine is used, once it is known.
    var onEngine: @Sendable (String) -> Void = { _ in }
    var onProgress: @Sendable (LabProgress) -> Void = { _ in }

    /// Runs a lab, and takes the session away.
    ///
    /// - Parameters:
    ///   - lab: The lab.
    ///   - submission: What was handed in; nil for the lecture's own commands.
    /// - Returns: What came of it, and the record that it rests on.
    /// - Throws: ``SandboxError`` where there is no session; what goes wrong in one is in the outcome.
    func run(
        _ lab: Lab,
        _ submission: Submission?
    ) async throws -> LabRunner<ContinuousClock>.Report {
        try await SandboxSession.with(request) { session in
            onEngine(session.record.engine)
            let room = try SandboxRoom(session)
            let files = LaidFiles(room.workspace)
            let handedIn = submission?.files ?? [:]
            try files.keep(handedIn)
            var runner = LabRunner(room: room, clock: ContinuousClock()) { Int(Date().timeIntervalSince1970) }
            if !lab.isDeclared { runner.settings.stepMilliseconds = 120_000 }
            runner.skipReason = Self.skipReason
            runner.prepare = { step in
                // A student's own file stands where the lecture has one, too.
                let wanted = try lecture.files(for: step, of: lab).filter { handedIn[$0.key] == nil }
                try await files.lay(wanted)
            }
            runner.onProgress = onProgress
            return try await runner.run(lab, submission?.plan ?? .lecture)
        }
    }

    /// Why a command can't be run in this session.
    private static func skipReason(_ step: LabStep) -> String? {
        let programs = CommandWords(step.command.text).commands.compactMap(\.first)
        guard
            let program = programs.first(where: {
                ["kubectl", "minikube", "helm", "kind", "k3d"].contains($0)
            })
        else { return nil }
        return "\(program) needs a cluster, and sandboxes have none yet"
    }
}
