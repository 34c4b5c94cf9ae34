public import DeckModel

/// What is known about the files that a deck names.
public protocol SlideAssets: Sendable {
    /// Tells about a picture by its address in the deck; nil where it can't be read.
    func picture(_ url: String) -> PictureInfo?
    /// Returns the whole address that a relative one means; nil where it means nothing outside the deck.
    func address(_ url: String) -> String?
}

/// What a picture's file says of itself.
public struct PictureInfo: Hashable, Sendable {
    /// In pixels.
    public var size: MediaSize
    /// The words inside a drawing, in the file's order.
    public var labels: [String]

    public init(size: MediaSize, labels: [String] = []) {
        self.size = size
        self.labels = labels
    }
}

/// No files at all.
public struct NoAssets: SlideAssets {
    public init() {}
    public func picture(_ url: String) -> PictureInfo? { nil }
    public func address(_ url: String) -> String? { nil }
}

/// Addresses that may be handed to a terminal.
enum SafeAddress {
    private static let longest = 2_000

    /// Returns a whole address, its odd bytes percent-encoded; nil for schemes that do something, and for what is too
    /// long.
    static func of(_ url: String, _ assets: any SlideAssets) -> String? {
        let scheme = url.prefix { $0 != ":" && $0 != "/" && $0 != "#" && $0 != "?" }
        let hasScheme = scheme.endIndex < url.endIndex && url[scheme.endIndex] == ":" && !scheme.isEmpty
        let isKnown = ["http", "https", "mailto", "ftp"].contains(scheme.lowercased())
        guard !url.isEmpty, let whole = isKnown ? url : hasScheme ? nil : assets.address(url) else {
            return nil
        }
        let bytes = Array(whole.utf8)
        guard bytes.count <= longest else { return nil }
        var out: [UInt8] = []
        for byte in bytes {
            if (0x21...0x7E).contains(byte), !"\"<>\\^`{|}".utf8.contains(byte) {
                out.append(byte)
            } else {
                out += Array("%".utf8) + hexadecimal(byte)
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    private static func hexadecimal(_ byte: UInt8) -> [UInt8] {
        let digits = Array("0123456789ABCDEF".utf8)
        return [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
}
