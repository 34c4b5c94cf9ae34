/// Who is who, by `/etc/passwd` and `/etc/group`.
public struct Accounts: Sendable {
    /// A line of `/etc/passwd`.
    public struct User: Hashable, Sendable {
        public var name: String
        public var id: Int
        public var group: Int
        public var home: String
        public var shell: String
    }

    /// Without the files, root is known.
    public let users: [User]
    /// Groups by name.
    public let groups: [(name: String, id: Int, members: [String])]

    public init(_ files: FileTree) {
        users = Self.rows(files, "/etc/passwd").compactMap { row in
            guard row.count >= 7, let id = Int(row[2]), let group = Int(row[3]) else { return nil }
            return User(name: row[0], id: id, group: group, home: row[5], shell: row[6])
        }
        groups = Self.rows(files, "/etc/group").compactMap { row in
            guard row.count >= 4, let id = Int(row[2]) else { return nil }
            return (name: row[0], id: id, members: row[3].split(separator: ",").map(String.init))
        }
    }

    private static func rows(_ files: FileTree, _ path: String) -> [[String]] {
        guard let bytes = try? files.read(path, from: 0, atMost: 1 << 18) else { return [] }
        return bytes.split(separator: UInt8(ascii: "\n")).prefix(2000).map { line in
            line.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
                .map { String(decoding: $0, as: UTF8.self) }
        }
    }

    /// A user by name.
    public func user(named name: String) -> User? { users.first { $0.name == name } }

    /// A user's name; nil where the file has none.
    public func userName(_ id: Int) -> String? { users.first { $0.id == id }?.name }

    /// A group's name; nil where the file has none.
    public func groupName(_ id: Int) -> String? { groups.first { $0.id == id }?.name }

    /// A group's number.
    public func group(named name: String) -> Int? { groups.first { $0.name == name }?.id }
}
