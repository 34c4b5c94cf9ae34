import EngineAPI
import LabModel
import TestKit
import Testing

@testable import LabGrader

/// A watch ends early when its goal can't be reached any more, and only then.
struct DoomTests {
    struct Case: CustomTestStringConvertible, Sendable {
        var text: String
        var doom: String?
        var change: @Sendable (inout ContainerDetails) -> Void

        init(
            _ text: String,
            _ doom: String?,
            _ change: @escaping @Sendable (inout ContainerDetails) -> Void = { _ in }
        ) {
            (self.text, self.doom, self.change) = (text, doom, change)
        }

        var testDescription: String { "\(text) → \(doom ?? "waits")" }
    }

    private static let ended: @Sendable (inout ContainerDetails) -> Void = {
        ($0.state.status, $0.state.exitCode, $0.hostConfig.restartPolicy.name) = ("exited", 1, "no")
    }

    static let cases = [
        Case("container db running", "db exited with code 1, restarted 1 times and isn't restarted", ended),
        Case("container db healthy", "db exited with code 1, restarted 1 times and isn't restarted", ended),
        Case(
            "container db publishes 5432/tcp",
            "db exited with code 1, restarted 1 times and isn't restarted",
            ended
        ),
        Case("container db exited code=0", "db exited with code 1, restarted 1 times", ended),
        Case(
            "container db logs ~ never",
            "db exited with code 1, restarted 1 times and prints nothing more",
            ended
        ),
        Case("container db env A=b", "that is settled when db is made"),
        Case("container db healthy", "db has no health check") {
            ($0.state.health, $0.config.healthcheck) = (nil, nil)
        },
        Case("container db publishes 80/tcp", "db was made without that port"),
        Case("container db publishes 5432/tcp -> 5432", "db was made without that port"),
        Case("container db running", "db never started: port is already allocated and isn't restarted") {
            ($0.state.status, $0.state.error, $0.restartCount) = ("created", "port is already allocated", 0)
        },
        Case(
            "tcp :15432 open",
            "db, which publishes the port, exited with code 1, restarted 1 times and isn't restarted",
            ended
        ),
        Case(
            "http :15432/ status=200",
            "db, which publishes the port, exited with code 1, restarted 1 times and isn't restarted",
            ended
        ),
        Case(
            "container \(SampleWorld.database.replacing("d", with: "e")) running",
            "the container was removed"
        ),
        Case("image todos:v1 size <= 1MB", "an image doesn't change"),
        Case("volume data driver=nfs", "that is settled when it is made"),
        // What may still come.
        Case("container db running", nil) { $0.state.status = "exited" },
        Case("container db running", nil) {
            ($0.state.status, $0.state.exitCode, $0.hostConfig.restartPolicy.name) = (
                "exited", 1, "on-failure"
            )
        },
        Case("container db running", nil) { $0.state.status = "created" },
        Case("container db running", nil) { $0.state.status = "restarting" },
        Case("container db healthy", nil) { $0.state.health?.status = "unhealthy" },
        Case("container db exited code=0", nil), Case("container db logs ~ never", nil),
        Case("container nope running", nil),
        Case("container db publishes 5432/tcp", nil) { $0.networkSettings.ports = [:] },
        Case("container db restarts >= 2", nil), Case("container db network front", nil),
        Case("image gone exists", nil),
        Case("tcp :15433 open", nil, ended), Case("tcp :15432 open", nil), Case("volume more exists", nil),
        Case("file nope exists", nil),
    ]

    private func watch(_ example: Case, isBusy: Bool) async throws -> CheckOutcome {
        let room = SampleWorld.room()
        room.recorder.change { contents in
            if var details = contents.details[SampleWorld.database] {
                example.change(&details)
                contents.details[SampleWorld.database] = details
            }
        }
        let check = try check(example.text + " within=20s")
        let time = VirtualTime()
        let report = await time.run {
            try? await CheckWatch(room: room, clock: time).run(check, names: NameTable(), isBusy: { isBusy })
        }
        let found = try #require(report ?? nil)
        #expect(CheckReplay.outcome(of: check, names: NameTable(), evidence: found.evidence) == found.outcome)
        return found.outcome
    }

    @Test(arguments: cases)
    func endsOnlyWhatIsLost(_ example: Case) async throws {
        let outcome = try await watch(example, isBusy: false)
        #expect(outcome.verdict == .fail)
        #expect(outcome.doom == example.doom)
        #expect(outcome.timeline.milliseconds == (example.doom == nil ? 20_000 : 0))
    }

    @Test(arguments: cases)
    func givesNothingUpWhileACommandRuns(_ example: Case) async throws {
        let outcome = try await watch(example, isBusy: true)
        #expect(outcome.verdict == .fail)
        #expect(outcome.doom == nil)
        #expect(outcome.timeline.milliseconds == 20_000)
    }
}
