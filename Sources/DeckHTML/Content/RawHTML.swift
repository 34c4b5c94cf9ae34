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
        // A script that is loaded has no use for what stands in its element.
        var isFilled = false
        while let piece = scanner.next() {
            switch piece {
            case .text(let text): out += text
            case .tag(var tag):
                isFilled = false
                if let element = filled(tag, &resources) {
                    out += element
                    isFilled = true
                } else {
                    allow(&tag, &resources)
                    out += tag.text
                }
            case .script(let content):
                if isFilled { continue }
                resources.allow(script: String(content))
                out += content
            case .style(let content):
                let style = resources.style(String(content))
                resources.allow(style: style)
                out += style
            }
        }
        return out
    }

    /// Allows the scripts and style sheets that stand whole in a text, and what those load.
    static func allowElements(of html: String, _ resources: inout PageResources) {
        var scanner = TagScanner(html)
        while let piece = scanner.next() {
            switch piece {
            case .script(let content): resources.allow(script: String(content))
            case .style(let content):
                _ = resources.style(String(content))
                resources.allow(style: String(content))
            case .text, .tag: continue
            }
        }
    }

    /// Whether a script or a style sheet begins in a text and ends behind it.
    static func endsInside(_ html: String) -> Bool {
        var scanner = TagScanner(html)
        var isInside = false
        while let piece = scanner.next() {
            switch piece {
            case .tag(let tag): isInside = ["script", "style"].contains(tag.name.lowercased())
            case .text: isInside = false
            case .script, .style: continue
            }
        }
        return isInside
    }

    /// The start of an element with the text of the file that it names, where that goes into the page itself.
    ///
    /// A script's end tag follows in the author's text; a style sheet is whole.
    private static func filled(_ tag: HTMLTag, _ resources: inout PageResources) -> String? {
        let attribute = tag.name.lowercased() == "script" ? "src" : "href"
        let use = use(of: attribute, in: tag)
        guard use == .script || use == .style, let address = tag.value(of: attribute),
            let text = resources.links.text(at: address)
        else { return nil }
        var start = tag
        start.attributes.removeAll {
            ["src", "href", "rel", "integrity", "crossorigin"].contains($0.name.lowercased())
        }
        allow(&start, &resources)
        if use == .script {
            let script = escaped(text, in: "script", with: "\\x3C")
            resources.allow(script: script)
            return start.text + script
        }
        start.name = "style"
        start.tail = ""
        let sheet = escaped(resources.style(text, from: address), in: "style", with: "\\3C ")
        resources.allow(style: sheet)
        return start.text + sheet + "</style>"
    }

    /// Escapes the tags that would end an element, or keep it open; only strings of its language hold such.
    private static func escaped(_ text: String, in element: String, with escape: String) -> String {
        let parts = text.utf8.split(separator: UInt8(ascii: "<"), omittingEmptySubsequences: false)
        var out = ""
        for (index, part) in parts.enumerated() {
            let name = part.starts(with: "/".utf8) ? part.dropFirst() : part
            let isTag = Substring(name.prefix(element.utf8.count)).lowercased() == element
            if index > 0 { out += isTag ? escape : "<" }
            out += Substring(part)
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
                tag.addClass(resources.styleClass(resources.style(value)))
            } else if name.hasPrefix("on") {
                resources.allow(handler: value)
            } else if name == "href", ["a", "area"].contains(tag.name.lowercased()) {
                tag.attributes[index].setValue(resources.links.target(of: value))
            } else if name == "srcset" || name == "imagesrcset" {
                tag.attributes[index].setValue(SourceSet.rewrite(value) { resources.use($0, for: .image) })
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
        case ("object", "data"), ("embed", "src"): .object
        case ("link", "href"):
            tag.value(of: "rel")?.lowercased().contains("stylesheet") == true ? .style : .image
        default: nil
        }
    }
}
