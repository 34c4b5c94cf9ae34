import CResources
import DeckHTML

/// The files that the binary carries inside.
enum Resources {
    /// Returns the text of a file by its path below `Resources`; empty where there is none.
    static func text(_ name: String) -> String {
        guard let resource = slidectl_resource_named(name) else { return "" }
        return String(
            decoding: UnsafeBufferPointer(start: resource.pointee.bytes, count: resource.pointee.count),
            as: UTF8.self
        )
    }

    /// The paths of the files below a folder.
    static func names(below folder: String) -> [String] {
        var found: [String] = []
        var index = 0
        while let resource = slidectl_resource_at(index) {
            let name = String(cString: resource.pointee.name)
            if name.hasPrefix(folder) { found.append(name) }
            index += 1
        }
        return found
    }

    /// The style of all pages.
    static let pageStyle = PageStyle(
        baseCSS: text("web/base.css"),
        deckCSS: text("web/deck.css"),
        articleCSS: text("web/article.css"),
        indexCSS: text("web/index.css"),
        deckScript: text("web/deck.js"),
        liveScript: text("web/live.js"),
        reloadScript: text("web/reload.js")
    )
}
