import TestKit
import Testing

/// The real clients print the same through the gate as directly.
@Suite(.serialized, .enabled(if: !RealEngine.docker.isEmpty, RealEngine.absence))
struct TranscriptTests {
    @Test(arguments: try Corpus.scripts(), RealEngine.docker)
    func printsTheSameThroughTheGate(_ script: Corpus.File, _ engine: RealEngine) async throws {
        let socket = try #require(engine.socket)
        let direct = Normaliser.normalise(try await Transcript.run(script.contents, against: socket))
        let gated = try await withGate(on: engine) { _, path in
            Normaliser.normalise(try await Transcript.run(script.contents, against: path))
        }
        let differences = gated.difference(from: direct).map { change in
            switch change {
            case .remove(_, let line, _): "- \(line)"
            case .insert(_, let line, _): "+ \(line)"
            }
        }
        #expect(differences.isEmpty, "\(script) on \(engine):\n\(differences.joined(separator: "\n"))")
    }
}
