import EngineAPI

/// Objects of the cluster's own making are written as literals.
extension JSON {
    static func int(_ value: Int) -> JSON { .number(String(value)) }
}

extension JSON.Member {
    static func string(_ name: String, _ value: String) -> JSON.Member { .init(name, .string(value)) }
    static func int(_ name: String, _ value: Int) -> JSON.Member { .init(name, .int(value)) }
    static func bool(_ name: String, _ value: Bool) -> JSON.Member { .init(name, .bool(value)) }
    static func object(_ name: String, _ members: [JSON.Member]) -> JSON.Member {
        .init(name, .object(members))
    }
    static func array(_ name: String, _ elements: [JSON]) -> JSON.Member { .init(name, .array(elements)) }
}
