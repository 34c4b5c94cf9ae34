import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Ports
import SystemPackage

/// What a request comes with besides itself.
struct ServerContext: InitializableFromSource {
    var channel: any Channel

    init(source: ApplicationRequestContextSource) {
        channel = source.channel
    }
}

/// Answers requests: finds what an address names and who makes it.
struct SiteResponder: HTTPResponder {
    let site: Site

    func respond(to request: Request, context: ServerContext) async throws -> Response {
        var response = await answer(to: request, context)
        if request.headers[.connection]?.lowercased() == "close" { response.headers[.connection] = "close" }
        return request.method == .head ? response.withoutBody() : response
    }

    private func answer(to request: Request, _ context: ServerContext) async -> Response {
        if let refusal = refusal(of: request) {
            if refusal.headers[.connection] != nil { closeSoon(context.channel) }
            return refusal
        }
        let target = request.head.path ?? "/"
        do throws(RequestPath.Refusal) {
            return await route(try RequestPath(target), target, request, context)
        } catch {
            return error == .hidden ? .missing : .plain(.badRequest, "this address can't be read")
        }
    }

    // MARK: What is refused before it is looked at

    private func refusal(of request: Request) -> Response? {
        guard let authority = request.head.authority, request.headers[values: .host].isEmpty else {
            return .plain(.badRequest, "a request names one Host")
        }
        guard site.hosts.allows(authority) else {
            return .plain(
                .forbidden,
                "this server doesn't go by that name: ask it as localhost, or by its address"
            )
        }
        guard request.method == .get || request.method == .head else {
            var response = Response.plain(.methodNotAllowed, "only GET and HEAD are answered")
            response.headers[.allow] = "GET, HEAD"
            if hasBody(request) { response.headers[.connection] = "close" }
            return response
        }
        guard hasBody(request) else { return nil }
        var response = Response.plain(.contentTooLarge, "requests with a body aren't taken")
        response.headers[.connection] = "close"
        return response
    }

    private func hasBody(_ request: Request) -> Bool {
        request.headers[.transferEncoding] != nil || (request.headers[.contentLength] ?? "0") != "0"
    }

    /// Closes our side after the answer, so that a body that nobody wants isn't waited for.
    private func closeSoon(_ channel: any Channel) {
        channel.eventLoop.scheduleTask(in: .milliseconds(200)) { channel.close(mode: .output, promise: nil) }
    }

    // MARK: Routes

    private func route(
        _ path: RequestPath,
        _ target: String,
        _ request: Request,
        _ context: ServerContext
    ) async -> Response {
        if path.components.first == RequestPath.ownFolder {
            guard path.components == [RequestPath.ownFolder, "events"] else { return .missing }
            return await events(target, request, context)
        }
        if path.components.isEmpty, case .deck(let deck) = site.start {
            return .redirect(to: deck.components.map(\.string))
        }
        let place = FilePath(path.relative)
        guard let stamp = site.folder.stamp(of: place), site.folder.contains(place) else { return .missing }
        if stamp.isFolder {
            guard path.isFolderForm || path.components.isEmpty else {
                return .redirect(to: path.components, isFolder: true)
            }
            return await PageResponder(site: site).respond(.listing(place), to: request)
        }
        let isDeck = Self.isDeck(place)
        guard !path.isFolderForm else { return isDeck ? .redirect(to: path.components) : .missing }
        if isDeck { return await PageResponder(site: site).respond(.deck(place), to: request) }
        return await AssetResponder(site: site).respond(place, to: request)
    }

    private func events(_ target: String, _ request: Request, _ context: ServerContext) async -> Response {
        if let origin = request.headers[.origin],
            origin.split(separator: "/").last.map(String.init) != request.head.authority
        {
            return .plain(.forbidden, "another site's pages can't follow a deck")
        }
        guard let deck = RequestPath.queryValue("deck", in: target),
            let path = try? RequestPath(deck.hasPrefix("/") ? deck : "/" + deck),
            path.components.first != RequestPath.ownFolder
        else { return .plain(.badRequest, "no deck is named") }
        let place = FilePath(path.relative)
        guard let stamp = site.folder.stamp(of: place), site.folder.contains(place),
            stamp.isFolder || Self.isDeck(place)
        else { return .missing }
        return await EventResponder(site: site).respond(
            stamp.isFolder ? .listing(place) : .deck(place),
            target,
            to: request,
            on: context.channel
        )
    }

    private static func isDeck(_ path: FilePath) -> Bool {
        path.extension == "slide" || path.extension == "article"
    }
}
