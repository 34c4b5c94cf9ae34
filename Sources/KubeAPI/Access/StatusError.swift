public import EngineAPI

/// Why an API server didn't do what it was asked: the `Status` that clients print.
///
/// Source: the Kubernetes API conventions, `meta/v1.Status`.
public struct StatusError: Error, Hashable, Sendable, CustomStringConvertible {
    /// One thing that is wrong with a field.
    public struct Cause: Hashable, Sendable {
        /// The kind of fault: `FieldValueInvalid`, `FieldValueRequired`.
        public var reason: String
        public var message: String
        /// The path of the field: `spec.containers[0].image`.
        public var field: String

        public init(_ reason: String, _ field: String, _ message: String) {
            self.reason = reason
            self.message = message
            self.field = field
        }
    }

    /// The HTTP status.
    public var code: Int
    /// The kind of failure: `NotFound`, `AlreadyExists`, `Conflict`, `Invalid`, `Forbidden`.
    public var reason: String
    public var message: String
    /// The object's name, its group, and its plural or kind, as `details` says them.
    public var name: String
    public var group: String
    public var kind: String
    public var causes: [Cause]

    public init(
        _ code: Int,
        _ reason: String,
        _ message: String,
        name: String = "",
        group: String = "",
        kind: String = "",
        causes: [Cause] = []
    ) {
        self.code = code
        self.reason = reason
        self.message = message
        self.name = name
        self.group = group
        self.kind = kind
        self.causes = causes
    }

    public var description: String { message }

    /// The body of the answer.
    public var json: JSON {
        var details: [JSON.Member] = []
        if !name.isEmpty { details.append(.init("name", .string(name))) }
        if !group.isEmpty { details.append(.init("group", .string(group))) }
        if !kind.isEmpty { details.append(.init("kind", .string(kind))) }
        if !causes.isEmpty {
            details.append(
                .init(
                    "causes",
                    .array(
                        causes.map { cause in
                            .object([
                                .init("reason", .string(cause.reason)),
                                .init("message", .string(cause.message)),
                                .init("field", .string(cause.field)),
                            ])
                        }
                    )
                )
            )
        }
        var members: [JSON.Member] = [
            .init("kind", .string("Status")), .init("apiVersion", .string("v1")),
            .init("metadata", .object([])),
            .init("status", .string("Failure")), .init("message", .string(message)),
            .init("reason", .string(reason)),
        ]
        if !details.isEmpty { members.append(.init("details", .object(details))) }
        members.append(.init("code", .number(String(code))))
        return .object(members)
    }
}

extension StatusError {
    /// There is no such object.
    public static func notFound(_ type: ResourceType, _ name: String) -> StatusError {
        StatusError(
            404,
            "NotFound",
            "\(type.qualifiedName) \"\(name)\" not found",
            name: name,
            group: type.group,
            kind: type.plural
        )
    }

    /// The name is taken.
    public static func alreadyExists(_ type: ResourceType, _ name: String) -> StatusError {
        StatusError(
            409,
            "AlreadyExists",
            "\(type.qualifiedName) \"\(name)\" already exists",
            name: name,
            group: type.group,
            kind: type.plural
        )
    }

    /// The object was changed since it was read.
    public static func conflict(_ type: ResourceType, _ name: String) -> StatusError {
        StatusError(
            409,
            "Conflict",
            "Operation cannot be fulfilled on \(type.qualifiedName) \"\(name)\": the object has been modified; "
                + "please apply your changes to the latest version and try again",
            name: name,
            group: type.group,
            kind: type.plural
        )
    }

    /// Something forbids it, and says why.
    public static func forbidden(_ type: ResourceType, _ name: String, _ why: String) -> StatusError {
        StatusError(
            403,
            "Forbidden",
            "\(type.qualifiedName) \"\(name)\" is forbidden: \(why)",
            name: name,
            group: type.group,
            kind: type.plural
        )
    }

    /// Fields have values that can't be.
    public static func invalid(_ type: ResourceType, _ name: String, _ causes: [Cause]) -> StatusError {
        let texts = causes.map { $0.field.isEmpty ? $0.message : "\($0.field): \($0.message)" }
        let list = texts.count == 1 ? texts[0] : "[\(texts.joined(separator: ", "))]"
        let kind = type.group.isEmpty ? type.kind : "\(type.kind).\(type.group)"
        return StatusError(
            422,
            "Invalid",
            "\(kind) \"\(name)\" is invalid: \(list)",
            name: name,
            group: type.group,
            kind: type.kind,
            causes: causes
        )
    }

    /// The request can't be read.
    public static func badRequest(_ message: String) -> StatusError {
        StatusError(400, "BadRequest", message)
    }
}
