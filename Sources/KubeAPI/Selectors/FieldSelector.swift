/// Which objects are meant, by some of their fields: `status.phase!=Running,spec.nodeName=node`.
struct FieldSelector: Hashable, Sendable {
    struct Requirement: Hashable, Sendable {
        var field: String
        var value: String
        var isNegated: Bool
    }

    var requirements: [Requirement]

    /// Reads a selector for objects of a type.
    ///
    /// - Throws: ``StatusError`` 400 for what can't be read and for fields by which the type can't be selected.
    init(_ text: String, for type: ResourceType) throws(StatusError) {
        requirements = []
        for term in Self.terms(text) where !term.isEmpty {
            guard let requirement = Self.requirement(term) else {
                throw .badRequest("invalid selector: '\(text)'; can't understand '\(term)'")
            }
            guard SelectableFields.of(type).contains(requirement.field) else {
                throw .badRequest(SelectableFields.refusal(requirement.field, type))
            }
            requirements.append(requirement)
        }
    }

    func matches(_ object: KubeObject) -> Bool {
        requirements.allSatisfy { requirement in
            (SelectableFields.value(requirement.field, of: object) == requirement.value)
                != requirement.isNegated
        }
    }

    /// The terms between commas; a backslash keeps a comma in its term.
    private static func terms(_ text: String) -> [String] {
        var terms: [String] = [""]
        var isEscaped = false
        for character in text {
            if character == ",", !isEscaped {
                terms.append("")
            } else {
                terms[terms.count - 1].append(character)
            }
            isEscaped = character == "\\" && !isEscaped
        }
        return terms
    }

    private static func requirement(_ term: String) -> Requirement? {
        guard let sign = term.firstIndex(where: { $0 == "=" || $0 == "!" }) else { return nil }
        let rest = term[sign...]
        let length: Int
        if rest.hasPrefix("!=") || rest.hasPrefix("==") {
            length = 2
        } else if rest.hasPrefix("=") {
            length = 1
        } else {
            return nil
        }
        var value = ""
        var isEscaped = false
        for character in rest.dropFirst(length) {
            if character == "\\", !isEscaped {
                isEscaped = true
                continue
            }
            guard isEscaped || character != "=" else { return nil }
            isEscaped = false
            value.append(character)
        }
        return Requirement(field: String(term[..<sign]), value: value, isNegated: rest.hasPrefix("!"))
    }
}
