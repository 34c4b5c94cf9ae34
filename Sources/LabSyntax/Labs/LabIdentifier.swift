import LabModel
import SourceText

/// Names of labs, steps and checks: they become file names and keys of reports.
enum LabIdentifier {
    static let rule = "a name of letters, digits, '-', '_' and '.', that begins with a letter or a digit"

    static func isValid(_ text: String) -> Bool {
        guard let first = text.utf8.first, first.isLetter || first.isDigit, text.utf8.count <= 64 else {
            return false
        }
        return text.utf8.allSatisfy {
            $0.isLetter || $0.isDigit
                || [UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: ".")].contains($0)
        } && !text.contains("..")
    }
}

extension Replacement {
    /// The outcome of reading a `let`: what stands for a name, or what is wrong.
    enum Reading {
        case success(Replacement)
        case failure(Diagnostic)
    }

    /// Reads `let <NAME> = VALUE`.
    static func read(_ directive: LabDirective) -> Reading {
        let parts = directive.text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            .map { String($0).trimmingSpaces }
        guard parts.count == 2, parts[0].hasPrefix("<"), parts[0].hasSuffix(">"),
            ModeInference.placeholders(in: parts[0]).count == 1
        else {
            return .failure(.unreadable(directive, "a placeholder is set by 'let <NAME> = VALUE'"))
        }
        guard !parts[1].isEmpty else {
            return .failure(.unreadable(directive, "the value of \(parts[0]) is empty"))
        }
        let name = String(parts[0].dropFirst().dropLast())
        return .success(Replacement(name: name, value: parts[1], at: directive.location))
    }
}
