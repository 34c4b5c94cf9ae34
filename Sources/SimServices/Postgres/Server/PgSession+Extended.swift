import SimShell

extension PgSession {
    /// A message of the extended protocol.
    mutating func handle(_ message: PgMessage) async throws(PgError) {
        var reader = PgReader(message.body)
        switch message.letter {
        case "P": try await parse(&reader)
        case "B": try bind(&reader)
        case "D": try await describe(&reader)
        case "E": try await execute(&reader)
        case "C":
            let kind = reader.byte()
            let name = reader.text()
            if kind == UInt8(ascii: "S") { prepared[name] = nil } else { portals[name] = nil }
            send("3")
        case "F": throw .notModelled("function calls of the protocol")
        default: throw PgError("08P01", "invalid frontend message type \(message.kind)")
        }
        guard !reader.isBroken else { throw PgError("08P01", "insufficient data left in message") }
    }

    private mutating func parse(_ reader: inout PgReader) async throws(PgError) {
        let name = reader.text()
        text = reader.text()
        let count = reader.int16()
        var types: [Int: SQLType] = [:]
        for index in 0..<max(0, count) {
            if let type = SQLType(oid: reader.int32()) { types[index + 1] = type }
        }
        guard prepared.count < 1000 else { throw PgError("53400", "too many prepared statements") }
        guard name.isEmpty || prepared[name] == nil else {
            throw PgError("42P05", "prepared statement \"\(name)\" already exists")
        }
        let statements = try SQLParser.statements(text)
        guard statements.count <= 1 else {
            throw PgError("42601", "cannot insert multiple commands into a prepared statement")
        }
        let statement = statements.first?.statement ?? .empty
        var one = Prepared(statement: statement, types: types, fields: nil, text: text)
        if transaction != .failed, let plan = try await database.describe(statement, types) {
            one.types = plan.parameters.merging(types) { _, given in given }
            one.fields = plan.returnsRows ? plan.fields : nil
        } else if case .show(let setting) = statement {
            one.fields = [PgField(name: setting, type: .text)]
        }
        prepared[name] = one
        send("1")
    }

    private mutating func bind(_ reader: inout PgReader) throws(PgError) {
        let portal = reader.text()
        let name = reader.text()
        guard let one = prepared[name] else {
            throw PgError("26000", "prepared statement \"\(name)\" does not exist")
        }
        text = one.text
        let formats = (0..<max(0, reader.int16())).map { _ in reader.int16() }
        let count = reader.int16()
        let wanted = one.types.keys.max() ?? 0
        guard count == wanted || count >= wanted else {
            throw PgError(
                "08P01",
                "bind message supplies \(count) parameters, but prepared statement \"\(name)\" requires \(wanted)"
            )
        }
        var values: [Int: PgValue] = [:]
        for index in 0..<max(0, count) {
            let length = reader.int32()
            guard length >= 0 else {
                values[index + 1] = .null
                continue
            }
            let bytes = reader.raw(length)
            let type = one.types[index + 1] ?? .text
            let isBinary = (formats.count == 1 ? formats[0] : index < formats.count ? formats[index] : 0) == 1
            values[index + 1] =
                isBinary
                ? try PgBinary.decode(bytes, as: type)
                : try PgCast.cast(.text(bytes.text), from: .unknown, to: type)
        }
        let results = (0..<max(0, reader.int16())).map { _ in reader.int16() }
        portals[portal] = Portal(prepared: one, values: values, formats: results)
        send("2")
    }

    private mutating func describe(_ reader: inout PgReader) async throws(PgError) {
        let kind = reader.byte()
        let name = reader.text()
        let fields: [PgField]?
        var formats: [Int] = []
        if kind == UInt8(ascii: "S") {
            guard let one = prepared[name] else {
                throw PgError("26000", "prepared statement \"\(name)\" does not exist")
            }
            let count = one.types.keys.max() ?? 0
            send("t") { writer in
                writer.add(int16: count)
                for index in 0..<count { writer.add(int32: (one.types[index + 1] ?? .text).oid) }
            }
            fields = one.fields
        } else {
            guard let portal = portals[name] else {
                throw PgError("34000", "portal \"\(name)\" does not exist")
            }
            fields = portal.prepared.fields
            formats = portal.formats
        }
        if let fields { sendDescription(fields, formats) } else { send("n") }
    }

    private mutating func execute(_ reader: inout PgReader) async throws(PgError) {
        let name = reader.text()
        let limit = reader.int32()
        guard var portal = portals[name] else { throw PgError("34000", "portal \"\(name)\" does not exist") }
        text = portal.prepared.text
        if case .empty = portal.prepared.statement { return send("I") }
        let result: PgResult
        if let known = portal.result {
            result = known
        } else {
            result = try await run(portal.prepared.statement, portal.prepared.types, portal.values)
            if result.sleep > 0 {
                _ = try? await server.process.world.sleep(for: .milliseconds(Int(result.sleep * 1000)))
            }
        }
        let end = limit > 0 ? min(result.rows.count, portal.sent + limit) : result.rows.count
        for row in result.rows[min(portal.sent, end)..<end] {
            try sendRow(row, result.fields, portal.formats)
        }
        portal.result = result
        portal.sent = end
        portals[name] = portal
        if end < result.rows.count { send("s") } else { send("C") { $0.add(text: result.tag) } }
    }
}
