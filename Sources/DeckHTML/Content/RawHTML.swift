import HTMLTree

/// The author's own HTML, made fit for a strict Content Security Policy.
///
/// Style attributes become classes; scripts, style sheets and event handlers are allowed by hash; the hosts that
/// addresses name enter the policy. All else stays byte for byte.
enum RawHTML {
    static func rewrite(_ html: String, _ resources: inout PageResources) -> String {
        guard html.utf8.contains(UInt8(ascii: "<")) else { return html }
        var scanner = TagScanner(html)
        var out = ""
        while let piece = scanner.next() {
            switch piece {
            case .text(let text): out += text
            case .tag(var tag):
                allow(&tag, &resources)
                out += tag.text
            case .script(let content):
                resources.allow(script: String(content))
                out += content
            case .style(let content):
                resources.allow(style: String(content))
                out += content
            }
        }
        return out
    }

    private static func allow(_ tag: inout HTMLTag, _ resources: inout PageResources) {
        for index in tag.attributes.indices.reversed() {
            let attribute = tag.attributes[index]
            let name = attribute.name.lowercased()
            guard let value = attribute.value else { continue }
            if name == "style" {
                tag.attributes.remove(at: index)
                tag.addClass(resources.styleClass(value))
            } else if name.hasPrefix("on") {
                resources.allow(handler: value)
            } else if let use = use(of: name, in: tag) {
                tag.attributes[index].setValue(resources.use(value, for: use))
            }
        }
    }

    /// What an attribute's address is used for; nil for attributes that load nothing.
    private static func use(of attribute: String, in tag: HTMLTag) -> ContentPolicy.Use? {
        switch (tag.name.lowercased(), attribute) {
        case ("img", "src"), ("input", "src"), ("video", "poster"), ("image", "href"): .image
        case ("video", "src"), ("audio", "src"), ("source", "src"), ("track", "src"): .media
        case ("iframe", "src"), ("frame", "src"): .frame
        case ("script", "src"): .script
        case ("link", "href"):
            tag.value(of: "rel")?.lowercased().contains("stylesheet") == true ? .style : .image
        default: nil
        }
    }
}
