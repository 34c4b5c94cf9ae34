import NIOCore
import SourceText

/// What an open page is told.
enum ReloadMessage: Hashable {
    /// Slides to replace; then the page shows the revision of that tag.
    case splice([SlideSplice], title: String, etag: String)
    /// The problems to show over the page; none takes those shown away.
    case problems([ReloadProblem])
    /// A file to fetch again, by its address.
    case asset(String)
    case reload
    /// The script that takes the other messages.
    case script(String)

    /// The message as the page's script reads it.
    var json: JSONValue {
        switch self {
        case .splice(let splices, let title, let etag):
            let ops = splices.map { splice -> JSONValue in
                .object([
                    "at": .number(splice.at), "remove": .number(splice.remove),
                    "insert": .array(splice.insert.map { .string($0) }),
                ])
            }
            return .object([
                "type": "splice", "ops": .array(ops), "title": .string(title), "etag": .string(etag),
            ])
        case .problems(let problems):
            let items = problems.map { problem -> JSONValue in
                .object([
                    "severity": .string(problem.severity), "place": .string(problem.place),
                    "summary": .string(problem.summary), "excerpt": .string(problem.excerpt),
                ])
            }
            return .object(["type": "diagnostics", "items": .array(items)])
        case .asset(let path): return .object(["type": "asset", "path": .string(path)])
        case .reload: return .object(["type": "reload"])
        case .script(let text): return .object(["type": "script", "text": .string(text)])
        }
    }

    /// The message as an event; its id, which the browser tells when it comes back, is the state that it then shows.
    func event(id: String) -> ByteBuffer {
        var bytes: [UInt8] = Array("id: \(id)\ndata: ".utf8)
        json.write(to: &bytes, indent: nil)
        bytes += "\n\n".utf8
        return ByteBuffer(bytes: bytes)
    }

    /// What makes an open page show another state than the one it shows, which is nil where it is forgotten.
    ///
    /// The page may show problems over its slides; those of a deck that is whole again are taken away.
    static func update(from shown: DeckPage?, to page: DeckPage, hasProblems: Bool) -> [ReloadMessage] {
        guard page.isUsable else {
            // Over a page of problems there is no slide to keep.
            if let shown, !shown.isUsable { return shown.etag == page.etag ? [] : [.reload] }
            return [.problems(page.problems)]
        }
        let clearing: [ReloadMessage] = hasProblems ? [.problems([])] : []
        guard let shown else { return [.reload] }
        if shown.etag == page.etag { return shown.isUsable == page.isUsable ? clearing : [.reload] }
        let isPatchable =
            shown.isUsable && !page.slides.isEmpty && shown.frame == page.frame
            && shown.contentSecurityPolicy == page.contentSecurityPolicy
        guard isPatchable else { return [.reload] }
        let splices = SlideDiff.splices(from: shown.slides, to: page.slides)
        if splices.isEmpty && shown.title == page.title { return clearing }
        return clearing + [.splice(splices, title: page.title, etag: page.etag)]
    }
}
