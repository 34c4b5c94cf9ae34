import EngineAPI

/// RFC 7386: a patch that looks like the object; null removes a member.
enum MergePatch {
    static func apply(_ patch: JSON, to target: JSON) -> JSON {
        guard case .object(let changes) = patch else { return patch }
        var members = target.members ?? []
        for change in changes {
            let index = members.firstIndex { $0.name == change.name }
            switch (change.value, index) {
            case (.null, let index?): members.remove(at: index)
            case (.null, nil): break
            case (_, let index?): members[index].value = apply(change.value, to: members[index].value)
            case (_, nil): members.append(.init(change.name, apply(change.value, to: .null)))
            }
        }
        return .object(members)
    }
}
