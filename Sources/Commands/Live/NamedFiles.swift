import HTMLTree
import SystemPackage

/// What pages and style sheets of a course name themselves, when they are given away as they are.
enum NamedFiles {
    /// The addresses in a file, with what pages load apart from what they only lead to; none for other kinds of files.
    ///
    /// What a page's scripts ask for isn't among them.
    static func addresses(in bytes: [UInt8], of file: FilePath) -> (loaded: [String], linked: [String]) {
        let text = String(decoding: bytes, as: UTF8.self)
        guard isPage(file) else { return (StyleText.references(in: text).map(\.address), []) }
        var (loaded, linked): ([String], [String]) = ([], [])
        var scanner = TagScanner(text)
        while let piece = scanner.next() {
            switch piece {
            case .tag(let tag):
                for attribute in tag.attributes {
                    guard let value = attribute.value else { continue }
                    switch attribute.name.lowercased() {
                    case "href" where ["a", "area", "base"].contains(tag.name.lowercased()):
                        linked.append(value)
                    case "src", "href", "xlink:href", "poster", "data": loaded.append(value)
                    case "srcset", "imagesrcset": loaded += SourceSet.addresses(in: value)
                    case "style": loaded += StyleText.references(in: value).map(\.address)
                    default: break
                    }
                }
            case .style(let css): loaded += StyleText.references(in: String(css)).map(\.address)
            case .text, .script: break
            }
        }
        return (loaded, linked)
    }

    /// Whether files of this kind name others that they need.
    static func areIn(_ file: FilePath) -> Bool { isPage(file) || file.extension?.lowercased() == "css" }

    /// Whether a file is a page by its name.
    static func isPage(_ file: FilePath) -> Bool {
        ["html", "htm", "xhtml"].contains(file.extension?.lowercased())
    }
}
