import EngineSim
import LabGrader

/// What of an embedded engine's results is only modelled.
struct EmbeddedModels: ModelledResults {
    let engine: SimulatedEngine

    func ofContainer(_ id: String) async -> [String] { await engine.modelled(id) }

    func ofImage(_ id: String) async -> [String] { await engine.modelled(id) }

    func ofFailedBuilds() async -> [String] { await engine.modelledFailures.sorted() }

    func all() async -> [String] { await engine.modelledNotes }
}
