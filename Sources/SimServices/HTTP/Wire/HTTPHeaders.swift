/// Header fields, in order; names are told apart without case.
struct HTTPHeaders: Hashable, Sendable {
    struct Field: Hashable, Sendable {
        var name: String
        var value: String
    }

    var fields: [Field]

    init(_ fields: KeyValuePairs<String, String> = [:]) {
        self.fields = fields.map { Field(name: $0.key, value: $0.value) }
    }

    /// The first value of a name; setting one replaces all.
    subscript(name: String) -> String? {
        get { fields.first { $0.name.lowercased() == name.lowercased() }?.value }
        set {
            remove(name)
            if let newValue { fields.append(Field(name: name, value: newValue)) }
        }
    }

    /// All values of a name.
    func all(_ name: String) -> [String] {
        fields.filter { $0.name.lowercased() == name.lowercased() }.map(\.value)
    }

    mutating func add(_ name: String, _ value: String) { fields.append(Field(name: name, value: value)) }

    mutating func remove(_ name: String) { fields.removeAll { $0.name.lowercased() == name.lowercased() } }

    /// Whether a list such as `keep-alive, upgrade` names a word.
    func names(_ word: String, in name: String) -> Bool {
        all(name).contains { list in
            list.split(separator: ",").contains { $0.trimmed.lowercased() == word }
        }
    }

    /// As they stand on the wire.
    var wire: String { fields.map { "\($0.name): \($0.value)\r\n" }.joined() }
}
