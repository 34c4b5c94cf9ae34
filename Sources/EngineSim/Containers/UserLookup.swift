import EngineAPI
import SimShell

/// Finds the user that a process runs as in the container's own files.
struct UserLookup {
    /// What a process finds programs by where nothing else is said.
    static let path = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"

    private let users: [[Substring]]
    private let groups: [[Substring]]

    init(_ files: FileTree) {
        let rows = { (path: String) -> [[Substring]] in
            guard let bytes = try? files.read(path, from: 0, atMost: 1 << 18) else { return [] }
            return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map {
                $0.split(separator: ":", omittingEmptySubsequences: false)
            }
        }
        users = rows("/etc/passwd").filter { $0.count >= 6 }
        groups = rows("/etc/group").filter { $0.count >= 3 }
    }

    /// Reads `name`, `1000`, `name:group`, `1000:1000`; returns the user and the home folder.
    func find(_ text: String, more: [String]? = nil) throws(EngineError) -> (ProcessUser, home: String) {
        let sides = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(
            String.init
        )
        let name = sides.first.flatMap { $0.isEmpty ? nil : $0 } ?? "0"
        let row = users.first { $0[0] == name } ?? users.first { $0[2] == name }
        guard let number = row.flatMap({ Int($0[2]) }) ?? Int(name) else {
            throw EngineError(.failed, "unable to find user \(name): no matching entries in passwd file")
        }
        guard (0...Int(Int32.max)).contains(number) else {
            throw EngineError(.failed, "uids and gids must be in range 0-2147483647")
        }
        var user = ProcessUser(id: number, group: row.flatMap { Int($0[3]) } ?? 0)
        if sides.count > 1, !sides[1].isEmpty {
            user.group = try group(sides[1])
        } else if let row {
            user.groups = groups.filter { $0.count > 3 && $0[3].split(separator: ",").contains(row[0]) }
                .compactMap { Int($0[2]) }
        }
        for name in more ?? [] { user.groups.append(try group(name)) }
        return (user, row.map { String($0[5]) } ?? (number == 0 ? "/root" : "/"))
    }

    /// The number of a group.
    func group(_ name: String) throws(EngineError) -> Int {
        if let row = groups.first(where: { $0[0] == name }), let number = Int(row[2]) { return number }
        guard let number = Int(name), number >= 0 else {
            throw EngineError(.failed, "unable to find group \(name): no matching entries in group file")
        }
        return number
    }
}
