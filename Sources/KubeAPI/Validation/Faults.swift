import EngineAPI

/// Collects what is wrong with an object.
struct Faults {
    private(set) var causes: [StatusError.Cause] = []

    mutating func add(_ cause: StatusError.Cause) { causes.append(cause) }
    mutating func add(_ more: [StatusError.Cause]) { causes += more }
    mutating func require(_ path: String, _ detail: String = "") { add(.required(path, detail)) }

    mutating func refuse(_ path: String, _ text: String, _ why: String) {
        add(.invalid(path, GoFormat.quoted(text), why))
    }

    mutating func refuse(_ path: String, _ number: Int, _ why: String) {
        add(.invalid(path, String(number), why))
    }

    /// A text that must have a form; the rule says what is wrong.
    mutating func check(_ path: String, _ text: String?, _ rule: (String) -> String?) {
        if let text, let problem = rule(text) { refuse(path, text, problem) }
    }

    /// A text that must be there and have a form.
    mutating func checkRequired(_ path: String, _ text: String?, _ rule: (String) -> String? = { _ in nil }) {
        guard let text, !text.isEmpty else { return require(path) }
        check(path, text, rule)
    }

    /// One of a few words; nothing said is fine.
    mutating func check(_ path: String, _ text: String?, oneOf words: [String]) {
        if let text, !words.contains(text) { add(.unsupported(path, GoFormat.quoted(text), words)) }
    }

    /// A number that can't be negative.
    mutating func checkNatural(_ path: String, _ number: JSON?) {
        if let value = number?.integer, value < 0 {
            refuse(path, value, "must be greater than or equal to 0")
        }
    }

    mutating func checkPort(_ path: String, _ number: Int) {
        if !(1...65_535).contains(number) { refuse(path, number, "must be between 1 and 65535, inclusive") }
    }

    /// A port by number or by name; one that isn't said is 0.
    mutating func checkPort(_ path: String, _ port: JSON?) {
        switch port {
        case .string(let name): check(path, name, PortRules.nameProblem)
        case let value: checkPort(path, value?.integer ?? 0)
        }
    }
}
