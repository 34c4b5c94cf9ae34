import DeckSyntax
import HTMLTree

/// The words inside an SVG drawing, for screens where the drawing itself is too coarse to read.
public enum DrawingLabels {
    /// How much of a file is read, and how much of it is listed: drawings of strangers may be of any size.
    private static let mostBytes = 4 << 20
    private static let mostLabels = 300
    private static let longestLabel = 200

    /// Returns the labels of a drawing in the file's order, each once.
    ///
    /// Labels that draw.io writes as HTML are read there; the shortened copy beside them, for programs that don't know
    /// HTML, is passed over.
    public static func labels(of bytes: [UInt8]) -> [String] {
        guard bytes.prefix(4_096).firstRange(of: "<svg".utf8) != nil else { return [] }
        var reader = Reader()
        var pieces = HTMLPieces(String(decoding: bytes.prefix(mostBytes), as: UTF8.self))
        while let piece = pieces.next(), reader.labels.count < mostLabels { reader.take(piece) }
        return reader.labels
    }

    private struct Reader {
        private(set) var labels: [String] = []
        private var seen: Set<String> = []
        /// The text of the label that is open; nil outside of labels.
        private var label: String?
        private var isForeign = false
        /// Whether the alternatives that are open hold HTML, so that what follows is a copy.
        private var hasForeign = false

        mutating func take(_ piece: HTMLPieces.Piece) {
            switch piece {
            case .text(let text):
                if label != nil, (label?.utf8.count ?? 0) < 4 * longestLabel {
                    label? += CharacterNames.decode(text)
                }
            case .start(let tag):
                let name = tag.name.lowercased()
                switch name {
                case "switch": hasForeign = false
                case "g":
                    // An empty alternative that all programs of today choose: draw.io's word to older ones follows.
                    if tag.tail.hasSuffix("/"), tag.value(of: "requiredfeatures") != nil { hasForeign = true }
                case "foreignobject":
                    label = ""
                    isForeign = true
                case "text":
                    if !isForeign, !hasForeign, !tag.tail.hasSuffix("/") { label = "" }
                case "div", "p", "br", "tspan", "li", "td": label? += " "
                default: break
                }
            case .end(let name):
                switch name {
                case "switch": hasForeign = false
                case "foreignobject":
                    isForeign = false
                    if finish() { hasForeign = true }
                case "text": if !isForeign { finish() }
                case "div", "p", "li", "td": label? += " "
                default: break
                }
            case .hidden: break
            }
        }

        /// Ends a label; tells whether it said anything.
        @discardableResult
        private mutating func finish() -> Bool {
            defer { label = nil }
            let words = (label ?? "").split(whereSeparator: \.isWhitespace).joined(separator: " ")
            guard !words.isEmpty else { return false }
            let text = String(words.prefix(longestLabel))
            if seen.insert(text).inserted { labels.append(text) }
            return true
        }
    }
}
