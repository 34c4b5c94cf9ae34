import LabModel
import Yams

/// What a document of an expectation asks for: JSON, which YAML reads as well, or YAML.
enum DocumentText {
    /// Whether every document would do: there is no value in it, only empty lists and objects.
    static func assertsNothing(_ text: String) -> Bool {
        do {
            return try compose(yaml: text).map(isEmpty) ?? true
        } catch {
            // What can't be read is another mistake, and docker's documents, one a line, are no YAML.
            return false
        }
    }

    private static func isEmpty(_ node: Node) -> Bool {
        switch node {
        case .mapping(let mapping): mapping.values.allSatisfy(isEmpty)
        case .sequence(let sequence): sequence.allSatisfy(isEmpty)
        case .scalar, .alias: false
        }
    }

    // MARK: Reading

    /// What is wrong with a document, and in which of its lines, counted from 0.
    struct Problem: Hashable {
        var line: Int
        var message: String
    }

    /// Says why a document can't be read; nil where it can, or where there is nothing at all, which is another mistake.
    static func problem(with lines: [String], _ format: LabStep.DocumentFormat) -> Problem? {
        let text = lines.joined(separator: "\n")
        guard text.contains(where: { !$0.isWhitespace }) else { return nil }
        switch format {
        case .yaml: return yamlProblem(text)
        case .json:
            guard let problem = JSONScan.problem(in: text) else { return nil }
            // docker prints a document a line.
            let parts = text.split(separator: "\n")
            if parts.count > 1, parts.allSatisfy({ JSONScan.problem(in: String($0)) == nil }) { return nil }
            let before = text.utf8.prefix(problem.offset)
            return Problem(line: before.count { $0 == UInt8(ascii: "\n") }, message: problem.message)
        }
    }

    private static func yamlProblem(_ text: String) -> Problem? {
        do {
            let parser = try Parser(yaml: text)
            while try parser.nextRoot() != nil {}
            return nil
        } catch let error as YamlError {
            switch error {
            case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
                .composer(_, let problem, let mark, _):
                return Problem(line: mark.line - 1, message: problem)
            case .duplicatedKeysInMapping(let keys, let context):
                return Problem(
                    line: context.mark.line - 1,
                    message: "a key stands twice: \(keys.sorted().joined(separator: ", "))"
                )
            default: return Problem(line: 0, message: "it is no YAML")
            }
        } catch {
            return Problem(line: 0, message: "it is no YAML")
        }
    }
}
