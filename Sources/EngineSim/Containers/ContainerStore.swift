import EngineAPI

/// The containers, and how their names are found.
struct ContainerStore {
    private(set) var records: [String: ContainerRecord] = [:]
    private var names: [String: String] = [:]
    private var last = 0

    var count: Int { records.count }

    /// All, the newest first.
    var all: [ContainerRecord] { records.values.sorted { $0.number > $1.number } }

    /// The number for the next one.
    mutating func nextNumber() -> Int {
        last += 1
        return last
    }

    /// Finds a container by id, name or start of an id.
    func find(_ name: String) throws(EngineError) -> ContainerRecord {
        if let record = records[name] { return record }
        let bare = name.hasPrefix("/") ? String(name.dropFirst()) : name
        if let id = names[bare], let record = records[id] { return record }
        guard !bare.isEmpty else { throw .noSuchContainer(name) }
        let found = records.keys.filter { $0.hasPrefix(bare) }
        guard found.count < 2 else {
            throw EngineError(.badRequest, "Multiple IDs found with provided prefix: \(bare)")
        }
        guard let id = found.first, let record = records[id] else { throw .noSuchContainer(name) }
        return record
    }

    /// The container of an id; nil where it is gone.
    subscript(id: String) -> ContainerRecord? { records[id] }

    func isTaken(_ name: String) -> Bool { names[name] != nil }

    /// Checks that a name is one, and free.
    func check(_ name: String) throws(EngineError) {
        guard EngineName.isName(name) else {
            throw EngineError(
                .badRequest,
                "Invalid container name (\(name)), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed"
            )
        }
        guard let id = names[name] else { return }
        throw EngineError(
            .conflict,
            "Conflict. The container name \"/\(name)\" is already in use by container \"\(id)\". "
                + "You have to remove (or rename) that container to be able to reuse that name."
        )
    }

    mutating func insert(_ record: ContainerRecord) {
        records[record.id] = record
        names[record.name] = record.id
    }

    mutating func rename(_ record: ContainerRecord, to name: String) {
        names[record.name] = nil
        record.name = name
        names[name] = record.id
    }

    mutating func remove(_ record: ContainerRecord) {
        records[record.id] = nil
        if names[record.name] == record.id { names[record.name] = nil }
    }
}
