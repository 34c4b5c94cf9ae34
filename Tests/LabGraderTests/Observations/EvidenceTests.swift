import EngineAPI
import TestKit
import Testing

@testable import LabGrader

/// Evidence reads back as what was seen.
struct EvidenceTests {
    @Test func readsBackGeneratedObservations() throws {
        var generator = ObservationGenerator(random: SeededGenerator(seed: 11))
        for _ in 0..<2000 {
            let observation = generator.observation()
            let bytes = observation.json.bytes
            #expect(try Observation(json: try JSON(bytes)) == observation)
        }
    }

    @Test func readsBackGeneratedEvidence() throws {
        var generator = ObservationGenerator(random: SeededGenerator(seed: 12))
        for _ in 0..<1000 {
            let evidence = generator.evidence()
            let bytes = evidence.json.bytes
            let read = try CheckEvidence(json: try JSON(bytes))
            #expect(read == evidence)
            #expect(read.json.bytes == bytes)
        }
    }

    @Test func writesWhatDoesNotChangeOnce() {
        var evidence = CheckEvidence()
        let sight = ContainerSight().with {
            $0.setup.environment = ["LONG=" + String(repeating: "x", count: 1000)]
        }
        for time in 0..<100 {
            evidence.observations.append(
                RecordedObservation(asked: time, answered: time, .seen(.container(sight)))
            )
        }
        #expect(evidence.json.bytes.count < 6000)
    }

    @Test(arguments: [
        "{}", "[]", #"{"looks": [{}]}"#, #"{"looks": [{"at": 0, "to": 0, "same": true}]}"#,
        #"{"looks": [{"seen": {"absent": true}}]}"#,
        #"{"looks": [{"at": 0, "to": 0, "seen": {"moon": {}}}]}"#,
        #"{"looks": [{"at": 0, "to": 0, "seen": {"absent": true, "file": {}}}]}"#,
    ])
    func refusesWhatIsNoEvidence(_ text: String) {
        #expect(throws: JSONError.self) { try CheckEvidence(json: try JSON(Array(text.utf8))) }
    }
}
