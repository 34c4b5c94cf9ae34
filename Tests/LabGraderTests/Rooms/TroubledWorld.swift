import EngineAPI
import LabModel
import Synchronization
import TestKit
import Testing

@testable import LabGrader

/// A check in a world that changes with time, asked over connections that fail and tarry: all of it from one seed.
struct TroubledWorld {
    /// How much goes wrong.
    enum Trouble {
        case none
        /// At most two failures on end, and short delays.
        case short
        /// Failures in plenty, long delays, and outages.
        case long
        case total
    }

    let text: String
    private let seed: UInt64
    private let window: Int
    private let longestDelay: Int
    private let state: WorldState

    init(seed: UInt64, longestDelay: Int) {
        (self.seed, self.longestDelay) = (seed, longestDelay)
        var random = SeededGenerator(seed: seed)
        let subject = random.pick(WorldState.subjects)
        let isLong = longestDelay > 1_000
        window = random.pick(isLong ? [20_000, 40_000] : [2_000, 4_000, 8_000, 20_000])
        let timing = random.pick(["", " within=\(window)ms", " always=\(window)ms", " never=\(window)ms"])
        text = subject.text + timing
        // A state lasts longer than the longest time that may pass between two answers of a check that is sure.
        let gap = WatchPace(.always(milliseconds: window)).longestGap
        let shortest = gap + 3 * longestDelay + 1_000
        var changes: [Int] = []
        if !timing.isEmpty {
            var at = shortest + Int.random(in: 0..<shortest, using: &random)
            while at < window + 8_000 {
                // What changes in the last moments may be seen in one run and not in another, and what changes
                // within the slack counts in one and not in another.
                let isBlurred = ((isLong ? window : window - 1_500)...window + 1_500).contains(at)
                if !isBlurred { changes.append(at) }
                at += shortest + Int.random(in: 0..<shortest, using: &random)
            }
        }
        state = WorldState(
            subject: subject,
            holdsFirst: random.chance(50),
            changes: changes,
            isLostAtLast: subject.canBeLost && random.chance(30)
        )
    }

    /// The verdict, the same from the evidence.
    func verdict(_ trouble: Trouble) async throws -> Verdict {
        let time = VirtualTime()
        let room = CheckRoom()
        let faults = Faults(trouble, seed: seed &+ 1, window: window, longestDelay: longestDelay, time: time)
        let state = state
        let meet: @Sendable (String) async throws -> Void = { _ in
            try await faults.meet()
            state.lay(into: room, at: time.milliseconds)
        }
        room.recorder.change { $0.trouble = meet }
        room.ports.change { $0.trouble = meet }
        let check = try check(text)
        let report = await time.run {
            try? await CheckWatch(room: room, clock: time).run(check, names: NameTable())
        }
        let found = try #require(report ?? nil)
        let evidence = try CheckEvidence(json: try JSON(found.evidence.json.bytes))
        #expect(
            CheckReplay.outcome(of: check, names: NameTable(), evidence: evidence) == found.outcome,
            "\(text)"
        )
        if found.outcome.verdict == .unknown { #expect(found.outcome.reason != nil) }
        return found.outcome.verdict
    }
}

/// What a world is like at each moment.
struct WorldState: Sendable {
    struct Subject: Sendable {
        var text: String
        /// Whether the subject can come into a state from which it never returns.
        var canBeLost = false
    }

    static let subjects = [
        Subject(text: "container db running", canBeLost: true), Subject(text: "tcp :80 open"),
        Subject(text: "http :80/ status=200 body ~ hello"), Subject(text: "image todos:v1 exists"),
        Subject(text: "volume data exists"), Subject(text: "compose shop running", canBeLost: true),
    ]

    var subject: Subject
    var holdsFirst: Bool
    /// When it begins or ends to hold, in milliseconds.
    var changes: [Int]
    /// Whether what ends to hold last is lost for ever.
    var isLostAtLast: Bool

    func holds(at time: Int) -> Bool { changes.count { $0 <= time }.isMultiple(of: 2) == holdsFirst }

    private func isLost(at time: Int) -> Bool {
        isLostAtLast && (changes.last.map { $0 <= time } ?? true) && !holds(at: time)
    }

    func lay(into room: CheckRoom, at time: Int) {
        let (holds, isLost) = (holds(at: time), isLost(at: time))
        room.recorder.change { contents in
            (contents.containers, contents.details) = ([], [:])
            SampleWorld.add(
                ContainerDetails().with {
                    ($0.id, $0.name) = (SampleWorld.job, "/db")
                    $0.state.status = holds ? "running" : isLost ? "exited" : "paused"
                    $0.config.labels = [
                        "com.docker.compose.project": "shop", "com.docker.compose.service": "web",
                    ]
                },
                to: &contents
            )
            contents.images = holds ? [ImageDetails().with { $0.repoTags = ["todos:v1"] }] : []
            contents.volumes = holds ? [VolumeDetails().with { $0.name = "data" }] : []
        }
        room.ports.change { state in
            state.connections[80] = { _ in holds ? .open(answer: []) : .refused }
            state.responses[80] = { _, _ in
                .response(status: holds ? 200 : 503, headers: [], body: Array("hello".utf8))
            }
        }
    }
}

/// Fails and tarries by a seed.
final class Faults: Sendable {
    private struct State {
        var random: SeededGenerator
        var failures = 0
        var successes = 0
    }

    private let trouble: TroubledWorld.Trouble
    private let longestDelay: Int
    private let time: VirtualTime
    private let outages: [Range<Int>]
    private let state: Mutex<State>

    init(_ trouble: TroubledWorld.Trouble, seed: UInt64, window: Int, longestDelay: Int, time: VirtualTime) {
        (self.trouble, self.longestDelay, self.time) = (trouble, longestDelay, time)
        var random = SeededGenerator(seed: seed)
        outages = (0..<Int.random(in: 0..<3, using: &random)).map { _ in
            let start = Int.random(in: 0..<window, using: &random)
            return start..<start + Int.random(in: 500..<12_000, using: &random)
        }
        state = Mutex(State(random: random))
    }

    func meet() async throws {
        if trouble == .none { return }
        let (delay, fails) = state.withLock { state in
            let delay = Int.random(in: 0...(state.random.chance(50) ? longestDelay : 0), using: &state.random)
            return (delay, decide(&state))
        }
        if delay > 0 { try await time.sleep(for: .milliseconds(delay)) }
        if fails || trouble == .long && outages.contains(where: { $0.contains(time.milliseconds) }) {
            throw EngineError(.unavailable, "injected")
        }
    }

    private func decide(_ state: inout State) -> Bool {
        switch trouble {
        case .none: return false
        case .total: return true
        case .long: return state.random.chance(25)
        case .short:
            // Of several questions of one look each may fail, so two in a row are two of one look or of two.
            let fails = state.failures < 2 && state.random.chance(40)
            state.successes = fails ? 0 : state.successes + 1
            state.failures = fails ? state.failures + 1 : state.successes >= 4 ? 0 : state.failures
            return fails
        }
    }
}
