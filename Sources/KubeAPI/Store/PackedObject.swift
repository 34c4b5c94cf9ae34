import EngineAPI

/// An object in little room: its shape, which it shares with others of its kind, and its texts one after the other.
///
/// A tree of JSON takes several times the room of what it says. That is well spent on what is read all the time; events
/// are most of what a busy cluster holds, and hardly any is read again.
struct PackedObject: Sendable {
    /// The tree without its texts and numbers.
    private let shape: JSON
    /// The texts and numbers in their order, each with the byte behind it that no text has in UTF-8.
    private let texts: [UInt8]

    private static let end: UInt8 = 0xFF
    /// The sets of fields that managers own are part of the shape: those of one kind are alike.
    private static let kept = "fieldsV1"

    init(_ object: KubeObject, _ shapes: inout ObjectShapes) {
        var texts: [UInt8] = []
        texts.reserveCapacity(768)
        shape = shapes.shared(Self.shape(object.json, &texts))
        // A copy from elsewhere has just the room that it needs; one from the array itself would be the array again.
        self.texts = texts.withUnsafeBufferPointer { Array($0) }
    }

    var object: KubeObject {
        var rest = texts[...]
        return KubeObject(Self.filled(shape, from: &rest))
    }

    private static func shape(_ json: JSON, _ texts: inout [UInt8]) -> JSON {
        switch json {
        case .null, .bool: return json
        case .number(let text):
            texts += text.utf8
            texts.append(end)
            return .number("")
        case .string(let text):
            texts += text.utf8
            texts.append(end)
            return .string("")
        case .array(let elements): return .array(elements.map { shape($0, &texts) })
        case .object(let members):
            return .object(
                members.map { $0.name == kept ? $0 : .init($0.name, shape($0.value, &texts)) }
            )
        }
    }

    private static func filled(_ shape: JSON, from rest: inout ArraySlice<UInt8>) -> JSON {
        switch shape {
        case .null, .bool: return shape
        case .number: return .number(next(&rest))
        case .string: return .string(next(&rest))
        case .array(let elements): return .array(elements.map { filled($0, from: &rest) })
        case .object(let members):
            return .object(
                members.map { $0.name == kept ? $0 : .init($0.name, filled($0.value, from: &rest)) }
            )
        }
    }

    private static func next(_ rest: inout ArraySlice<UInt8>) -> String {
        let text = rest.prefix { $0 != end }
        rest = rest.dropFirst(text.count + 1)
        return String(decoding: text, as: UTF8.self)
    }
}

/// The shapes that packed objects share.
struct ObjectShapes: Sendable {
    /// More than the cluster's own events have; who writes very different ones shares less.
    private static let most = 256

    private var known: Set<JSON> = []

    init() {}

    /// The shape, as the one that is there already where there is an equal one.
    mutating func shared(_ shape: JSON) -> JSON {
        if known.count >= Self.most, !known.contains(shape) { known = [] }
        return known.insert(shape).memberAfterInsert
    }
}
