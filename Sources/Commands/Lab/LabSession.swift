import Foundation
import LabGrader
import LabModel
import LabSandbox
import Synchronization

/// Runs a lab in a session of its own.
struct LabSession: Sendable {
    let lecture: LabLecture
    let request: SessionRequest
    /// The student's own values.
    var variant: [String: String] = [:]
    /// What was recorded before, to be compared on the same kind of engine.
    var recordings: LabLock?
    /// Is told which engine is used, once it is known.
    var onEngine: @Sendable (String) -> Void = { _ in }
    var onProgress: @Sendable (LabProgress) -> Void = { _ in }
    /// Looks at what a lab has left, before the session is taken away.
    var onEnd: @Sendable (SandboxRoom) async -> Void = { _ in }

    /// Runs a lab, and takes the session away.
    ///
    /// - Parameters:
    ///   - lab: The lab.
    ///   - submission: What was handed in; nil for the lecture's own commands.
    /// - Returns: What came of it, and the record that it rests on.
    /// - Throws: ``SandboxError`` where there is no session; `CancellationError` where the task was cancelled on the way;
    ///   what else goes wrong in a session is in the outcome.
    func run(
        _ lab: Lab,
        _ submission: Submission?
    ) async throws -> LabRunner<ContinuousClock>.Report {
        var request = request
        request.settings.gate.keep(lab.limits)
        return try await SandboxSession.with(request) { session in
            onEngine(session.record.engine)
            let room = try SandboxRoom(session)
            try await Self.prove(room)
            let files = LaidFiles(room.workspace)
            try files.keep(submission?.files ?? [:])
            let kind = EngineKind.kind(of: session.record.engine)
            let recalled = lab.recalling(recordings?.outputs(of: lab.id, on: kind) ?? [])
            let runner = runner(of: recalled, room, files, submission)
            let report = try await runner.run(recalled, submission?.plan ?? .lecture)
            // What was cut off says nothing of the lab, and no other is begun.
            try Task.checkCancellation()
            await onEnd(room)
            return report
        }
    }

    /// A runner of a lab in a room.
    ///
    /// - Parameters:
    ///   - lab: The lab.
    ///   - room: Where it is run.
    ///   - files: Lays what each step starts with.
    ///   - submission: What was handed in; nil for the lecture's own commands.
    /// - Returns: The runner.
    func runner(
        of lab: Lab,
        _ room: SandboxRoom,
        _ files: LaidFiles,
        _ submission: Submission?
    ) -> LabRunner<ContinuousClock> {
        var runner = LabRunner(room: room, clock: ContinuousClock()) { Int(Date().timeIntervalSince1970) }
        if !lab.isDeclared { runner.settings.stepMilliseconds = 120_000 }
        if let seconds = lab.limits.stepSeconds { runner.settings.stepMilliseconds = seconds * 1_000 }
        if let output = lab.limits.output { runner.settings.outputLimit = output }
        let wish = request.cluster
        runner.skipReason = { Self.skipReason($0, wish) }
        let lecture = lecture
        let begins = onProgress
        runner.prepare = { step in
            if let start = StoppedCluster.start(before: step, in: lab) {
                begins(.preparing(start))
                let limit = RoomCommand.Limit("the cluster's start", milliseconds: 60_000)
                _ = try await room.run(RoomCommand(start.text, limits: [limit], outputLimit: 1 << 16))
            }
            try await files.lay(
                try lecture.files(for: step, of: lab).filter { path, _ in
                    submission?.isOwn(path, in: lab) != true
                }
            )
        }
        runner.variant = variant
        runner.remarks = submission?.remarks ?? []
        runner.onProgress = onProgress
        return runner
    }

    /// Runs a command that can't fail by itself: where it does, the sandbox doesn't work, and nothing that a student's
    /// command says would be the student's doing.
    static func prove(_ room: SandboxRoom) async throws {
        let limit = RoomCommand.Limit("a first command", milliseconds: 30_000)
        let said = Mutex<[UInt8]>([])
        var command = RoomCommand("true", limits: [limit], outputLimit: 1 << 16)
        command.onOutput = { _, bytes in said.withLock { $0 += bytes } }
        guard try await room.run(command) != .exited(code: 0) else { return }
        let reason = String(decoding: said.withLock { $0 }, as: UTF8.self)
        throw SandboxError("commands can't be run in the sandbox: \(reason.prefix(500))")
    }

    private static func needsBuildKit(_ words: [String]) -> Bool {
        words.count > 2 && words[1] == "buildx" && ["build", "b", "bake"].contains(words[2])
    }

    /// Why a command can't be run in this session.
    private static func skipReason(_ step: LabStep, _ cluster: ClusterWish?) -> String? {
        let programs = CommandWords(step.command.text).commands.compactMap(\.first)
        if let program = programs.first(where: { ["helm", "kind", "k3d"].contains($0) }) {
            return "\(program) isn't there in sandboxes"
        }
        if cluster == ClusterWish.none,
            let program = programs.first(where: { ["kubectl", "minikube"].contains($0) })
        {
            return "\(program) needs a cluster, and --cluster none was asked for"
        }
        if CommandWords(step.command.text).commands.contains(where: needsBuildKit) {
            return "it needs BuildKit, which isn't there in sandboxes"
        }
        return nil
    }
}
