import EngineAPI
import LabModel
import Synchronization
import TestKit
import Testing

@testable import LabGrader

/// When a watch looks, when it ends, and what it says then.
struct WatchTests {
    /// Watches in the sample world while something happens.
    private func watch(
        _ text: String,
        room: CheckRoom = SampleWorld.room(),
        time: VirtualTime = VirtualTime(),
        meanwhile: @escaping @Sendable (CheckRoom, VirtualTime) async -> Void = { _, _ in },
        onChange: @escaping @Sendable (String) -> Void = { _ in }
    ) async throws -> CheckOutcome {
        let check = try check(text)
        let report = await time.run {
            async let happening: Void = meanwhile(room, time)
            let report = try? await CheckWatch(room: room, clock: time).run(
                check,
                names: NameTable(),
                onChange: onChange
            )
            _ = await happening
            return report
        }
        let found = try #require(report ?? nil)
        #expect(CheckReplay.outcome(of: check, names: NameTable(), evidence: found.evidence) == found.outcome)
        #expect(room.recorder.listeners == 0)
        return found.outcome
    }

    private static func setStatus(_ status: String, in room: CheckRoom) {
        room.recorder.change { $0.details[SampleWorld.database]?.state.status = status }
    }

    @Test func wakesWithAnEvent() async throws {
        let outcome = try await watch("container db running within=20s") { room, time in
            Self.setStatus("created", in: room)
            try? await time.sleep(for: .milliseconds(5_430))
            Self.setStatus("running", in: room)
            room.recorder.emit("container", "start")
        }
        #expect(outcome.verdict == .pass)
        // Polling would have seen it later: at 20 s the pauses are a second long.
        #expect(outcome.timeline.milliseconds == 5_450)
        #expect(outcome.timeline.entries.map(\.text).last == "running (healthy), restarted 1 times")
    }

    @Test func pollsWhereTheEngineHasNoEvents() async throws {
        let room = SampleWorld.room()
        room.recorder.change {
            $0.trouble = { if $0 == "events" { throw EngineError(.notImplemented, "no events") } }
        }
        let outcome = try await watch("container db running within=20s", room: room) { room, time in
            Self.setStatus("created", in: room)
            try? await time.sleep(for: .milliseconds(5_430))
            Self.setStatus("running", in: room)
        }
        #expect(outcome.verdict == .pass)
        #expect((5_431...6_430).contains(outcome.timeline.milliseconds))
    }

    @Test func opensAStreamOfEventsAgain() async throws {
        let outcome = try await watch("container db running within=20s") { room, time in
            Self.setStatus("created", in: room)
            try? await time.sleep(for: .seconds(2))
            room.recorder.endEvents()
            try? await time.sleep(for: .milliseconds(3_430))
            Self.setStatus("running", in: room)
            room.recorder.emit("container", "start")
        }
        #expect(outcome.timeline.milliseconds == 5_450)
    }

    @Test func failsAtTheEndOfTheTime() async throws {
        let outcome = try await watch("container db publishes 5432/tcp within=8s") { room, _ in
            Self.setStatus("paused", in: room)
        }
        #expect(outcome.verdict == .fail)
        #expect(outcome.timeline.milliseconds == 8_000)
        #expect(outcome.seen == "paused (healthy), restarted 1 times")
    }

    @Test func looksOnceWhereNoTimeIsGiven() async throws {
        let outcome = try await watch("tcp :5433 open")
        #expect(outcome.timeline.observations == 1)
        #expect(outcome.verdict == .fail)
        #expect(outcome.timeline.milliseconds == 0)
    }

    @Test func looksThroughTheWholeOfAlways() async throws {
        let outcome = try await watch("tcp :5432 open always=4s")
        #expect(outcome.verdict == .pass)
        #expect(outcome.timeline.milliseconds == 4_000)
        #expect(outcome.timeline.observations >= 8)
    }

    @Test func failsWhenAlwaysIsBroken() async throws {
        let outcome = try await watch("tcp :5432 open always=4s") { room, time in
            try? await time.sleep(for: .milliseconds(1_700))
            room.ports.change { $0.connections[5432] = nil }
        }
        #expect(outcome.verdict == .fail)
        #expect((1_700...2_300).contains(outcome.timeline.milliseconds))
        #expect(outcome.seen?.hasSuffix("the connection is refused") == true)
    }

    @Test func failsWhenNeverHappens() async throws {
        #expect(try await watch("container job running never=2s").verdict == .pass)
        let outcome = try await watch("container job running never=2s") { room, time in
            try? await time.sleep(for: .milliseconds(900))
            room.recorder.change { $0.details[SampleWorld.job]?.state.status = "running" }
            room.recorder.emit("container", "start")
        }
        #expect(outcome.verdict == .fail)
        #expect(outcome.seen == "after 0.9 s: running")
    }

    @Test func asksAgainAfterAnError() async throws {
        let room = SampleWorld.room()
        let left = Mutex(3)
        room.recorder.change {
            $0.trouble = { name in
                guard name == "inspectContainer" else { return }
                let fails = left.withLock { left in
                    left -= 1
                    return left >= 0
                }
                if fails { throw EngineError(.unavailable, "the engine is starting") }
            }
        }
        let outcome = try await watch("container db running", room: room)
        #expect(outcome.verdict == .pass)
        #expect(outcome.timeline.failedObservations == 3)
        #expect(outcome.timeline.errors == ["the engine is starting"])
    }

    @Test(arguments: ["", " within=5s", " always=5s", " never=5s"])
    func knowsNothingWithoutAnAnswer(_ timing: String) async throws {
        let room = SampleWorld.room()
        room.recorder.change { $0.trouble = { _ in throw EngineError(.unreachable, "connection reset") } }
        let outcome = try await watch("container db running\(timing)", room: room)
        #expect(outcome.verdict == .unknown)
        #expect(outcome.reason?.contains("connection reset") == true)
        #expect(outcome.timeline.observations == 0)
        #expect(outcome.seen == nil)
    }

    @Test func knowsNothingWhereNobodyLookedForLong() async throws {
        let room = SampleWorld.room()
        let time = VirtualTime()
        room.ports.change {
            $0.trouble = { _ in if (2_000...9_000).contains(time.milliseconds) { throw RoomError("no route") }
            }
        }
        let outcome = try await watch("tcp :5432 open always=20s", room: room, time: time)
        #expect(outcome.verdict == .unknown)
        #expect(outcome.reason?.contains("no route") == true)
    }

    /// What was lost when somebody looked again may have been there when nobody did.
    @Test func givesUpNothingThatNobodyWatched() async throws {
        let room = SampleWorld.room()
        let time = VirtualTime()
        room.recorder.change {
            $0.details[SampleWorld.job]?.state.status = "created"
            $0.trouble = { name in
                guard name == "inspectContainer", (200...9_000).contains(time.milliseconds) else { return }
                throw EngineError(.unreachable, "connection reset")
            }
        }
        let outcome = try await watch("container job running within=20s", room: room, time: time) {
            room,
            time in
            try? await time.sleep(for: .seconds(8))
            room.recorder.change { $0.details[SampleWorld.job]?.state.status = "exited" }
        }
        #expect(outcome.verdict == .unknown)
        #expect(outcome.doom == nil)
    }

    @Test(arguments: ["open within=8s", "refused always=8s", "open never=8s"])
    func countsNoAnswerThatComesTooLate(_ question: String) async throws {
        let room = SampleWorld.room()
        let time = VirtualTime()
        room.ports.change {
            let opens = $0.connections[5432]
            $0.connections[5432] = { time.milliseconds < 9_000 ? .refused : opens?($0) ?? .refused }
            $0.trouble = { _ in if (7_500...9_500).contains(time.milliseconds) { throw RoomError("no route") }
            }
        }
        let outcome = try await watch("tcp :5432 \(question)", room: room, time: time)
        #expect(outcome.verdict == .unknown)
        #expect(outcome.reason == "the deciding answer came too late to count: no route")
    }

    @Test func givesUpOnAnAnswerThatNeverComes() async throws {
        let room = SampleWorld.room()
        let time = VirtualTime()
        room.recorder.change { $0.trouble = { _ in try await time.sleep(for: .seconds(3_600)) } }
        let outcome = try await watch("container db running within=5s", room: room, time: time)
        #expect(outcome.verdict == .unknown)
        #expect(outcome.timeline.milliseconds < 60_000)
    }

    @Test func takesAStormOfEventsForOne() async throws {
        let outcome = try await watch("container db running within=20s") { room, time in
            Self.setStatus("created", in: room)
            try? await time.sleep(for: .seconds(4))
            for _ in 0..<1_000 { room.recorder.emit("container", "rename") }
            try? await time.sleep(for: .seconds(2))
            Self.setStatus("running", in: room)
        }
        #expect(outcome.verdict == .pass)
        #expect(outcome.timeline.observations < 40)
    }

    @Test func tellsWhatItSees() async throws {
        let seen = Mutex<[String]>([])
        let meanwhile: @Sendable (CheckRoom, VirtualTime) async -> Void = { room, time in
            Self.setStatus("created", in: room)
            try? await time.sleep(for: .seconds(2))
            Self.setStatus("running", in: room)
        }
        let onChange: @Sendable (String) -> Void = { text in seen.withLock { $0.append(text) } }
        _ = try await watch("container db running within=20s", meanwhile: meanwhile, onChange: onChange)
        #expect(seen.withLock { $0 } == ["created, not started", "running (healthy), restarted 1 times"])
    }

    @Test func looksIntoAnImageOnceAndLeavesNothing() async throws {
        let room = SampleWorld.room()
        let outcome = try await watch("image todos:v1 has-file /app env LATE always=2s", room: room)
        #expect(outcome.verdict == .fail)
        _ = try await watch("image todos:v1 has-file /app always=4s", room: room)
        let calls = room.recorder.calls
        #expect(calls.count { $0.name == "createContainer" } == 2)
        #expect(calls.count { $0.name == "removeContainer" } == 2)
        #expect(!calls.contains { $0.name == "startContainer" })
        #expect(room.recorder.contents.containers.count == 5)
    }

    @Test func endsWithItsTask() async throws {
        let room = SampleWorld.room()
        let time = VirtualTime()
        room.recorder.change {
            $0.trouble = { if $0 == "statPath" { try await time.sleep(for: .seconds(3_600)) } }
        }
        let check = try check("image todos:v1 has-file /app within=60s")
        let isCancelled = await time.run {
            await withTaskGroup(of: Bool.self) { group in
                group.addTask {
                    do throws(CancellationError) {
                        _ = try await CheckWatch(room: room, clock: time).run(check, names: NameTable())
                        return false
                    } catch { return true }
                }
                try? await time.sleep(for: .seconds(1))
                group.cancelAll()
                return await group.next() ?? false
            }
        }
        #expect(isCancelled == true)
        #expect(room.recorder.last("removeContainer") != nil)
        #expect(room.recorder.listeners == 0)
    }
}
