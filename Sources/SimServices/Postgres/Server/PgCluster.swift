import SimShell
import Synchronization

/// The databases and roles below a data folder.
///
/// `PG_VERSION` marks the folder as one; `base/NAME.db` holds a database, `global/roles` a role in each line.
final class PgCluster: Sendable {
    struct Role: Hashable, Sendable {
        var name: String
        var oid: Int
        var isSuper: Bool
        var isLogin: Bool
        var secret: PgScram?
    }

    private struct State {
        var databases: [String: PgDatabase] = [:]
        var owners: [String: String] = [:]
        var roles: [String: Role] = [:]
        var lastSession = 60
    }

    let files: FileTree
    let folder: String
    let version: String
    let locale: String
    private let state = Mutex(State())

    init(files: FileTree, folder: String, version: String, locale: String) {
        self.files = files
        self.folder = folder
        self.version = version
        self.locale = locale
    }

    var isInitialised: Bool { files.exists(folder + "/PG_VERSION") }

    var banner: String { "PostgreSQL \(version) on x86_64-pc-linux-gnu (slidectl embedded, SQL over SQLite)" }

    func nextSession() -> Int {
        state.withLock { state in
            state.lastSession += 1
            return state.lastSession
        }
    }

    /// Makes the folder anew.
    func initialise(user: String, password: String?) async throws {
        for path in [folder, folder + "/base", folder + "/global"] where !files.exists(path) {
            try files.makeDirectory(
                path,
                mode: 0o700,
                owner: FileOwner(user: 999, group: 999),
                intermediate: true
            )
        }
        let secret = password.map { PgScram(password: $0, salt: Self.salt()) }
        state.withLock {
            $0.roles[user] = Role(name: user, oid: 10, isSuper: true, isLogin: true, secret: secret)
        }
        try saveRoles()
        for name in ["postgres", "template0", "template1"] { _ = try await create(name, owner: user) }
        try files.write(folder + "/PG_VERSION", Array("\(version.prefix { $0 != "." })\n".utf8), mode: 0o600)
    }

    static func salt() -> [UInt8] { (0..<16).map { _ in UInt8.random(in: 0...255) } }

    /// Reads the folder.
    func load() async throws(PgError) {
        let broken = PgError.fatal("XX000", "the data folder \(folder) isn't one of this server's")
        guard let text = try? files.read(folder + "/global/roles").text,
            let listing = try? files.list(folder + "/base")
        else { throw broken }
        for line in text.split(separator: "\n") {
            let parts = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            if parts.first == "role", parts.count == 8 {
                var secret: PgScram?
                if let salt = Base64.decode(parts[5]), let stored = Base64.decode(parts[6]),
                    let server = Base64.decode(parts[7]), !salt.isEmpty
                {
                    secret = PgScram(salt: salt, storedKey: stored, serverKey: server)
                }
                let role = Role(
                    name: parts[1],
                    oid: Int(parts[2]) ?? 10,
                    isSuper: parts[3] == "1",
                    isLogin: parts[4] == "1",
                    secret: secret
                )
                state.withLock { $0.roles[role.name] = role }
            } else if parts.first == "database", parts.count == 3 {
                state.withLock { $0.owners[parts[1]] = parts[2] }
            }
        }
        for entry in listing where entry.name.hasSuffix(".db") {
            guard let bytes = try? files.read("\(folder)/base/\(entry.name)") else { throw broken }
            let name = String(entry.name.dropLast(3))
            guard await open(name, bytes) != nil else { throw broken }
        }
    }

    private func open(_ name: String, _ bytes: [UInt8]?) async -> PgDatabase? {
        let path = "\(folder)/base/\(name).db"
        let files = files
        let database = PgDatabase(name: name, version: banner, locale: locale, bytes: bytes) {
            bytes throws(PgError) in
            do throws(FileTreeError) {
                try files.write(path, bytes, mode: 0o600, owner: FileOwner(user: 999, group: 999))
            } catch {
                throw PgError("53100", "could not write to file \"\(path)\": \(error.words)")
            }
        }
        guard let database else { return nil }
        await database.surround { [weak self] in self?.surroundings() ?? ([], []) }
        state.withLock { $0.databases[name] = database }
        return database
    }

    private func surroundings() -> (databases: [(name: String, owner: String)], roles: [PgSystemTables.Role])
    {
        state.withLock { state in
            let roles = state.roles.values.sorted { $0.oid < $1.oid }
            return (
                state.databases.keys.sorted().map {
                    ($0, state.owners[$0] ?? roles.first?.name ?? "postgres")
                },
                roles.map {
                    PgSystemTables.Role(name: $0.name, oid: $0.oid, isSuper: $0.isSuper, isLogin: $0.isLogin)
                }
            )
        }
    }

    func database(_ name: String) -> PgDatabase? { state.withLock { $0.databases[name] } }
    func role(_ name: String) -> Role? { state.withLock { $0.roles[name] } }

    @discardableResult
    func create(_ name: String, owner: String) async throws(PgError) -> PgDatabase {
        guard database(name) == nil else { throw PgError("42P04", "database \"\(name)\" already exists") }
        guard !name.contains("/"), name.utf8.count <= 63, !name.isEmpty, !name.hasPrefix("."),
            !name.unicodeScalars.contains(where: { $0.value < 0x20 })
        else {
            throw .notModelled("the database name \"\(name)\"")
        }
        guard role(owner) != nil else { throw PgError("42704", "role \"\(owner)\" does not exist") }
        guard state.withLock({ $0.databases.count }) < 32 else {
            throw PgError("53400", "too many databases")
        }
        guard let database = await open(name, nil) else { throw PgError("53200", "out of memory") }
        state.withLock { $0.owners[name] = owner }
        try await database.checkpoint()
        try saveRoles()
        return database
    }

    func drop(_ name: String) throws(PgError) {
        guard database(name) != nil else { throw PgError("3D000", "database \"\(name)\" does not exist") }
        state.withLock { state in
            state.databases[name] = nil
            state.owners[name] = nil
        }
        _ = try? files.remove("\(folder)/base/\(name).db")
        try saveRoles()
    }

    func put(_ name: String, password: String?, isLogin: Bool, isSuper: Bool, isAlter: Bool) throws(PgError) {
        let old = role(name)
        guard isAlter == (old != nil) else {
            throw isAlter
                ? PgError("42704", "role \"\(name)\" does not exist")
                : PgError("42710", "role \"\(name)\" already exists")
        }
        guard !name.unicodeScalars.contains(where: { $0.value < 0x20 }) else {
            throw .notModelled("control characters in names")
        }
        let secret = password.map { PgScram(password: $0, salt: Self.salt()) } ?? old?.secret
        let count = state.withLock { $0.roles.values.map(\.oid).max() ?? 10 }
        let role = Role(
            name: name,
            oid: old?.oid ?? max(16_383, count) + 1,
            isSuper: isSuper || old?.isSuper == true,
            isLogin: isLogin || old?.isLogin == true,
            secret: secret
        )
        state.withLock { $0.roles[name] = role }
        try saveRoles()
    }

    func dropRole(_ name: String) throws(PgError) {
        guard let role = role(name) else { throw PgError("42704", "role \"\(name)\" does not exist") }
        guard role.oid != 10 else {
            throw PgError("2BP01", "cannot drop role \(name) because it is required by the database system")
        }
        guard !state.withLock({ $0.owners.values.contains(name) }) else {
            throw PgError("2BP01", "role \"\(name)\" cannot be dropped because some objects depend on it")
        }
        state.withLock { $0.roles[name] = nil }
        try saveRoles()
    }

    private func saveRoles() throws(PgError) {
        let text = state.withLock { state in
            state.roles.values.sorted { $0.oid < $1.oid }.map { role in
                let secret =
                    role.secret.map { [$0.salt, $0.storedKey, $0.serverKey].map(Base64.encode) } ?? [
                        "", "", "",
                    ]
                return
                    ([
                        "role", role.name, String(role.oid), role.isSuper ? "1" : "0",
                        role.isLogin ? "1" : "0",
                    ] + secret).joined(separator: "\t")
            }.joined(separator: "\n") + "\n"
                + state.owners.map { "database\t\($0.key)\t\($0.value)\n" }.sorted().joined()
        }
        do throws(FileTreeError) {
            try files.write(
                folder + "/global/roles",
                Array(text.utf8),
                mode: 0o600,
                owner: FileOwner(user: 999, group: 999)
            )
        } catch { throw PgError("53100", "could not write the roles: \(error.words)") }
    }
}
