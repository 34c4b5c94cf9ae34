import EngineAPI
import HTTPWire
import KubeAPI

extension RequestHandler {
    /// A page that lists the cluster's objects, for looking only.
    func dashboard(_ path: [String]) async throws {
        guard request.user.isAdmin else {
            throw StatusError(403, "Forbidden", "the dashboard is for the session's own user")
        }
        guard path.isEmpty else { throw StatusError.noSuchPath }
        var sections: [DashboardPage.Section] = []
        for type in Self.shown {
            guard let list = try? await api.list(type, ObjectQuery()), !list.items.isEmpty else { continue }
            let table = ObjectTable.of(type)
            let rows = list.items.prefix(DashboardPage.mostRows).map { object in
                [object.namespace ?? ""] + table.cells(object, service.clock.now).map(DashboardPage.text)
            }
            sections.append(
                .init(
                    title: type.kind,
                    columns: [type.isNamespaced ? "Namespace" : ""] + table.columns.map(\.name),
                    wide: [false] + table.columns.map(\.isWide),
                    rows: rows,
                    count: list.items.count
                )
            )
        }
        let fields: HTTPFields = [
            "Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store",
            "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'",
            "Referrer-Policy": "no-referrer", "X-Content-Type-Options": "nosniff",
        ]
        let html = DashboardPage(sections: sections).html
        try await request.exchange.respond(HTTPResponseHead(200, fields), Array(html.utf8))
    }

    private static let shown: [ResourceType] = [
        .nodes, .namespaces, .deployments, .replicaSets, .statefulSets, .daemonSets, .jobs, .cronJobs, .pods,
        .services, .endpoints, .ingresses, .configMaps, .secrets, .serviceAccounts, .persistentVolumes,
        .persistentVolumeClaims, .resourceQuotas, .horizontalPodAutoscalers, .podDisruptionBudgets, .events,
    ]
}

/// The page: a table for each kind that there is something of.
///
/// Everything on it comes from objects and is escaped.
struct DashboardPage {
    /// More rows of a kind than this aren't shown.
    static let mostRows = 500

    struct Section {
        var title: String
        var columns: [String]
        var wide: [Bool]
        var rows: [[String]]
        var count: Int
    }

    let sections: [Section]

    var html: String {
        """
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><title>Cluster</title>
        <meta http-equiv="refresh" content="5"><meta name="viewport" content="width=device-width">
        <style>
        body { font: 15px/1.4 system-ui, sans-serif; margin: 1.5rem; color: #1a1a1a; background: #fff }
        h1 { font-size: 1.4rem } h2 { font-size: 1.1rem; margin: 1.4rem 0 .3rem }
        table { border-collapse: collapse } th, td { text-align: left; padding: .15rem .8rem .15rem 0; border-bottom: 1px solid #ddd; vertical-align: top }
        @media (prefers-color-scheme: dark) { body { color: #eee; background: #161616 } th, td { border-color: #444 } }
        </style></head><body>
        <h1>Cluster</h1>
        \(sections.isEmpty ? "<p>There are no objects.</p>" : sections.map(Self.html).joined(separator: "\n"))
        </body></html>

        """
    }

    private static func html(_ section: Section) -> String {
        let places = section.columns.indices.filter { !section.columns[$0].isEmpty && !section.wide[$0] }
        let head = places.map { "<th scope=\"col\">\(escaped(section.columns[$0]))</th>" }.joined()
        let rows = section.rows.map { row in
            "<tr>" + places.map { "<td>\(escaped($0 < row.count ? row[$0] : ""))</td>" }.joined() + "</tr>"
        }.joined(separator: "\n")
        let rest = section.count - section.rows.count
        let more = rest > 0 ? "<p>and \(rest) more</p>" : ""
        return """
            <section><h2>\(escaped(section.title)) (\(section.count))</h2>
            <table><thead><tr>\(head)</tr></thead><tbody>
            \(rows)
            </tbody></table>\(more)</section>
            """
    }

    static func text(_ cell: JSON) -> String {
        switch cell {
        case .string(let text): text
        case .number(let digits): digits
        case .bool(let value): value ? "true" : "false"
        default: ""
        }
    }

    private static func escaped(_ text: String) -> String {
        var out = ""
        for character in text.unicodeScalars {
            switch character {
            case "&": out += "&amp;"
            case "<": out += "&lt;"
            case ">": out += "&gt;"
            case "\"": out += "&quot;"
            case "'": out += "&#39;"
            default: out.unicodeScalars.append(character)
            }
        }
        return out
    }
}
