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
        let accepted = request.headers[.acceptEncoding]
        if AcceptEncoding.wantsBrotli(accepted), let smallest = revision.smallest() {
            body = smallest
            fields[.eTag] = revision.brotliTag
            fields[.contentEncoding] = "br"
        } else if AcceptEncoding.wantsGzip(accepted) {
            // Asked for before the comparison: where compression doesn't pay, the tag is the plain one.
            if let compressed = await revision.compressed() {
                body = compressed
                fields[.eTag] = revision.gzipTag
                fields[.contentEncoding] = "gzip"
            }
        }
        let conditions = Conditions(ifNoneMatch: request.headers[.ifNoneMatch])
        // Whatever form of this state a browser has, it is the page as it is now.
        if let known = revision.tags.first(where: { conditions.areMet(tag: $0) }) {
            fields[.eTag] = known
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
