import EngineAPI
import EngineGate
import TestKit
import Testing

/// Real engines, bare and behind a gate, do what every engine does.
@Suite(.serialized, .enabled(if: !RealEngine.running.isEmpty, RealEngine.absence), .timeLimit(.minutes(3)))
struct EngineContractTests {
    @Test(arguments: RealEngine.running, EngineContract.parts.keys.sorted())
    func holdsOnTheBareEngine(_ engine: RealEngine, _ part: String) async throws {
        let contract = EngineContract(engine: try await engine.connect(), image: "busybox")
        try await contract.prepare()
        try await EngineContract.parts[part]?(contract)
    }

    @Test(arguments: RealEngine.running, EngineContract.parts.keys.sorted())
    func holdsBehindTheGate(_ engine: RealEngine, _ part: String) async throws {
        try await withGate(on: engine) { gate, _ in
            let contract = EngineContract(engine: gate, image: "busybox")
            try await contract.prepare()
            try await EngineContract.parts[part]?(contract)
        }
    }
}
