import Foundation
import TestKit

/// The text of a deck's slides as the real `present` shows them.
enum PresentText {
    /// The text of each slide, the cover first; what is said behind the last section is left out.
    static func slides(ofPage page: String) -> [String] {
        page.components(separatedBy: "<article").dropFirst().dropLast().map { article in
            let body = article.drop { $0 != ">" }.dropFirst()
            return text(body.components(separatedBy: "<span class=\"pagenumber\"")[0])
        }
    }

    /// The text between tags, its character references read.
    static func text(_ html: String) -> String {
        var text = html.replacing(/(?s)<!--.*?-->/, with: "")
            .replacing(/(?s)<(style|script)\b.*?<\/\1>/, with: "")
            .replacing(/<\/?[A-Za-z][^>]*>/, with: " ")
        text = text.replacing(/&#(\d+);/) { match in
            Int(match.1).flatMap { Unicode.Scalar(UInt32($0)) }.map { String(Character($0)) } ?? ""
        }
        for (name, character) in [
            ("lt", "<"), ("gt", ">"), ("quot", "\""), ("copy", "©"), ("nbsp", " "), ("amp", "&"),
        ] {
            text = text.replacing("&\(name);", with: character)
        }
        return text
    }
}

extension String {
    /// The text without white space: where lines break is no matter.
    var packed: String { String(unicodeScalars.filter { !$0.properties.isWhitespace }) }
}
