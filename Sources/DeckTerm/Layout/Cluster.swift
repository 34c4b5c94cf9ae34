import TermUI

/// One thing that a terminal shows in one or two columns, and what may happen beside it.
struct Cluster {
    enum Kind { case glyph, space, lineEnd, opportunity }

    var text: String
    var width: Int
    var kind: Kind
    /// The span that it belongs to.
    var span: Int
}

/// Cuts spans into clusters.
enum Clusters {
    /// Cuts spans; where they are code, white space counts as it is.
    static func of(_ spans: [Span], _ format: ScreenFormat, keepsSpaces: Bool = false) -> [Cluster] {
        var clusters: [Cluster] = []
        for (index, span) in spans.enumerated() {
            let text = span.role.contains(.mark) ? format.sign(span.text) : span.text
            // Most text is ASCII, where each byte is a cluster.
            if text.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) {
                for byte in text.utf8 {
                    clusters.append(
                        Cluster(
                            text: ascii[Int(byte)],
                            width: 1,
                            kind: byte == 0x20 ? .space : .glyph,
                            span: index
                        )
                    )
                }
            } else {
                add(text, index, format.measure, keepsSpaces, to: &clusters)
            }
        }
        return clusters
    }

    private static let ascii = (0..<128).map { String(Unicode.Scalar(UInt8($0))) }

    private static func add(
        _ text: String,
        _ span: Int,
        _ measure: TextMeasure,
        _ keepsSpaces: Bool,
        to clusters: inout [Cluster]
    ) {
        var rest = text[...]
        while !rest.isEmpty {
            let end = rest.firstIndex(where: \.isSeparator) ?? rest.endIndex
            for cluster in measure.clusters(of: rest[..<end]) {
                clusters.append(
                    Cluster(text: cluster.text, width: cluster.width, kind: .glyph, span: span)
                )
            }
            rest = rest[end...]
            guard let separator = rest.popFirst() else { return }
            switch separator {
            case "\n", "\r\n", "\u{2028}", "\u{2029}":
                clusters.append(Cluster(text: "", width: 0, kind: .lineEnd, span: span))
            case "\u{200B}", "\u{AD}":
                clusters.append(Cluster(text: "", width: 0, kind: .opportunity, span: span))
            default:
                let count = separator == "\t" && keepsSpaces ? 4 : 1
                for _ in 0..<count {
                    clusters.append(Cluster(text: " ", width: 1, kind: .space, span: span))
                }
            }
        }
    }
}

extension Character {
    /// White space that isn't shown, and places where a word may be cut.
    fileprivate var isSeparator: Bool {
        switch self {
        case " ", "\t", "\n", "\r", "\r\n", "\u{0B}", "\u{0C}", "\u{2028}", "\u{2029}", "\u{200B}", "\u{AD}":
            true
        default: false
        }
    }
}

extension Cluster {
    /// Whether a line may end beside it without a space: ideographs, and what is set like them.
    var isWide: Bool { width > 1 }

    /// Whether no line may begin with it.
    var neverStartsLine: Bool { Self.closing.contains(text) }

    /// Whether no line may end with it.
    var neverEndsLine: Bool { Self.opening.contains(text) }

    private static let closing: Set<String> = [
        "、", "。", "，", "．", "：", "；", "？", "！", "）", "］", "｝", "」", "』", "】", "〉", "》", "〕", "ー", "々", "ぁ",
        "ぃ", "ぅ", "ぇ", "ぉ", "っ", "ゃ", "ゅ", "ょ", "ァ", "ィ", "ゥ", "ェ", "ォ", "ッ", "ャ", "ュ", "ョ", ")", "]", "}",
        ",",
        ".", ":", ";", "?", "!", "”", "’", "»", "…",
    ]
    private static let opening: Set<String> = [
        "（", "［", "｛", "「", "『", "【", "〈", "《", "〔", "(", "[", "{", "“", "‘", "«",
    ]
}
