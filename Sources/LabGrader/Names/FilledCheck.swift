import LabModel

/// A check with all names filled in.
struct FilledCheck: Hashable, Sendable {
    var subject: CheckSubject
    var predicates: [CheckPredicate]
    /// The check as it is written, filled in as far as its names are known.
    var text: String

    /// Fills in a check.
    ///
    /// - Throws: ``NameTable/Missing`` for a subject that has a name without a value, or an operand that refers to one.
    init(_ check: LabCheck, _ names: NameTable) throws(NameTable.Missing) {
        subject = try Self.subject(check.subject, names)
        predicates = []
        for predicate in check.predicates { predicates.append(try Self.predicate(predicate, names)) }
        text = Self.text(check, names)
    }

    /// The check's own text with the names that are known.
    static func text(_ check: LabCheck, _ names: NameTable) -> String {
        (try? names.fill(check.source, isStrict: false)) ?? check.source
    }

    private static func subject(
        _ subject: CheckSubject,
        _ names: NameTable
    ) throws(NameTable.Missing) -> CheckSubject {
        switch subject {
        case .container(let name): .container(try names.fill(name, isStrict: true))
        case .image(let name): .image(try names.fill(name, isStrict: true))
        case .volume(let name): .volume(try names.fill(name, isStrict: true))
        case .network(let name): .network(try names.fill(name, isStrict: true))
        case .compose(let project, let service):
            .compose(
                project: try names.fill(project, isStrict: true),
                service: try fill(service, names, isStrict: true)
            )
        case .tcp(let port): .tcp(port: try names.fill(port, isStrict: true))
        case .http(let port, let path):
            .http(port: try names.fill(port, isStrict: true), path: try names.fill(path, isStrict: false))
        case .file(let path): .file(try names.fill(path, isStrict: true))
        case .object(let kind, let name): .object(kind: kind, name: try names.fill(name, isStrict: true))
        case .pods(let selector): .pods(selector: try names.fill(selector, isStrict: true))
        case .events: .events
        }
    }

    private static func predicate(
        _ predicate: CheckPredicate,
        _ names: NameTable
    ) throws(NameTable.Missing) -> CheckPredicate {
        switch predicate {
        case .exists, .absent, .running, .healthy, .exited, .notPrivileged, .open, .refused, .status, .cycles,
            .rolledOut, .quantity:
            predicate
        case .publishes(let port, let hostPort):
            .publishes(port: try fill(port, names), hostPort: try fill(hostPort, names))
        case .environment(let name, let value):
            .environment(name: try fill(name, names), value: try fill(value, names))
        case .label(let name, let value): .label(name: try fill(name, names), value: try fill(value, names))
        case .mount(let source, let target):
            .mount(source: try fill(source, names), target: try fill(target, names))
        case .attached(let network): .attached(network: try fill(network, names))
        case .text(let property, let isEqual, let value):
            .text(property: property, isEqual: isEqual, value: try fill(value, names))
        case .contains(let property, let isContained, let text):
            .contains(property: property, isContained: isContained, text: try fill(text, names))
        case .members(let property, let members):
            .members(property: property, try fill(members, names))
        case .file(let path, let mode, let isPresent):
            .file(path: try fill(path, names), mode: mode, isPresent: isPresent)
        case .order(let first, let second):
            .order(first: try fill(first, names), second: try fill(second, names))
        case .speaks(let name): .speaks(try fill(name, names))
        case .header(let name, let text): .header(name: name, contains: try fill(text, names))
        case .json(let question): .json(try fill(question, names))
        case .condition(let type, let value): .condition(type: type, value: try fill(value, names))
        case .noEvents(let type): .noEvents(type: type)
        case .matches(let expression): .matches(try fill(expression, names))
        case .composeService(let name): .composeService(try fill(name, names))
        }
    }

    private static func fill(_ text: String, _ names: NameTable) throws(NameTable.Missing) -> String {
        try names.fill(text, isStrict: false)
    }

    private static func fill(
        _ text: String?,
        _ names: NameTable,
        isStrict: Bool = false
    ) throws(NameTable.Missing) -> String? {
        guard let text else { return nil }
        return try names.fill(text, isStrict: isStrict)
    }

    private static func fill(
        _ texts: Set<String>,
        _ names: NameTable
    ) throws(NameTable.Missing) -> Set<String> {
        var filled: Set<String> = []
        for text in texts { filled.insert(try fill(text, names)) }
        return filled
    }
}
