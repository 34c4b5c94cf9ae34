import EngineAPI

/// A set of fields of an object, as a tree: what a manager owns.
///
/// A step is written as in `fieldsV1`: `f:NAME` for a field, `k:{"name":"c"}` for an element by its key, `v:"x"` for a member of
/// a set.
struct FieldSet: Hashable, Sendable {
    /// Whether the field itself is in the set, not only fields in it.
    var isMember = false
    var children: [String: FieldSet] = [:]

    static let leaf = FieldSet(isMember: true)

    var isEmpty: Bool { !isMember && children.isEmpty }

    /// Puts a set in at a step, where it isn't empty.
    mutating func insert(_ step: String, _ set: FieldSet) {
        guard !set.isEmpty else { return }
        children[step] = children[step].map { $0.union(set) } ?? set
    }

    func union(_ other: FieldSet) -> FieldSet {
        FieldSet(
            isMember: isMember || other.isMember,
            children: children.merging(other.children) { $0.union($1) }
        )
    }

    func subtracting(_ other: FieldSet) -> FieldSet {
        var rest = FieldSet(isMember: isMember && !other.isMember)
        for (step, child) in children {
            rest.insert(step, other.children[step].map { child.subtracting($0) } ?? child)
        }
        return rest
    }

    func intersection(_ other: FieldSet) -> FieldSet {
        var both = FieldSet(isMember: isMember && other.isMember)
        for (step, child) in children {
            if let its = other.children[step] { both.insert(step, child.intersection(its)) }
        }
        return both
    }

    /// Without a field and all within it.
    func removing(_ path: ArraySlice<String>) -> FieldSet {
        guard let step = path.first, let child = children[step] else { return self }
        var rest = self
        rest.children[step] = nil
        if path.count > 1 { rest.insert(step, child.removing(path.dropFirst())) }
        return rest
    }

    /// The paths of all members, in order.
    var paths: [[String]] {
        var paths: [[String]] = isMember ? [[]] : []
        for step in children.keys.sorted() {
            paths += (children[step]?.paths ?? []).map { [step] + $0 }
        }
        return paths
    }

    /// The set in the form of `fieldsV1`.
    var json: JSON {
        var members: [JSON.Member] = isMember && !children.isEmpty ? [.object(".", [])] : []
        for step in children.keys.sorted() {
            if let child = children[step] { members.append(.init(step, child.json)) }
        }
        return .object(members)
    }

    /// Reads a set of the form of `fieldsV1`; the root itself is never a member.
    init(json: JSON?) {
        self.init(json: json, isRoot: true)
    }

    private init(json: JSON?, isRoot: Bool) {
        let members = json?.members ?? []
        isMember = !isRoot && (members.isEmpty || members.contains { $0.name == "." })
        for member in members where member.name != "." {
            children[member.name] = FieldSet(json: member.value, isRoot: false)
        }
    }

    init(isMember: Bool = false, children: [String: FieldSet] = [:]) {
        self.isMember = isMember
        self.children = children
    }

    /// A path as conflicts name it: `.spec.template.spec.containers[name="c"].image`.
    static func text(_ path: [String]) -> String {
        path.map { step in
            let rest = String(step.dropFirst(2))
            switch step.prefix(2) {
            case "f:": return ".\(rest)"
            case "v:": return "[=\(rest)]"
            default:
                let members = (try? JSON(Array(rest.utf8)))?.members ?? []
                let keys = members.map { "\($0.name)=\(String(decoding: $0.value.bytes, as: UTF8.self))" }
                return "[\(keys.joined(separator: ","))]"
            }
        }
        .joined()
    }
}
