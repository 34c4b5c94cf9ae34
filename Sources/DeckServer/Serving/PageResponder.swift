import HTTPTypes
import Hummingbird
import NIOCore

/// Answers with rendered pages.
struct PageResponder {
    let site: Site

    func respond(_ name: PageName, to request: Request) async -> Response {
        let revision = await site.store.revision(of: name)
        var fields = HTTPFields.usual
        fields[.contentType] = "text/html; charset=utf-8"
        fields[.contentSecurityPolicy] = Self.policy(revision.page.contentSecurityPolicy)
        fields.set(.crossOriginOpenerPolicy, "same-origin")
        fields.set(.frameOptions, "SAMEORIGIN")
        fields[.cacheControl] = "no-cache"
        fields[.vary] = "Accept-Encoding"
        var body = revision.bytes
        fields[.eTag] = revision.tag
        if AcceptEncoding.wantsGzip(request.headers[.acceptEncoding]) {
            // Asked for before the comparison: where compression doesn't pay, the tag is the plain one.
            if let compressed = await revision.compressed() {
                body = compressed
                fields[.eTag] = revision.gzipTag
                fields[.contentEncoding] = "gzip"
            }
        }
        let conditions = Conditions(ifNoneMatch: request.headers[.ifNoneMatch])
        guard !conditions.areMet(tag: fields[.eTag] ?? "") else {
            fields[.contentEncoding] = nil
            return Response(status: .notModified, headers: fields)
        }
        return Response(status: .ok, headers: fields, body: ResponseBody(byteBuffer: body))
    }

    /// The page's policy, and who may frame it where it doesn't say.
    static func policy(_ policy: String) -> String {
        if policy.contains("frame-ancestors") { return policy }
        let rest = HeaderText.trimmed(policy)
        if rest.isEmpty { return "frame-ancestors 'self'" }
        return (rest.hasSuffix(";") ? rest : rest + ";") + " frame-ancestors 'self'"
    }
}
