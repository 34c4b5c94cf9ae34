/// An address that Go's `net/url` refuses.
public struct GoURLError: Error, Hashable, Sendable {
    /// Go's whole message, such as `parse ":x": missing protocol scheme`.
    public let message: String
    /// Go's message without the address, such as `missing protocol scheme`.
    public let reason: String

    init(address: ArraySlice<UInt8>, _ reason: GoURLReason) {
        self.reason = reason.text
        self.message = "parse \(GoText.quoted(address)): \(reason.text)"
    }
}

/// What is wrong with an address.
enum GoURLReason: Error {
    case controlCharacter, missingScheme, colonInFirstSegment, invalidUser, missingBracket
    case invalidPort(ArraySlice<UInt8>)
    case invalidEscape(ArraySlice<UInt8>)
    case invalidHostCharacter(UInt8)

    var text: String {
        switch self {
        case .controlCharacter: "net/url: invalid control character in URL"
        case .missingScheme: "missing protocol scheme"
        case .colonInFirstSegment: "first path segment in URL cannot contain colon"
        case .invalidUser: "net/url: invalid userinfo"
        case .missingBracket: "missing ']' in host"
        case .invalidPort(let port): "invalid port \(GoText.quoted(port)) after host"
        case .invalidEscape(let escape): "invalid URL escape \(GoText.quoted(escape))"
        case .invalidHostCharacter(let byte): "invalid character \(GoText.quoted([byte])) in host name"
        }
    }
}
