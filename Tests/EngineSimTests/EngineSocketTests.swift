import EngineAPI
import EngineSim
import Testing

/// The engine's own socket, which no program of the embedded engine speaks to.
struct EngineSocketTests {
    /// A real engine would make the container, so that the refusal is no mistake of the student's.
    @Test func isRefusedAndNoted() async throws {
        let test = try TestEngine()
        try await test.pull("busybox")
        let refused = await refusal {
            _ = try await test.create("busybox", ["true"]) {
                $0.hostConfig.binds = ["/var/run/docker.sock:/var/run/docker.sock"]
            }
        }
        #expect(refused?.kind == .forbidden)
        #expect(refused?.message.hasPrefix("slidectl: the engine's socket can't be mounted") == true)
        #expect(await test.engine.modelledNotes == ["docker.sock"])
    }

    @Test func isGivenToWhatCleansUpAfterTests() async throws {
        let test = try TestEngine()
        try await test.pull("testcontainers/ryuk")
        _ = try await test.create("testcontainers/ryuk", []) {
            $0.hostConfig.binds = ["/var/run/docker.sock:/var/run/docker.sock"]
        }
        #expect(await test.engine.modelledNotes.isEmpty)
    }
}
