/// A picture as pixels of red, green, blue and opacity, row by row.
public struct PicturePixels: Hashable, Sendable {
    public let width: Int
    public let height: Int
    public let bytes: [UInt8]
    /// Stands for the picture where pictures are compared, which happens with every step of a talk.
    let mark: Mark

    /// What tells a picture from others, without its pixels.
    struct Mark: Hashable, Sendable {
        var width: Int
        var height: Int
        var fingerprint: UInt64
    }

    public init(width: Int, height: Int, bytes: [UInt8]) {
        self.width = width
        self.height = height
        self.bytes = bytes
        let fingerprint = bytes.reduce(14_695_981_039_346_656_037) {
            ($0 ^ UInt64($1)) &* 1_099_511_628_211
        }
        mark = Mark(width: width, height: height, fingerprint: fingerprint)
    }

    public static func == (one: Self, other: Self) -> Bool { one.mark == other.mark }

    public func hash(into hasher: inout Hasher) { hasher.combine(mark) }

    /// Reads what a program printed for kitty's protocol; nil where that isn't one whole picture.
    public init?(kitty printed: [UInt8]) {
        var terminal = VirtualTerminal(TerminalSize(columns: 1, rows: 1))
        _ = terminal.feed(printed)
        guard case .kitty(let keys, let payload, _)? = terminal.pictures.first, keys["f"] == "32",
            let width = keys["s"].flatMap({ Int($0) }), let height = keys["v"].flatMap({ Int($0) }),
            (1...16_384).contains(width), (1...16_384).contains(height)
        else { return nil }
        let bytes = Base64.decode(payload)
        guard bytes.count == width * height * 4 else { return nil }
        self.init(width: width, height: height, bytes: bytes)
    }

    /// The picture at half its width and height: each pixel is the mean of four.
    func halved() -> PicturePixels {
        let (newWidth, newHeight) = (max(width / 2, 1), max(height / 2, 1))
        var out: [UInt8] = []
        out.reserveCapacity(newWidth * newHeight * 4)
        for row in 0..<newHeight {
            for column in 0..<newWidth {
                let rows = [row * 2, min(row * 2 + 1, height - 1)]
                let columns = [column * 2, min(column * 2 + 1, width - 1)]
                for channel in 0..<4 {
                    var sum = 0
                    for row in rows {
                        for column in columns { sum += Int(bytes[(row * width + column) * 4 + channel]) }
                    }
                    out.append(UInt8((sum + 2) / 4))
                }
            }
        }
        return PicturePixels(width: newWidth, height: newHeight, bytes: out)
    }
}
