import Dockerfile
import LabModel
import TextMatch
import Yams

/// Judges what was seen of a file of the workspace.
struct FileJudge {
    let sight: FileSight

    /// Returns nil for a predicate that files don't have.
    func judge(_ predicate: CheckPredicate) -> Judgement? {
        switch predicate {
        case .exists: file ?? .holds(seen: "it is there")
        case .absent: .fails(seen: "it is there")
        case .quantity("size", let condition): file ?? Comparison.size("size", sight.size, condition)
        case .quantity("stages", let condition):
            reading { Comparison.number("number of stages", Self.stages(of: $0), condition) }
        case .matches(let expression): reading { Self.matches($0, expression) }
        case .contains("body", let isContained, let text):
            file ?? tooLarge ?? Comparison.part("the file", sight.text, isContained: isContained, text)
        case .composeService(let name): reading { Self.service(name, in: $0) }
        default: nil
        }
    }

    /// The failure of what is no file.
    private var file: Judgement? { sight.otherKind.map { .fails(seen: "it is no file but \($0)") } }

    /// A file that is too large to be read is its maker's doing: it fails, whatever may stand in it.
    private var tooLarge: Judgement? {
        guard let text = sight.text, !text.isWhole else { return nil }
        return .fails(seen: "with \(Comparison.bytes(sight.size)) it is too large to be read")
    }

    private func reading(_ judge: (String) -> Judgement) -> Judgement {
        if let failure = file ?? tooLarge { return failure }
        guard let text = sight.text else { return .unsaid(reason: "the file wasn't read") }
        return judge(text.text)
    }

    private static func matches(_ text: String, _ expression: String) -> Judgement {
        guard let search = TextSearch(expression) else {
            return .unsaid(reason: "\(Comparison.shown(expression)) is no regular expression of RE2")
        }
        let isFound = search.matches(in: text)
        return .of(
            isFound,
            seen: isFound ? "it matches" : "nothing in it matches \(Comparison.shown(expression))"
        )
    }

    private static func stages(of text: String) -> Int {
        Dockerfile(text).instructions.count { if case .from = $0.kind { true } else { false } }
    }

    private static let mostAliases = 40

    private static func service(_ name: String, in text: String) -> Judgement {
        // Each level of aliases multiplies what a reader has to compare, so their number is bounded.
        guard text.matches(of: /(?:^|[\s\[{,:])\*\w/).count <= mostAliases else {
            return .fails(seen: "it has more than \(mostAliases) aliases")
        }
        let root: Node?
        do { root = try Yams.compose(yaml: text) } catch { return .fails(seen: "it is no YAML") }
        guard let services = root?.mapping?["services"]?.mapping else {
            return .fails(seen: "it has no services")
        }
        let names = services.keys.compactMap(\.string).sorted()
        return .of(
            names.contains(name),
            seen: names.isEmpty ? "it has no services" : "its services are \(names.joined(separator: ", "))"
        )
    }
}
