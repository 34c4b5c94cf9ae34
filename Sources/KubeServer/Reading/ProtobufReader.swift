import EngineAPI
import KubeAPI

/// Reads the protobuf bodies that kubectl sends from 1.32 on.
///
/// They are written by a program that writes every plain scalar, so empty ones are left out: in JSON they would be values.
struct ProtobufReader {
    /// `k8s` and a zero, with which each body begins.
    private static let magic: [UInt8] = [0x6B, 0x38, 0x73, 0]
    private static let deepest = 48

    let schema: KubeSchema

    /// What stands in a body.
    ///
    /// - Throws: ``StatusError`` 400 for what can't be read, or is of a type that isn't known.
    func object(_ body: [UInt8]) throws(StatusError) -> KubeObject {
        guard body.starts(with: Self.magic) else {
            throw .badRequest("provided data does not appear to be a protobuf message")
        }
        do {
            let (apiVersion, kind, raw) = try Self.envelope(body.dropFirst(4))
            guard let type = schema.kind(kind, in: apiVersion) else {
                throw StatusError.badRequest(
                    "no kind \"\(kind)\" is registered for version \"\(apiVersion)\" in protobuf"
                )
            }
            let json = try message(raw, type, depth: 0)
            return KubeObject(
                json.leading([.init("apiVersion", .string(apiVersion)), .init("kind", .string(kind))])
            )
        } catch let error as StatusError { throw error } catch {
            throw .badRequest("the protobuf message can't be read")
        }
    }

    private static func envelope(
        _ bytes: ArraySlice<UInt8>
    ) throws(WireReader.Malformed) -> (apiVersion: String, kind: String, raw: ArraySlice<UInt8>) {
        var reader = WireReader(bytes)
        var names: [Int: String] = [:]
        var raw: ArraySlice<UInt8> = []
        while let (number, value) = try reader.next() {
            guard case .bytes(let bytes) = value else { continue }
            if number == 2 { raw = bytes }
            if number == 1 {
                var reader = WireReader(bytes)
                while let (number, value) = try reader.next() {
                    guard case .bytes(let name) = value else { continue }
                    names[number] = try text(name)
                }
            }
        }
        return (names[1] ?? "", names[2] ?? "", raw)
    }

    /// The values of a message's fields, as they come.
    private struct Found {
        var one: JSON?
        var list: [JSON] = []
        var map: [JSON.Member] = []
    }

    private func message(
        _ bytes: ArraySlice<UInt8>,
        _ type: SchemaType,
        depth: Int
    ) throws(WireReader.Malformed) -> JSON {
        guard depth < Self.deepest else { throw WireReader.Malformed() }
        var reader = WireReader(bytes)
        var found: [Int: Found] = [:]
        while let (number, value) = try reader.next() {
            guard let field = type.field(number: number) else { continue }
            switch field.cardinality {
            case .one: found[number, default: Found()].one = try one(value, field, depth: depth)
            case .list:
                found[number, default: Found()].list += try elements(value, field, depth: depth)
            case .map:
                guard case .bytes(let entry) = value else { throw WireReader.Malformed() }
                found[number, default: Found()].map.append(try self.entry(entry, field, depth: depth))
            }
        }
        var members: [JSON.Member] = []
        for field in type.fields {
            guard let found = found[field.number] else { continue }
            switch field.cardinality {
            case .one:
                guard let value = found.one else { continue }
                if field.isInlined { members += value.members ?? [] }
                if !field.isInlined { members.append(.init(field.name, value)) }
            case .list: members.append(.init(field.name, .array(found.list)))
            case .map: members.append(.init(field.name, .object(found.map)))
            }
        }
        return .object(members)
    }

    /// A single value; nil where it says nothing.
    private func one(
        _ value: WireReader.Value,
        _ field: SchemaField,
        depth: Int
    ) throws(WireReader.Malformed) -> JSON? {
        let json = try content(value, field, depth: depth)
        if field.isPointer { return json }
        switch json {
        case .string(""), .number("0"), .bool(false): return field.content == .intOrString ? json : nil
        default: return json
        }
    }

    private func elements(
        _ value: WireReader.Value,
        _ field: SchemaField,
        depth: Int
    ) throws(WireReader.Malformed) -> [JSON] {
        if case .bytes(let bytes) = value, [.int32, .int64, .bool].contains(field.content) {
            var elements: [JSON] = []
            for number in try WireReader.packed(bytes) {
                elements.append(try content(.varint(number), field, depth: depth))
            }
            return elements
        }
        return [try content(value, field, depth: depth)]
    }

    private func entry(
        _ bytes: ArraySlice<UInt8>,
        _ field: SchemaField,
        depth: Int
    ) throws(WireReader.Malformed) -> JSON.Member {
        var reader = WireReader(bytes)
        var key = ""
        var found = try content(.bytes([]), field, depth: depth)
        while let (number, value) = try reader.next() {
            if number == 1, case .bytes(let name) = value { key = try Self.text(name) }
            if number == 2 { found = try content(value, field, depth: depth) }
        }
        return JSON.Member(key, found)
    }

    private func content(
        _ value: WireReader.Value,
        _ field: SchemaField,
        depth: Int
    ) throws(WireReader.Malformed) -> JSON {
        switch (field.content, value) {
        case (.bool, .varint(let number)): return .bool(number != 0)
        case (.int32, .varint(let number)): return .number(String(Int32(truncatingIfNeeded: number)))
        case (.int64, .varint(let number)): return .number(String(Int64(truncatingIfNeeded: number)))
        case (.string, .bytes(let bytes)): return .string(try Self.text(bytes))
        case (.bytes, .bytes(let bytes)): return .string(Base64.encode(Array(bytes), forURLs: false))
        case (.type(let name), .bytes(let bytes)):
            guard let type = schema[name] else { throw WireReader.Malformed() }
            return try message(bytes, type, depth: depth + 1)
        case (let content, .bytes(let bytes)):
            guard let json = try ProtobufSpecials.value(content, bytes) else { throw WireReader.Malformed() }
            return json
        default: throw WireReader.Malformed()
        }
    }

    static func text(_ bytes: ArraySlice<UInt8>) throws(WireReader.Malformed) -> String {
        guard let text = String(validating: bytes, as: UTF8.self) else { throw WireReader.Malformed() }
        return text
    }
}
