import Crypto
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
    func page(_ slides: consuming PrintedSlides, _ resources: PageResources) -> RenderedPage {
        let texts = slides.texts
        var page = page(slides.main(), resources)
        page.slides = texts
        return page
    }

    /// Makes a page of any content.
    func page(_ content: [HTML], _ resources: PageResources) -> RenderedPage {
        page(HTMLPrinter.bytes(of: .fragment(content), .short), resources)
    }

    private func page(_ content: consuming [UInt8], _ resources: PageResources) -> RenderedPage {
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
        let revision = Revision.of([Array((start + title + rest).utf8), copy content])
        let head = start + title + rest + "<body\(bodyAttributes(revision))>\n"
        var html = content
        html.insert(contentsOf: head.utf8, at: 0)
        return RenderedPage(
            title: self.title,
            html: html,
            contentSecurityPolicy: policy.text(forHeader: true),
            revision: revision,
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

/// Names for states of a page: the same bytes have the same name.
private enum Revision {
    static func of(_ parts: [[UInt8]]) -> String {
        var hash = SHA256()
        for part in parts { hash.update(data: part) }
        let digits = Array("0123456789abcdef")
        return String(hash.finalize().prefix(10).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
    }
}
