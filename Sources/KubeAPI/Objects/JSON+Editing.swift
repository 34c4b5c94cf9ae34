import EngineAPI

/// Changes in place, for what fills in and takes away.
extension JSON {
    /// Sets a member that isn't there.
    mutating func setDefault(_ name: String, _ value: JSON) {
        if self[name] == nil { set(value, at: [name]) }
    }

    /// Changes a member that is there.
    mutating func edit(_ name: String, _ change: (inout JSON) -> Void) {
        guard case .object(var members) = self, let index = members.firstIndex(where: { $0.name == name })
        else {
            return
        }
        // Taken out while it changes, so that nothing is copied.
        self = .null
        change(&members[index].value)
        self = .object(members)
    }

    /// Changes each element of a list that is there.
    mutating func editEach(_ name: String, _ change: (inout JSON) -> Void) {
        edit(name) { list in
            guard case .array(var elements) = list else { return }
            list = .null
            for index in elements.indices { change(&elements[index]) }
            list = .array(elements)
        }
    }

    /// Changes what stands at a path, where it is there.
    mutating func edit(at path: ArraySlice<String>, _ change: (inout JSON) -> Void) {
        guard let name = path.first else { return change(&self) }
        edit(name) { $0.edit(at: path.dropFirst(), change) }
    }
}
