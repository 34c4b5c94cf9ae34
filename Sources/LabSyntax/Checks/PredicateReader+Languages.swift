import LabModel
import SourceText
import TextMatch

/// Operands that are a language of their own: who misspells them learns it here, and not from a check that never holds.
extension PredicateReader {
    /// Reads a question to a JSON document.
    static func question(_ operand: DirectiveToken) throws(CheckError) -> String {
        guard JSONQuestion(parsing: withoutHoles(operand.value)) != nil else {
            throw CheckError(
                rule: "lab.check.json",
                message: "'\(operand.value)' is no question to a JSON document",
                range: operand.range,
                note:
                    "write a path and what holds of it: \"$.items count = 3\", \"$.spec.names[*] has-no x\", \"$ is array\""
            )
        }
        return operand.value
    }

    /// Reads a regular expression.
    static func expression(_ operand: DirectiveToken) throws(CheckError) -> String {
        guard TextSearch(withoutHoles(operand.value)) != nil else {
            throw CheckError(
                rule: "lab.check.expression",
                message: "'\(operand.value)' is no regular expression",
                range: operand.range,
                note: "the language is RE2's, which has no look-around and no back-references"
            )
        }
        return operand.value
    }

    /// Reads the host's side of a published port: a number, or what will stand for one.
    static func hostPort(_ operand: DirectiveToken) throws(CheckError) -> String {
        let text = withoutHoles(operand.value)
        let isNamed = text.hasPrefix("$") || text.hasPrefix("<")
        guard isNamed || isPort(text) else {
            throw CheckError(
                message: "'\(operand.source)' is no port of the host",
                range: operand.range,
                note: "write the number alone, without an address: publishes 80/tcp -> 8080"
            )
        }
        return operand.value
    }

    /// The text with a digit for each `{{=name}}` and the like: what will stand there isn't known yet, and a digit fits
    /// everywhere.
    static func withoutHoles(_ text: String) -> String {
        text.replacing(/\{\{(?:=|variant\.)[^}]*\}\}/, with: "1")
    }
}
