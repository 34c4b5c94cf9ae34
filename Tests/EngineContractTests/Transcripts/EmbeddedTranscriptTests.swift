import Foundation
import TestKit
import Testing

private enum EmbeddedTranscripts {
    static let areWanted = ProcessInfo.processInfo.environment["SLIDECTL_LONG_TESTS"] != nil
}

/// The real clients print the same on the embedded engine as on the real one, but for what is listed with its
/// reason.
@Suite(
    .serialized,
    .enabled(
        if: RealEngine.docker.last == .docker28 && EmbeddedTranscripts.areWanted,
        "long: make test-all, with docker28"
    )
)
struct EmbeddedTranscriptTests {
    @Test func printTheSameOnTheEmbeddedEngine() async throws {
        let scripts = try Corpus.scripts()
        let known = try Self.differences()
        let socket = try #require(RealEngine.docker28.socket)
        var direct: [String: [String]] = [:]
        try await withThrowingTaskGroup(of: (String, [String]).self) { group in
            for (index, script) in scripts.enumerated() {
                if index >= 4, let (name, lines) = try await group.next() { direct[name] = lines }
                group.addTask { (script.name, try await Self.direct(script, socket)) }
            }
            for try await (name, lines) in group { direct[name] = lines }
        }
        var agreeing = 0
        // One after the other: each has the ports of 127.0.0.1 to itself, as on the real engine.
        for script in scripts {
            let real = direct[script.name] ?? []
            let text = try await EmbeddedRun.bare(script, at: "127.0.0.1")
            var differences = Self.difference(Normaliser.normalise(text), real)
            if !differences.isEmpty, known[script.name] == nil {
                // The real engine had four scripts at once; what it prints alone counts.
                let alone = try await Self.direct(script, socket)
                differences = Self.difference(Normaliser.normalise(text), alone)
            }
            try Self.keep(differences, of: script)
            if differences.isEmpty { agreeing += 1 }
            switch (differences.isEmpty, known[script.name]) {
            case (true, nil), (false, .some): break
            case (true, .some): Issue.record("\(script) agrees; take it out of the list")
            case (false, nil): Issue.record("\(script):\n\(differences.joined(separator: "\n"))")
            }
        }
        print("embedded: \(agreeing) of \(scripts.count) scripts agree with docker 28")
    }

    /// The scripts that differ, each with the reason: `name: reason`.
    private static func differences() throws -> [String: String] {
        let path = Corpus.root.appending(path: "Embedded/differences.txt")
        var found: [String: String] = [:]
        for line in try String(contentsOf: path, encoding: .utf8).split(separator: "\n")
        where !line.hasPrefix("#") {
            let sides = line.split(separator: ":", maxSplits: 1).map(String.init)
            if sides.count == 2 { found[sides[0]] = sides[1] }
        }
        return found
    }

    private static func direct(_ script: TranscriptScript, _ socket: String) async throws -> [String] {
        let text = try await withScratch { scratch in
            try await Transcript(script, in: scratch).run(on: .docker28, against: socket, at: "127.0.0.1")
        }
        return Normaliser.normalise(text)
    }

    private static func difference(_ ours: [String], _ real: [String]) -> [String] {
        ours.difference(from: real).map { change in
            switch change {
            case .remove(_, let line, _): "- \(line)"
            case .insert(_, let line, _): "+ \(line)"
            }
        }
    }

    /// Keeps what differs where `SLIDECTL_TEST_DIFFERENCES` says, for whoever works on it.
    private static func keep(_ differences: [String], of script: TranscriptScript) throws {
        guard let folder = ProcessInfo.processInfo.environment["SLIDECTL_TEST_DIFFERENCES"],
            !differences.isEmpty
        else { return }
        let text = differences.joined(separator: "\n") + "\n"
        try text.write(toFile: "\(folder)/\(script.name)", atomically: true, encoding: .utf8)
    }
}
