import EngineAPI
import EngineGate

/// The gate's way to the workspace of an embedded engine, which follows no link by itself.
struct PlainWorkspace: WorkspaceBinder {
    let workspace: String

    func bind(_ path: String, makesMissing: Bool) async throws -> BoundFolder {
        let place = try HeldWorkspace(workspace: workspace, mounts: nil, volume: "").below(path)
        let whole = place.isEmpty ? workspace : "\(workspace)/\(place)"
        _ = try WorkspaceFolders(root: workspace).files(at: whole, creating: makesMissing)
        return .path(whole)
    }
}
