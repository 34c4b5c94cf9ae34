import EngineAPI
import LabModel
import TestKit
import Testing

@testable import LabGrader

/// What must be steady is looked at when what a step waits for has come.
struct SteadyCheckTests {
    /// Runs a step whose container runs two seconds after the command.
    private func outcome(_ checks: String...) async throws -> [CheckOutcome] {
        let lab = try ExampleLab.lab(
            "//lab:begin id=a\n\n```\n//lab:step id=up\n$ docker start db\n"
                + checks.map { "//lab:check \($0)\n" }.joined() + "```\n//lab:end"
        )
        let room = ScriptedRoom(SampleWorld.room()) { _ in
            .init(effect: { $0.details[SampleWorld.database]?.state.status = "created" })
        }
        let time = VirtualTime()
        let report = await time.run {
            async let starting: Void = {
                try? await time.sleep(for: .seconds(2))
                room.world.recorder.change { $0.details[SampleWorld.database]?.state.status = "running" }
            }()
            let report = try? await LabRunner(room: room, clock: time) { 1_000 }.run(lab, .lecture)
            await starting
            return report
        }
        let steps = try #require(report ?? nil).outcome.steps
        return try #require(steps.first).checks
    }

    @Test func beginsWhenWhatTheStepWaitsForHasCome() async throws {
        let checks = try await outcome("container db running always=3s", "container db running within=20s")
        #expect(checks.map(\.verdict) == [.pass, .pass], "\(checks)")
        #expect((3_000..<3_500).contains(checks[0].timeline.milliseconds))
        #expect((2_000..<3_500).contains(checks[1].timeline.milliseconds))
    }

    @Test func beginsAtOnceWhereNothingIsWaitedFor() async throws {
        let checks = try await outcome("container db running always=3s", "container db exists")
        #expect(checks.map(\.verdict) == [.fail, .pass], "\(checks)")
        #expect(checks[0].timeline.milliseconds < 500)
    }

    @Test func isAskedAlsoWhereWhatTheStepWaitsForDoesNotCome() async throws {
        let checks = try await outcome("container db exited within=4s", "container db running always=1s")
        #expect(checks.map(\.verdict) == [.fail, .pass], "\(checks)")
    }
}
