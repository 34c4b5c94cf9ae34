import EngineGate
import Foundation
import Synchronization
import TestKit
import Testing

/// The real clients print the same through the gate as directly, and together they reach all that a course needs.
@Suite(.enabled(if: !RealEngine.docker.isEmpty, RealEngine.absence))
struct TranscriptTests {
    /// Scripts wait for most of their time, so several go at once.
    private static let turnstile = Turnstile(width: 4)
    private static let runsLong = ProcessInfo.processInfo.environment["SLIDECTL_LONG_TESTS"] != nil

    @Test func areManyAndLong() throws {
        guard Corpus.isWhole else { return }
        let scripts = try Corpus.scripts()
        #expect(scripts.count >= 60)
        for script in scripts { #expect(script.steps >= 5, "\(script) has \(script.steps) steps") }
    }

    @Test(arguments: RealEngine.docker)
    func printTheSameThroughTheGate(_ engine: RealEngine) async throws {
        let scripts = try Corpus.scripts().filter {
            $0.isForTheGate && (!$0.isLong || Self.runsLong)
                && ($0.isForEveryEngine || Self.runsLong || engine == RealEngine.docker.last)
        }
        let coverage = Coverage()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (number, script) in scripts.enumerated() {
                group.addTask {
                    try await Self.turnstile.pass {
                        try await Self.compare(script, on: engine, number: number, coverage)
                    }
                }
            }
            try await group.waitForAll()
        }
        print(coverage.table(for: engine))
        // Of the other engines the daily run has a part only.
        guard Corpus.isWhole, Self.runsLong || engine == RealEngine.docker.last else { return }
        for row in coverage.missing { Issue.record("on \(engine) no script reaches \(row)") }
    }

    private static func compare(
        _ script: TranscriptScript,
        on engine: RealEngine,
        number: Int,
        _ coverage: Coverage
    ) async throws {
        let socket = try #require(engine.socket)
        let began = ContinuousClock.now
        @Sendable func direct() async throws -> String {
            try await withScratch { scratch in
                try await Transcript(script, in: scratch).run(on: engine, against: socket, at: "127.0.0.1")
            }
        }
        @Sendable func gated() async throws -> String {
            // Each session has an address of its own, as those of people have.
            let address = "127.88.\(engine == .docker20 ? 20 : 28).\(number + 1)"
            return try await withScratch { scratch in
                let transcript = try Transcript(script, in: scratch)
                return try await withGate(
                    on: engine,
                    loopback: address,
                    settings: Self.settings,
                    workspace: transcript.workspace,
                    onServed: { coverage.note($0) }
                ) { _, path in try await transcript.run(on: engine, against: path, at: address) }
            }
        }
        // One after the other: the bare engine would list what the other half makes, too, and has each port once.
        var texts = (bare: [try await direct()], gated: [try await gated()])
        // Two equal texts of a missing client would be no proof.
        if texts.bare[0].contains("ModuleNotFoundError")
            || texts.bare[0].contains("docker: command not found")
        {
            Issue.record("\(script) lacks its client: run scripts/install-dependencies test")
        }
        coverage.note(texts.gated[0], script, began.duration(to: .now))
        func differences() -> [String] {
            let pairs = texts.gated.flatMap { text in texts.bare.map { Self.differences(of: text, from: $0) }
            }
            return pairs.min { $0.count < $1.count } ?? []
        }
        // What is printed in some runs only, such as an answer that docker-py loses where it comes with its head, is no
        // difference of the gate's: each side has a second run, the bare engine's first. The log says so.
        if !differences().isEmpty {
            print("\(script) on \(engine) is run again:\n\(differences().joined(separator: "\n"))")
            texts.bare.append(try await direct())
        }
        if !differences().isEmpty { texts.gated.append(try await gated()) }
        let lasting = differences()
        if !lasting.isEmpty { Issue.record("\(script) on \(engine):\n\(lasting.joined(separator: "\n"))") }
    }

    /// The lines that a text has more or less than another, but for what no two runs have in common.
    private static func differences(of text: String, from other: String) -> [String] {
        Normaliser.normalise(text).difference(from: Normaliser.normalise(other)).map { change in
            switch change {
            case .remove(_, let line, _): "- \(line)"
            case .insert(_, let line, _): "+ \(line)"
            }
        }
    }

    /// A registry that scripts start themselves may be used, too.
    private static let settings: GateSettings = {
        var settings = GateSettings()
        settings.registries.pulls += ["127.0.0.1:18341/*", "127.0.0.1:18342/*", "127.0.0.1:18343/*"]
        settings.registries.pushes.append("127.0.0.1:18341/*")
        return settings
    }()
}

/// Lets a number of tasks through at once.
private actor Turnstile {
    private var free: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(width: Int) { free = width }

    func pass(_ body: @Sendable () async throws -> Void) async throws {
        if free > 0 { free -= 1 } else { await withCheckedContinuation { waiting.append($0) } }
        defer { if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() } }
        try await body()
    }
}
