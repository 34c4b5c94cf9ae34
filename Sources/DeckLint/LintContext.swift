public import DeckModel
import GoText
public import SourceText
public import SystemPackage

/// What all rules see of one deck.
public struct LintContext: Sendable {
    public let deck: Deck
    public let source: SourceFile
    /// Where the deck stands.
    public let path: FilePath
    public let files: any AssetInspector
    /// The folder that addresses with a leading slash are taken from; nil for the deck's own.
    public let root: FilePath?
    /// All addresses that the page asks for, or leads to.
    let references: [PageReference]

    init(deck: Deck, source: SourceFile, path: FilePath, files: any AssetInspector, root: FilePath?) {
        self.deck = deck
        self.source = source
        self.path = path
        self.files = files
        self.root = root
        self.references = PageReference.collect(deck, source)
    }

    /// The folder of the deck, where relative addresses begin.
    var folder: FilePath { path.removingLastComponent() }

    /// Whether the deck is shown as an article: one long page without slides.
    var isArticle: Bool { path.extension == "article" }

    /// What a comment line begins with.
    var commentMark: String { deck.syntax == .markdown ? "//" : "#" }

    /// How many slides the page has, the cover included.
    var slideCount: Int { deck.sections.count + 1 }

    /// The location of a stretch of a line, given as a slice of the source's bytes.
    func location(_ slice: ArraySlice<UInt8>, line: Int) -> SourceLocation {
        source.location(of: slice, line: line)
    }

    /// The file that an address of the page means; nil for addresses of other hosts and of the page itself.
    func file(of url: String) -> FilePath? {
        guard let address = RelativeAddress(url) else { return nil }
        let base = address.isFromRoot ? root ?? folder : folder
        return FilePath("\(base.isEmpty ? "." : base.string)/\(address.path)").lexicallyNormalized()
    }
}

extension SourceFile {
    /// The location of a stretch of a line, given as a slice of the file's bytes.
    func location(of slice: ArraySlice<UInt8>, line: Int) -> SourceLocation {
        let start = slice.startIndex - self.line(line).startIndex + 1
        return location(line: line, columns: start..<start + slice.count)
    }

    /// The location of a field of a line, counted from 0; the whole line where it has no such field.
    func location(field: Int, line: Int) -> SourceLocation {
        let fields = GoText.fields(self.line(line))
        return fields.indices.contains(field) ? location(of: fields[field], line: line) : location(line: line)
    }
}
