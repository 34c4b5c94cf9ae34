import Foundation
import TestKit
import Testing

/// The real clients print the same on the embedded engine in a session, hence behind the gate, as on the bare one.
///
/// The long run compares the bare one with the real engine; sessions never have it without the gate.
@Suite(.enabled(if: Transcript.hasClient, "needs the docker client (package docker-cli)"))
struct GatedTranscriptTests {
    @Test func printTheSameThroughTheGate() async throws {
        let scripts = try Corpus.scripts().filter {
            $0.isForTheGate && ($0.isForEmbeddedGate || $0.isForEveryEngine && !$0.isLong)
        }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (index, script) in scripts.enumerated() {
                if index >= 4 { try await group.next() }
                group.addTask { try await Self.compare(script, number: index + 1) }
            }
            try await group.waitForAll()
        }
    }

    private static func compare(_ script: TranscriptScript, number: Int) async throws {
        // Clients that attach to what ends at once may miss its last line, where the machine is busy: that isn't the same twice.
        guard try await !differences(script, number: number).isEmpty else { return }
        let differences = try await differences(script, number: number)
        if !differences.isEmpty { Issue.record("\(script):\n\(differences.joined(separator: "\n"))") }
    }

    private static func differences(_ script: TranscriptScript, number: Int) async throws -> [String] {
        // Each run has the ports of an address to itself.
        async let bare = EmbeddedRun.bare(script, at: "127.89.1.\(number)")
        async let gated = EmbeddedRun.gated(script, at: "127.89.2.\(number)")
        let lines = (bare: Normaliser.normalise(try await bare), gated: Normaliser.normalise(try await gated))
        return lines.gated.difference(from: lines.bare).map { change in
            switch change {
            case .remove(_, let line, _): "- \(line)"
            case .insert(_, let line, _): "+ \(line)"
            }
        }
    }
}
