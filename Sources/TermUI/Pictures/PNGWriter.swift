import CZlib

/// Writes PNG files, the one form of file that terminals of iTerm2's kind all show.
///
/// Drawings shrink to a hundredth of their pixels; that counts over SSH, and tmux hands on no more than a megabyte.
///
/// - Note: Source: Portable Network Graphics, third edition (W3C).
enum PNGWriter {
    /// Returns a file with a picture in it; nil where it can't be compressed.
    static func file(_ pixels: PicturePixels) -> [UInt8]? {
        guard let data = compressed(filtered(pixels)) else { return nil }
        let colourWithOpacity: [UInt8] = [8, 6, 0, 0, 0]
        var file: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
        append("IHDR", number(pixels.width) + number(pixels.height) + colourWithOpacity, to: &file)
        append("IDAT", data, to: &file)
        append("IEND", [], to: &file)
        return file
    }

    /// The rows, each byte less the one above it, which makes even grounds and straight edges all zeros.
    private static func filtered(_ pixels: PicturePixels) -> [UInt8] {
        let rowLength = pixels.width * 4
        var out: [UInt8] = []
        out.reserveCapacity((rowLength + 1) * pixels.height)
        for row in 0..<pixels.height {
            out.append(2)
            let start = row * rowLength
            for index in start..<start + rowLength {
                out.append(pixels.bytes[index] &- (row == 0 ? 0 : pixels.bytes[index - rowLength]))
            }
        }
        return out
    }

    private static func compressed(_ bytes: [UInt8]) -> [UInt8]? {
        var size = compressBound(UInt(bytes.count))
        var compressed = [UInt8](repeating: 0, count: Int(size))
        guard compress2(&compressed, &size, bytes, UInt(bytes.count), 6) == Z_OK else { return nil }
        return Array(compressed[..<Int(size)])
    }

    private static func append(_ name: String, _ data: [UInt8], to file: inout [UInt8]) {
        let body = Array(name.utf8) + data
        file += number(data.count) + body + number(Int(crc32(0, body, UInt32(body.count))))
    }

    private static func number(_ value: Int) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
    }
}
