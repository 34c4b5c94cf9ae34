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

    init(title: String, language: String, _ options: PageOptions) {
        self.title = title.isEmpty ? "Untitled" : title
        self.language = language
        self.options = options
    }

    /// Makes a page of slides.
    func page(slides: [HTML], _ resources: PageResources) -> RenderedPage {
        let slides = slides.map { HTMLPrinter.bytes(of: $0) }
        var page = page(resources) { printer in
            var main: [UInt8] = Array("<main>\n".utf8)
            for slide in slides {
                main += slide
                main.append(UInt8(ascii: "\n"))
            }
            printer += main + Array("</main>\n".utf8)
        }
        page.slides = slides.map { String(decoding: $0, as: UTF8.self) }
        return page
    }

    /// Makes a page of any content.
    func page(_ content: [HTML], _ resources: PageResources) -> RenderedPage {
        let bytes = HTMLPrinter.bytes(of: .fragment(content))
        return page(resources) { $0 += bytes }
    }

    private func page(_ resources: PageResources, body: (inout [UInt8]) -> Void) -> RenderedPage {
        var policy = resources.policy
        policy.allow(style: css)
        for script in scripts { policy.allow(script: script) }

        let head = HTMLPrinter.text(of: .tag("head", content: head(policy)))
        let end = scripts.map { "<script>\($0)</script>\n" }.joined() + "</body>\n</html>\n"
        var content: [UInt8] = []
        body(&content)
        let frame = "<!DOCTYPE html>\n<html lang=\"\(language.filter { $0.isLetter || $0.isNumber || $0 == "-" })\">\n\(head)\n"
        let revision = Revision.of([Array(frame.utf8), content, Array(end.utf8)])
        let opening = "<body\(bodyAttributes(revision))>\n"
        return RenderedPage(
            title: title, html: Array(frame.utf8) + Array(opening.utf8) + content + Array(end.utf8),
            contentSecurityPolicy: policy.text(forHeader: true), revision: revision,
            frame: frame.replacing("<title>\(HTMLPrinter.text(of: .text(title)))</title>", with: "") + end,
            assets: resources.assets)
    }

    private func head(_ policy: ContentPolicy) -> [HTML] {
        var head: [HTML] = [.tag("meta", [.init("charset", "utf-8")])]
        if options.carriesPolicy {
            head.append(
                .tag(
                    "meta",
                    [.init("http-equiv", "Content-Security-Policy"), .init("content", policy.text(forHeader: false))]))
        }
        head += [
            .tag("title", [], .text(title)),
            .tag("meta", [.init("name", "viewport"), .init("content", "width=device-width,initial-scale=1")]),
            .tag("meta", [.init("name", "color-scheme"), .init("content", "light dark")]),
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
        let tag = HTMLPrinter.text(of: .tag("x", attributes))
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
