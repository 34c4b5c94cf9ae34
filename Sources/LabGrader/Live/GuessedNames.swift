import EngineAPI
import LabModel
import TextMatch

/// Finds what a name of a check may stand for, where nobody reads the output that gives it: something that was made.
struct GuessedNames {
    let engine: any ContainerEngine
    /// What was there before the lab began.
    let before: EngineMark

    /// The ids that a check's subject may be, the newest first; nothing where the engine doesn't say.
    func candidates(for subject: CheckSubject) async -> [String] {
        guard let now = try? await EngineMark(engine) else { return [] }
        return switch subject {
        case .network: now.networks.subtracting(before.networks).sorted()
        case .volume: now.volumes.subtracting(before.volumes).sorted()
        case .image: now.imageIDs.subtracting(before.imageIDs).sorted()
        default: now.newestFirst.filter { before.containers[$0] == nil }
        }
    }
}
