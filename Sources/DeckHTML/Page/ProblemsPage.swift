import HTMLTree
public import SourceText

extension PageRenderer {
    /// Renders what is wrong with a deck that can't be shown.
    ///
    /// The excerpt is a diagnostic's source line and carets, where the source is at hand.
    public func problems(
        _ diagnostics: [Diagnostic],
        of name: String,
        excerpt: (Diagnostic) -> String?,
        options: PageOptions
    ) -> RenderedPage {
        let items = diagnostics.map { diagnostic in
            var content: [HTML] = [
                .tag("code", [], .text(diagnostic.location.description)), " ",
                .tag("strong", [], .text(diagnostic.severity.rawValue)),
                .tag("p", [], .text(diagnostic.summary)),
            ]
            if let excerpt = excerpt(diagnostic) {
                content.append(.tag("pre", [.init("tabindex", "0")], .text(excerpt)))
            }
            content += diagnostic.notes.map { .tag("p", [.init("class", "note")], .text($0.text)) }
            return HTML.tag("li", [.init("class", diagnostic.severity.rawValue)], content: content)
        }
        var shell = PageShell(title: "\(name) can't be shown", language: "en", options)
        shell.bodyClass = "problems"
        var resources = PageResources(links: options.links)
        shell.css = style.indexCSS + theme.css(&resources)
        shell.followChanges(style)
        let main = HTML.tag(
            "main",
            [],
            .tag("h1", [], .text("\(name) can't be shown")),
            .tag("ol", [.init("class", "diagnostics")], content: items)
        )
        return shell.page([main], resources)
    }
}
