import KubeAPI
import TarStream

/// How the files of a volume that is made of objects lie in it: in a folder of their moment, which the link `..data` names, behind
/// a link for each name at the top.
///
/// So a kubelet lays them, for a change of several files is seen at once when `..data` turns to the next folder.
struct VolumeLayout: Hashable, Sendable {
    private static let turning = "..data"

    private let files: [TarMember]
    /// `..2026_11_29_12_00_00.123456789`.
    private let folder: String
    private let seconds: Int

    init(_ files: [TarMember], at moment: KubeTime) {
        self.files = files
        let (seconds, rest) = moment.nanoseconds.quotientAndRemainder(dividingBy: 1_000_000_000)
        self.seconds = seconds
        folder = "..\(String(moment.text.dropLast().map { $0.isNumber ? $0 : "_" })).\(rest)"
    }

    /// What the volume shows at its top.
    private var names: Set<String> { Set(files.compactMap { Self.parts($0.path).first }) }

    private static func parts(_ path: String) -> [String] { path.split(separator: "/").map(String.init) }

    /// What is laid into the volume, in order, where another layout is there or none yet.
    func members(after old: VolumeLayout?) -> [TarMember] {
        var folders: Set<String> = []
        for file in files {
            let parts = Self.parts(file.path).dropLast()
            for count in 0..<parts.count { folders.insert(parts.prefix(count + 1).joined(separator: "/")) }
        }
        let made =
            [member(folder, .folder)] + folders.sorted().map { member("\(folder)/\($0)", .folder) }
            + files.map { file in
                var file = file
                (file.path, file.modified) = ("\(folder)/\(file.path)", seconds)
                return file
            }
        let links = names.subtracting(old?.names ?? []).sorted().map {
            member($0, .symbolicLink("\(Self.turning)/\($0)"))
        }
        return made + [member(Self.turning, .symbolicLink(folder))] + links
    }

    /// What of the layout before is to go once this one is laid.
    func leftovers(of old: VolumeLayout) -> [String] {
        let gone = old.names.subtracting(names).sorted()
        return old.folder == folder ? gone : gone + [old.folder]
    }

    private func member(_ path: String, _ kind: TarEntry.Kind) -> TarMember {
        TarMember(path: path, kind: kind, permissions: kind == .folder ? 0o755 : 0o777, modified: seconds)
    }
}
