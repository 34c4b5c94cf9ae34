import HTTPTypes
import Hummingbird
import NIOCore

/// Answers with the stream of a page's changes, as server-sent events.
struct EventResponder {
    let site: Site

    func respond(
        _ name: PageName,
        _ target: String,
        to request: Request,
        on channel: any Channel
    ) async -> Response {
        var fields = HTTPFields.usual
        fields[.contentType] = "text/event-stream"
        fields[.cacheControl] = "no-store"
        guard request.method == .get else { return Response(status: .ok, headers: fields) }
        // A browser that comes back names the state it had last; its address names the one it was loaded with.
        let etag =
            request.headers[values: .lastEventID].first ?? RequestPath.queryValue("etag", in: target) ?? ""
        let drop: @Sendable () -> Void = { channel.close(mode: .all, promise: nil) }
        let needsScript = RequestPath.queryValue("script", in: target) != nil
        let following = await site.store.follow(name, showing: etag, needsScript: needsScript, drop: drop)
        guard let stream = following else {
            var response = Response.plain(.serviceUnavailable, "too many pages follow already")
            response.headers[.retryAfter] = "5"
            return response
        }
        let store = site.store
        let body = ResponseBody { writer in
            do {
                // The comment gets the head on its way; half a second later a lost browser tries again.
                try await writer.write(ByteBuffer(string: "retry: 500\n:\n\n"))
                try await request.body.consumeWithCancellationOnInboundClose { _ in
                    for await event in stream.events { try await writer.write(event) }
                }
                await store.unfollow(stream)
                try await writer.finish(nil)
            } catch {
                await store.unfollow(stream)
                throw error
            }
        }
        return Response(status: .ok, headers: fields, body: body)
    }
}
