import EngineAPI
package import EngineGate
import Glibc
package import Host

/// The gate's way to the workspace: as root by mounting what was opened, else by parts of a volume.
package struct HeldWorkspace: WorkspaceBinder {
    let workspace: String
    /// Mounts of our own; nil where we may make none.
    let mounts: WorkspaceMounts?
    /// The volume that stands for the workspace, where there are no mounts.
    let volume: String

    package init(workspace: String, mounts: WorkspaceMounts?, volume: String) {
        (self.workspace, self.mounts, self.volume) = (workspace, mounts, volume)
    }

    package func bind(_ path: String, makesMissing: Bool) async throws -> BoundFolder {
        let relative = try below(path)
        guard let mounts else { return .volume(name: volume, subpath: relative) }
        do throws(WorkspaceMounts.Failure) {
            return .path(try mounts.mount(relative, makesMissing: makesMissing))
        } catch {
            switch error {
            case .outside: throw denied(path)
            case .missing:
                throw EngineError(
                    .badRequest,
                    "invalid mount config for type \"bind\": bind source path does not exist: \(path)"
                )
            case .failed(let reason):
                throw EngineError(.failed, "slidectl: \(path) can't be mounted: \(reason)")
            }
        }
    }

    /// The path from the workspace, dots resolved as text; links are looked at when it is opened.
    func below(_ path: String) throws -> String {
        var parts: [Substring] = []
        for part in path.split(separator: "/") where part != "." {
            if part == ".." { _ = parts.popLast() } else { parts.append(part) }
        }
        let clean = "/" + parts.joined(separator: "/")
        if clean == workspace { return "" }
        guard path.hasPrefix("/"), clean.hasPrefix(workspace + "/") else { throw denied(path) }
        return String(clean.dropFirst(workspace.count + 1))
    }

    private func denied(_ path: String) -> EngineError {
        EngineError(
            .forbidden,
            "slidectl: bind mounts are limited to your workspace: \(path) isn't in \(workspace), or a link leads out of it. "
                + "Copy what you need into the workspace, or use a volume (-v NAME:/path)."
        )
    }
}
