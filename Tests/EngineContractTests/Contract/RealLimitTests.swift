import EngineAPI
import EngineGate
import TarStream
import TestKit
import Testing

/// Limits that an engine knows nothing of.
@Suite(.serialized, .enabled(if: !RealEngine.docker.isEmpty, RealEngine.absence))
struct RealLimitTests {
    /// How a build ends that needs 700 processes at once, 512 of which a session gets.
    private static func build(on engine: any ContainerEngine) async throws -> [String] {
        let dockerfile = """
            FROM busybox
            RUN n=0; while [ $n -lt 700 ]; do sleep 60 & n=$((n+1)); done

            """
        var options = BuildOptions()
        options.noCache = true
        let context = try TarWriter.archive([("Dockerfile", Array(dockerfile.utf8))])
        return try await engine.build(options, EngineStream([context])).collect().compactMap(\.error)
    }

    @Test(.timeLimit(.minutes(3)), arguments: RealEngine.docker)
    func limitsTheProcessesOfABuild(_ engine: RealEngine) async throws {
        let bare = try await engine.connect()
        try await EngineContract(engine: bare, image: "busybox").prepare()
        #expect(try await Self.build(on: bare) == [])
        try await withGate(on: engine) { gate, _ in
            try await EngineContract(engine: gate, image: "busybox").prepare()
            let problems = try await Self.build(on: gate)
            #expect(problems.contains { $0.contains("returned a non-zero code") }, "\(problems)")
        }
    }
}
