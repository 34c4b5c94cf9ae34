import EngineAPI

/// RFC 6902: a list of changes, each at a pointer; all of them are made or none.
struct JSONPatch {
    /// As many changes as the real server takes.
    static let longest = 10_000
    /// How many values `copy` may make in all, lest a short patch makes a huge object.
    static let mostCopied = 200_000
    /// How deep a patched object may be nested.
    static let deepest = 64

    /// Why a patch can't be applied.
    enum Failure: Error, Hashable {
        /// The patch isn't one.
        case malformed(String)
        /// A test failed, or a place isn't there.
        case doesNotFit
        case tooLarge
    }

    private let operations: [JSON]
    private var copied = 0

    static func apply(_ patch: JSON, to target: JSON) throws(Failure) -> JSON {
        guard let operations = patch.elements else { throw .malformed("the patch is no list") }
        guard operations.count <= longest else { throw .tooLarge }
        var patch = JSONPatch(operations: operations)
        return try patch.run(on: target)
    }

    private init(operations: [JSON]) { self.operations = operations }

    private mutating func run(on target: JSON) throws(Failure) -> JSON {
        var document = target
        for operation in operations {
            let path = try Self.pointer(operation["path"])
            switch operation["op"]?.text {
            case "add": try Self.add(try value(of: operation, at: path), to: &document, at: path.parts[...])
            case "remove": _ = try Self.remove(from: &document, at: path.parts[...])
            case "replace":
                let value = try value(of: operation, at: path)
                guard document.pointee(path.parts[...]) != nil else { throw .doesNotFit }
                try Self.change(&document, at: path.parts[...], to: value)
            case "move":
                let from = try Self.pointer(operation["from"])
                guard !path.parts.starts(with: from.parts) || path == from else { throw .doesNotFit }
                let value = try Self.remove(from: &document, at: from.parts[...])
                try check(value, at: path)
                try Self.add(value, to: &document, at: path.parts[...])
            case "copy":
                let from = try Self.pointer(operation["from"])
                guard let value = document.pointee(from.parts[...]) else { throw .doesNotFit }
                copied += value.size
                try check(value, at: path)
                try Self.add(value, to: &document, at: path.parts[...])
            case "test":
                let wanted = operation["value"]?.canonical(keepingNulls: true) ?? .null
                let found = document.pointee(path.parts[...])
                guard (found ?? .null).canonical(keepingNulls: true) == wanted, found != nil || wanted.isNull
                else { throw .doesNotFit }
            case let other: throw .malformed("unknown operation \(other.map(GoFormat.quoted) ?? "")")
            }
        }
        return document
    }

    private static func pointer(_ value: JSON?) throws(Failure) -> JSONPointer {
        guard let text = value?.text, let pointer = JSONPointer(text) else {
            throw .malformed("a pointer is missing or malformed")
        }
        return pointer
    }

    private func value(of operation: JSON, at path: JSONPointer) throws(Failure) -> JSON {
        guard let value = operation["value"] else { throw .malformed("a value is missing") }
        try check(value, at: path)
        return value
    }

    private func check(_ value: JSON, at path: JSONPointer) throws(Failure) {
        guard copied <= Self.mostCopied, path.parts.count < Self.deepest,
            path.parts.count + value.depth(atMost: Self.deepest) <= Self.deepest
        else { throw .tooLarge }
    }

    private static func add(
        _ value: JSON,
        to target: inout JSON,
        at path: ArraySlice<String>
    ) throws(Failure) {
        guard let part = path.first else {
            target = value
            return
        }
        switch target {
        case .object(var members):
            // Taken out while it changes, so that nothing is copied.
            target = .null
            defer { target = .object(members) }
            let index = members.firstIndex { $0.name == part }
            if path.count == 1 {
                if let index { members[index].value = value } else { members.append(.init(part, value)) }
            } else {
                guard let index else { throw .doesNotFit }
                try add(value, to: &members[index].value, at: path.dropFirst())
            }
        case .array(var elements):
            target = .null
            defer { target = .array(elements) }
            if path.count == 1 {
                if part == "-" {
                    elements.append(value)
                } else {
                    guard let index = JSONPointer.index(part, below: elements.count + 1) else {
                        throw .doesNotFit
                    }
                    elements.insert(value, at: index)
                }
            } else {
                guard let index = JSONPointer.index(part, below: elements.count) else { throw .doesNotFit }
                try add(value, to: &elements[index], at: path.dropFirst())
            }
        case .null, .bool, .number, .string: throw .doesNotFit
        }
    }

    private static func remove(
        from target: inout JSON,
        at path: ArraySlice<String>
    ) throws(Failure) -> JSON {
        guard let part = path.first else { throw .doesNotFit }
        switch target {
        case .object(var members):
            guard let index = members.firstIndex(where: { $0.name == part }) else { throw .doesNotFit }
            target = .null
            defer { target = .object(members) }
            return path.count == 1
                ? members.remove(at: index).value
                : try remove(from: &members[index].value, at: path.dropFirst())
        case .array(var elements):
            guard let index = JSONPointer.index(part, below: elements.count) else { throw .doesNotFit }
            target = .null
            defer { target = .array(elements) }
            return path.count == 1
                ? elements.remove(at: index) : try remove(from: &elements[index], at: path.dropFirst())
        case .null, .bool, .number, .string: throw .doesNotFit
        }
    }

    /// Puts a value in the place of one that is there.
    private static func change(
        _ target: inout JSON,
        at path: ArraySlice<String>,
        to value: JSON
    ) throws(Failure) {
        guard let last = path.last else {
            target = value
            return
        }
        let parent = path.dropLast()
        if case .array(let elements)? = target.pointee(parent),
            JSONPointer.index(last, below: elements.count) != nil
        {
            _ = try remove(from: &target, at: path)
        }
        try add(value, to: &target, at: path)
    }
}
