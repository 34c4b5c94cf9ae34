import DeckModel
import GoText
import SourceText
import SystemPackage

/// A `.code` or `.play` command with its address.
struct ShownListing {
    let code: Code
    /// The file, named as the parser names it.
    let path: FilePath
    /// What follows the file's name.
    let address: String
    let addressLocation: SourceLocation

    fileprivate init?(_ code: Code, _ context: LintContext) {
        let line = code.command.location.range.lowerBound.line
        let bytes = context.source.line(line)
        let flags: Set<String> = ["-edit", "-numbers"]
        guard let file = GoText.fields(bytes).dropFirst().first(where: { !flags.contains(GoText.decode($0)) })
        else { return nil }
        let folder = context.folder.isEmpty ? "." : context.folder.string
        let rest = GoText.trimmed(bytes[file.endIndex...])
        self.code = code
        self.path = FilePath("\(folder)/\(GoText.decode(file))").lexicallyNormalized()
        self.address = GoText.decode(rest)
        self.addressLocation = rest.isEmpty ? code.command.location : context.location(rest, line: line)
    }

    /// The regular expressions of the address.
    var patterns: [Substring] {
        address.split(separator: "/", omittingEmptySubsequences: false).enumerated()
            .filter { $0.offset % 2 == 1 }.map(\.element)
    }
}

extension LintContext {
    /// The commands that show code, in order.
    var listings: [ShownListing] {
        var listings: [ShownListing] = []
        for section in deck.sections {
            section.forEachBlock { block, _ in
                if case .code(let code) = block, let listing = ShownListing(code, self) {
                    listings.append(listing)
                }
            }
        }
        return listings
    }
}

/// One end of a stretch of code, as `START main OMIT` marks it; the Go blog writes `STOP` for `END`.
struct OmitLabel: Hashable {
    enum Kind: String, Hashable {
        case start = "START"
        case end = "END"
        case stop = "STOP"
    }

    let kind: Kind
    /// What stands between the word and `OMIT`; empty where nothing does.
    let name: String

    init(kind: Kind, name: String) {
        self.kind = kind
        self.name = name
    }

    /// Reads the label of an address's regular expression.
    init?(pattern: Substring) {
        let words = pattern.split(separator: " ").drop { Kind(rawValue: String($0)) == nil }
        guard let kind = words.first.flatMap({ Kind(rawValue: String($0)) }) else { return nil }
        self.init(
            kind: kind,
            name: words.dropFirst().filter { $0 != "OMIT" && $0 != "OMIT$" }.joined(separator: " ")
        )
    }

    /// Reads the label of a line of code: a comment that ends in `OMIT`.
    init?(line: ArraySlice<UInt8>) {
        let words = GoText.fields(line).map { GoText.decode($0) }
        guard words.last == "OMIT", let start = words.lastIndex(where: { Kind(rawValue: $0) != nil }),
            let kind = Kind(rawValue: words[start])
        else { return nil }
        self.init(kind: kind, name: words[(start + 1)...].dropLast().joined(separator: " "))
    }
}
