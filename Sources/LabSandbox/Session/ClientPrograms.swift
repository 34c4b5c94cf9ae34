import Foundation
import Host

/// The clients that students type, found where the machine has them.
struct ClientPrograms {
    /// Folders for PATH, before the system's.
    var programs: [String] = []
    /// Folders of docker's plugins.
    var plugins: [String] = []
    /// Folders that must be shown inside for these.
    var readable: [String] = []

    /// Looks through the folders that settings name, then through what the caller's own `docker` uses.
    init(settings: [String], environment: [String: String]) {
        let named = environment["SLIDECTL_SANDBOX_CLIENTS"].map { [$0] } ?? []
        for folder in settings + named {
            if Self.isFolder(folder + "/bin") { programs.append(folder + "/bin") }
            if Self.isFolder(folder + "/cli-plugins") { plugins.append(folder + "/cli-plugins") }
            show(folder)
        }
        let configuration = environment["DOCKER_CONFIG"] ?? environment["HOME"].map { $0 + "/.docker" }
        if let configuration { addPlugins(of: configuration) }
        let path = (environment["PATH"] ?? "").split(separator: ":").map(String.init)
        for name in ["docker", "kubectl"] {
            guard let folder = path.first(where: { access("\($0)/\(name)", X_OK) == 0 }),
                !SessionEnvironment.systemPath.contains(folder),
                let real = FileLinks.resolved("\(folder)/\(name)")
            else { continue }
            let home = URL(filePath: real).deletingLastPathComponent().path
            if !programs.contains(home) { programs.append(home) }
            show(home)
        }
    }

    private mutating func addPlugins(of configuration: String) {
        var folders = [configuration + "/cli-plugins"]
        if let data = FileManager.default.contents(atPath: configuration + "/config.json"),
            let object = try? JSONSerialization.jsonObject(with: data) as? [String: Any],
            let extra = object["cliPluginsExtraDirs"] as? [String]
        {
            folders += extra
        }
        for folder in folders where Self.isFolder(folder) {
            plugins.append(folder)
            show(folder)
        }
    }

    /// A folder, and the folders that links in it lead to.
    private mutating func show(_ folder: String) {
        guard !folder.hasPrefix("/usr/"), !folder.hasPrefix("/opt/"), !readable.contains(folder) else {
            return
        }
        readable.append(folder)
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        for name in names {
            guard let real = FileLinks.resolved("\(folder)/\(name)"), real != "\(folder)/\(name)" else {
                continue
            }
            let target = Self.isFolder(real) ? real : URL(filePath: real).deletingLastPathComponent().path
            let isShown = readable.contains { target == $0 || target.hasPrefix($0 + "/") }
            if !isShown, !target.hasPrefix("/usr/"), !target.hasPrefix("/opt/") { readable.append(target) }
        }
    }

    private static func isFolder(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
    }
}

/// Where docker's plugins lie on this machine.
public enum ClientFolders {
    /// The folders of plugins that sessions use, and docker's own.
    public static func plugins(_ environment: [String: String]) -> [String] {
        ClientPrograms(settings: [], environment: environment).plugins + [
            "/usr/local/lib/docker/cli-plugins", "/usr/local/libexec/docker/cli-plugins",
            "/usr/lib/docker/cli-plugins",
            "/usr/libexec/docker/cli-plugins",
        ]
    }
}
