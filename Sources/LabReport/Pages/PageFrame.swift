import HTMLTree

/// What all pages of reports share: one file, no script, nothing from outside.
enum PageFrame {
    static func page(title: String, _ body: [HTML]) -> String {
        let policy =
            "default-src 'none'; style-src '\(PageStyle.hash)'; base-uri 'none'; form-action 'none'"
        let head = HTML.tag(
            "head",
            [],
            .tag("meta", [.init("charset", "utf-8")]),
            .tag("meta", [.init("http-equiv", "Content-Security-Policy"), .init("content", policy)]),
            .tag(
                "meta",
                [.init("name", "viewport"), .init("content", "width=device-width, initial-scale=1")]
            ),
            .tag("meta", [.init("name", "color-scheme"), .init("content", "light dark")]),
            .tag("meta", [.init("name", "robots"), .init("content", "noindex")]),
            .tag("title", [], .text(title)),
            .tag("style", [], .raw(PageStyle.text))
        )
        let html = HTML.tag(
            "html",
            [.init("lang", "en")],
            head,
            .tag("body", [], .tag("main", content: body))
        )
        return HTMLPrinter.text(of: .fragment([.raw("<!DOCTYPE html>\n"), html])) + "\n"
    }

    /// A table with a caption; the first cell of each row is its heading.
    ///
    /// Wide tables scroll within their own box, which the keyboard can reach.
    static func table(
        _ caption: String,
        _ columns: [Column],
        _ rows: [[HTML]],
        footer: [HTML] = []
    ) -> HTML {
        let heads = columns.map { HTML.tag("th", [.init("scope", "col")] + $0.attributes, .text($0.name)) }
        var parts: [HTML] = [
            .tag("caption", [], .text(caption)), .tag("thead", [], .tag("tr", content: heads)),
            .tag("tbody", content: rows.map { row($0, columns) }),
        ]
        if !footer.isEmpty { parts.append(.tag("tfoot", [], row(footer, columns))) }
        let attributes: [HTML.Attribute] = [
            .init("class", "scroll"), .init("role", "region"), .init("tabindex", "0"),
            .init("aria-label", caption),
        ]
        return .tag("div", attributes, .tag("table", content: parts))
    }

    struct Column {
        var name: String
        var isNumber = false

        init(_ name: String, isNumber: Bool = false) { (self.name, self.isNumber) = (name, isNumber) }

        var attributes: [HTML.Attribute] { isNumber ? [.init("class", "number")] : [] }
    }

    private static func row(_ cells: [HTML], _ columns: [Column]) -> HTML {
        let all = zip(cells, columns).enumerated().map { index, pair in
            let (cell, column) = pair
            return index == 0
                ? HTML.tag("th", [.init("scope", "row")], cell) : HTML.tag("td", column.attributes, cell)
        }
        return .tag("tr", content: all)
    }
}

extension Plain {
    var html: HTML { .text(text) }
}
