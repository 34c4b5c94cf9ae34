import HTMLTree

/// What stands around the content of every page.
struct PageShell {
    let title: String
    private let language: String
    private let options: PageOptions
    var description = ""
    var css = ""
    var scripts: [String] = []
    var bodyClass: String?
    /// Scripts that aren't in the page and may be put into it later.
    private var laterScripts: [String] = []

    init(title: String, language: String, _ options: PageOptions) {
        self.title = title.isEmpty ? "Untitled" : title
        self.language = language
        self.options = options
    }

    /// Makes the page hear of changes, where it has a stream of them.
    mutating func followChanges(_ style: PageStyle) {
        guard options.eventsAddress != nil else { return }
        scripts.append(style.liveScript)
        laterScripts.append(style.reloadScript)
    }

    /// Makes a page of slides.
    func page(_ slides: [PrintedSlide], _ resources: PageResources) -> RenderedPage {
        let texts = slides.map(\.text)
        var page = page(["<main>\n"] + texts.flatMap { [$0, "\n"] } + ["</main>\n"], resources) {
            for slide in slides { $0.add(slide) }
        }
        page.slides = texts
        return page
    }

    /// Makes a page of any content.
    func page(_ content: [HTML], _ resources: PageResources) -> RenderedPage {
        let text = text(of: content)
        return page([text], resources) { $0.add(text) }
    }

    /// Makes a page of the texts that are its content, with what names that.
    private func page(
        _ content: [String],
        _ resources: PageResources,
        named addTo: (inout Revision) -> Void
    ) -> RenderedPage {
        var policy = resources.policy
        policy.allow(style: css)
        for script in scripts + laterScripts { policy.allow(script: script) }

        let language = language.filter { $0.isLetter || $0.isNumber || $0 == "-" }
        // (Head and body begin and end where their content does.)
        let start = "<!DOCTYPE html>\n<html lang=\"\(language)\">\n\(text(of: settings(policy)))"
        let title = text(of: [.tag("title", [], .text(title))])
        // Modules wait for the end of the page; beside the style they compress better than there.
        let rest =
            text(of: presentation) + scripts.map { "<script type=module>\($0)</script>" }.joined()
        var revision = Revision()
        revision.add(start + title + rest)
        addTo(&revision)
        let body = "<body\(bodyAttributes(revision.name))>\n"
        return RenderedPage(
            title: self.title,
            html: Array(joining: [start, title, rest, body] + content),
            contentSecurityPolicy: policy.text(forHeader: true),
            revision: revision.name,
            frame: start + rest,
            assets: resources.assets
        )
    }

    private func text(of content: [HTML]) -> String { HTMLPrinter.text(of: .fragment(content), .short) }

    /// What of the head stands before the title.
    private func settings(_ policy: ContentPolicy) -> [HTML] {
        var settings: [HTML] = [.tag("meta", [.init("charset", "utf-8")])]
        if options.carriesPolicy {
            settings.append(
                .tag(
                    "meta",
                    [
                        .init("http-equiv", "Content-Security-Policy"),
                        .init("content", policy.text(forHeader: false)),
                    ]
                )
            )
        }
        return settings
    }

    /// What of the head stands behind the title.
    private var presentation: [HTML] {
        var head: [HTML] = [
            .tag(
                "meta",
                [.init("name", "viewport"), .init("content", "width=device-width,initial-scale=1")]
            )
        ]
        if !description.isEmpty {
            head.append(.tag("meta", [.init("name", "description"), .init("content", description)]))
        }
        head += [
            .tag("link", [.init("rel", "icon"), .init("href", "data:,")]),
            .tag("style", [], .raw(css)),
        ]
        return head
    }

    private func bodyAttributes(_ revision: String) -> String {
        let attributes = [HTML.Attribute]()
            .with("class", bodyClass).with("data-events", options.eventsAddress?(revision))
        let tag = HTMLPrinter.text(of: .tag("x", attributes), .short)
        return String(tag.dropFirst(2).prefix { $0 != ">" })
    }
}

extension [UInt8] {
    /// The bytes of texts, one after the other.
    fileprivate init(joining texts: [String]) {
        self = []
        reserveCapacity(texts.reduce(0) { $0 + $1.utf8.count })
        for text in texts { append(contentsOf: text.utf8) }
    }
}
