/// The size of a picture in pixels, as its file's header tells.
public struct ImageSize: Hashable, Sendable {
    /// The formats that browsers show and that can be read here.
    public enum Format: String, Hashable, Sendable {
        case png = "PNG"
        case gif = "GIF"
        case jpeg = "JPEG"
        case webp = "WebP"
        case svg = "SVG"
    }

    public var width: Int
    public var height: Int
    public var format: Format

    /// Makes a size; nil where a side is 0.
    init?(_ width: Int, _ height: Int, _ format: Format) {
        guard width > 0, height > 0 else { return nil }
        self.width = width
        self.height = height
        self.format = format
    }

    /// Reads the header of a picture.
    ///
    /// - Parameter bytes: The file's first bytes; 64 KiB are enough but for JPEG files with large previews inside.
    /// - Returns: The size; nil for another kind of file, and where the header is torn or says nothing.
    public static func read(_ bytes: [UInt8]) -> ImageSize? {
        png(bytes) ?? gif(bytes) ?? jpeg(bytes) ?? webp(bytes) ?? svg(bytes)
    }

    private static func png(_ bytes: [UInt8]) -> ImageSize? {
        guard bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]), bytes.has("IHDR", at: 12),
            let width = bytes.bigEndian(at: 16, count: 4), let height = bytes.bigEndian(at: 20, count: 4)
        else { return nil }
        return ImageSize(width, height, .png)
    }

    private static func gif(_ bytes: [UInt8]) -> ImageSize? {
        guard bytes.has("GIF87a", at: 0) || bytes.has("GIF89a", at: 0),
            let width = bytes.littleEndian(at: 6, count: 2), let height = bytes.littleEndian(at: 8, count: 2)
        else { return nil }
        return ImageSize(width, height, .gif)
    }

    /// Walks the segments up to the start of a frame, which holds the size.
    private static func jpeg(_ bytes: [UInt8]) -> ImageSize? {
        guard bytes.starts(with: [0xFF, 0xD8]) else { return nil }
        var index = 2
        while index + 3 < bytes.count, bytes[index] == 0xFF {
            let marker = bytes[index + 1]
            switch marker {
            case 0xFF: index += 1  // a fill byte
            case 0x01, 0xD0...0xD8: index += 2  // markers without a segment
            case 0xC0...0xC3, 0xC5...0xC7, 0xC9...0xCB, 0xCD...0xCF:
                guard let height = bytes.bigEndian(at: index + 5, count: 2),
                    let width = bytes.bigEndian(at: index + 7, count: 2)
                else { return nil }
                return ImageSize(width, height, .jpeg)
            case 0xD9, 0xDA: return nil  // the end, or pixels before any frame
            default:
                guard let length = bytes.bigEndian(at: index + 2, count: 2), length >= 2 else { return nil }
                index += 2 + length
            }
        }
        return nil
    }

    private static func webp(_ bytes: [UInt8]) -> ImageSize? {
        guard bytes.has("RIFF", at: 0), bytes.has("WEBP", at: 8) else { return nil }
        if bytes.has("VP8 ", at: 12) {
            guard bytes.dropFirst(23).starts(with: [0x9D, 0x01, 0x2A]),
                let width = bytes.littleEndian(at: 26, count: 2),
                let height = bytes.littleEndian(at: 28, count: 2)
            else { return nil }
            // The two high bits are a scale.
            return ImageSize(width & 0x3FFF, height & 0x3FFF, .webp)
        }
        if bytes.has("VP8L", at: 12) {
            guard bytes.count > 20, bytes[20] == 0x2F, let bits = bytes.littleEndian(at: 21, count: 4) else {
                return nil
            }
            return ImageSize(bits & 0x3FFF + 1, bits >> 14 & 0x3FFF + 1, .webp)
        }
        guard bytes.has("VP8X", at: 12), let width = bytes.littleEndian(at: 24, count: 3),
            let height = bytes.littleEndian(at: 27, count: 3)
        else { return nil }
        return ImageSize(width + 1, height + 1, .webp)
    }
}

extension [UInt8] {
    fileprivate func has(_ text: StaticString, at index: Int) -> Bool {
        let wanted = UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
        return dropFirst(index).starts(with: wanted)
    }

    fileprivate func bigEndian(at index: Int, count: Int) -> Int? {
        guard index + count <= self.count else { return nil }
        return self[index..<index + count].reduce(0) { $0 << 8 | Int($1) }
    }

    fileprivate func littleEndian(at index: Int, count: Int) -> Int? {
        guard index + count <= self.count else { return nil }
        return self[index..<index + count].reversed().reduce(0) { $0 << 8 | Int($1) }
    }
}
