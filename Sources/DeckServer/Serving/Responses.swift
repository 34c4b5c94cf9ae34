import HTTPTypes
import Hummingbird
import NIOCore

extension HTTPField.Name {
    static let contentTypeOptions = HTTPField.Name("X-Content-Type-Options")
    static let crossOriginResourcePolicy = HTTPField.Name("Cross-Origin-Resource-Policy")
    static let crossOriginOpenerPolicy = HTTPField.Name("Cross-Origin-Opener-Policy")
    static let frameOptions = HTTPField.Name("X-Frame-Options")
    static let referrerPolicy = HTTPField.Name("Referrer-Policy")
    static let host = HTTPField.Name("Host")
    static let lastEventID = HTTPField.Name("Last-Event-ID")
}

extension HTTPFields {
    /// What every answer says, so that nothing of ours ends up on other sites' pages.
    static var usual: HTTPFields {
        var fields = HTTPFields()
        fields.reserveCapacity(16)
        fields.set(.contentTypeOptions, "nosniff")
        fields.set(.referrerPolicy, "no-referrer")
        fields.set(.crossOriginResourcePolicy, "same-origin")
        return fields
    }

    /// Sets a field whose name may be of our own making.
    mutating func set(_ name: HTTPField.Name?, _ value: String) {
        if let name { self[name] = value }
    }

    /// The values of a field of our own naming.
    subscript(values name: HTTPField.Name?) -> [String] {
        name.map { self[values: $0] } ?? []
    }
}

extension Response {
    /// A short answer in plain text.
    static func plain(_ status: HTTPResponse.Status, _ text: String) -> Response {
        var fields = HTTPFields.usual
        fields[.contentType] = ContentType.plain
        fields[.cacheControl] = "no-store"
        fields[.contentSecurityPolicy] = "default-src 'none'"
        let line = "\(status.code) \(status.reasonPhrase): \(text)\n"
        return Response(
            status: status,
            headers: fields,
            body: ResponseBody(byteBuffer: ByteBuffer(string: line))
        )
    }

    static var missing: Response { plain(.notFound, "there is nothing here") }

    /// Leads to another address of ours.
    static func redirect(to components: [String], isFolder: Bool = false) -> Response {
        var response = plain(.found, "see the address beside")
        response.headers[.location] = RequestPath.address(of: components, isFolder: isFolder)
        return response
    }

    /// The answer to `HEAD`: its fields alone, the length included.
    func withoutBody() -> Response {
        Response(status: status, headers: headers)
    }
}
