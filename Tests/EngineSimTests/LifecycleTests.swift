import EngineAPI
import SimShell
import Testing

@testable import EngineSim

/// The pure state machine of a container's life.
struct LifecycleTests {
    private static func policy(_ name: String, _ most: Int = 0) -> RestartPolicy {
        RestartPolicy().with { ($0.name, $0.maximumRetryCount) = (name, most) }
    }

    private func time(_ seconds: Int) -> WallTime { WallTime(nanoseconds: seconds * 1_000_000_000) }

    @Test(arguments: [
        ("no", 1, false), ("no", 0, false), ("always", 0, true), ("always", 1, true),
        ("on-failure", 0, false), ("on-failure", 1, true), ("unless-stopped", 0, true),
    ])
    func startsAgainByPolicy(_ name: String, _ code: Int, _ again: Bool) {
        var life = ContainerLife(policy: Self.policy(name), removesItself: false)
        life.began(at: time(0))
        let ending = life.ended(code: code, isOutOfMemory: false, at: time(1))
        #expect(ending == (again ? .again(after: .milliseconds(100)) : .rest))
        #expect(life.phase == (again ? .restarting : .exited))
        #expect(life.isRunning == again)
    }

    @Test func pausesGrowAndAreForgotten() {
        var life = ContainerLife(policy: Self.policy("always"), removesItself: false)
        var pauses: [Duration] = []
        for round in 0..<12 {
            life.began(at: time(round))
            if case .again(let pause) = life.ended(code: 1, isOutOfMemory: false, at: time(round)) {
                pauses.append(pause)
            }
        }
        #expect(
            pauses.prefix(4) == [
                .milliseconds(100), .milliseconds(200), .milliseconds(400), .milliseconds(800),
            ]
        )
        #expect(pauses.last == .seconds(60))
        life.began(at: time(100))
        #expect(life.ended(code: 1, isOutOfMemory: false, at: time(110)) == .again(after: .milliseconds(100)))
        #expect(life.restartCount == 13)
    }

    @Test func aLimitOfRetries() {
        var life = ContainerLife(policy: Self.policy("on-failure", 2), removesItself: false)
        var endings: [ContainerLife.Ending] = []
        for _ in 0..<3 {
            life.began(at: time(0))
            endings.append(life.ended(code: 1, isOutOfMemory: false, at: time(0)))
        }
        #expect(endings == [.again(after: .milliseconds(100)), .again(after: .milliseconds(200)), .rest])
    }

    @Test func whoIsStoppedStaysSo() {
        var life = ContainerLife(policy: Self.policy("always"), removesItself: false)
        life.began(at: time(0))
        life.stops()
        #expect(life.ended(code: 0, isOutOfMemory: false, at: time(0)) == .rest)
        life.startsByHand()
        life.began(at: time(0))
        #expect(life.ended(code: 0, isOutOfMemory: false, at: time(0)) != .rest)
        life.stops()
        #expect(life.phase == .exited)
    }

    @Test func refusesWhatCantFollow() {
        var life = ContainerLife(policy: Self.policy("no"), removesItself: true)
        #expect(throws: EngineError.self) { try life.freeze("x") }
        #expect(throws: EngineError.self) { try life.thaw("x") }
        life.began(at: time(0))
        #expect(throws: Never.self) { try life.freeze("x") }
        #expect(throws: EngineError(.conflict, "Container x is already paused")) { try life.freeze("x") }
        #expect(throws: EngineError.self) { try life.start("x") }
        #expect(throws: Never.self) { try life.thaw("x") }
        #expect(life.ended(code: 0, isOutOfMemory: false, at: time(0)) == .remove)
        life.removes()
        #expect(throws: EngineError.self) { try life.start("x") }
    }

    @Test func saysHowItIs() {
        var life = ContainerLife(policy: Self.policy("always"), removesItself: false)
        let say = { (life: ContainerLife, health: String?, now: Int) in
            ContainerStatus.text(life, health: health, now: WallTime(nanoseconds: now * 1_000_000_000))
        }
        #expect(say(life, nil, 0) == "Created")
        life.began(at: time(10))
        #expect(say(life, nil, 10) == "Up Less than a second")
        #expect(say(life, "starting", 13) == "Up 3 seconds (health: starting)")
        #expect(say(life, "unhealthy", 70) == "Up About a minute (unhealthy)")
        try? life.freeze("x")
        #expect(say(life, "healthy", 130) == "Up 2 minutes (Paused)")
        try? life.thaw("x")
        _ = life.ended(code: 1, isOutOfMemory: false, at: time(200))
        #expect(say(life, nil, 202) == "Restarting (1) 2 seconds ago")
        life.stops()
        #expect(say(life, nil, 205) == "Exited (1) 5 seconds ago")
    }
}
