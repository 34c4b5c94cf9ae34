import DeckLint
import TestKit
import Testing

struct ImageSizeTests {
    private static let png: [UInt8] =
        [
            0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 2,
            0x80, 0, 0, 1, 0xE0, 8, 6,
        ]
    private static let gif: [UInt8] = Array("GIF89a".utf8) + [0x80, 0x02, 0xE0, 0x01, 0xF7]
    /// A JPEG file whose frame follows an application segment, a fill byte and a table of Huffman codes.
    private static let jpeg: [UInt8] =
        [0xFF, 0xD8, 0xFF, 0xE0, 0, 6, 1, 2, 3, 4, 0xFF, 0xFF, 0xC4, 0, 4, 9, 9]
        + [0xFF, 0xC2, 0, 17, 8, 1, 0xE0, 2, 0x80, 3, 1]
    private static let lossy: [UInt8] =
        Array("RIFF....WEBPVP8 ....".utf8) + [0, 0, 0, 0x9D, 0x01, 0x2A, 0x80, 0x42, 0xE0, 0x81]
    /// 640 - 1 and 480 - 1 in 14 bits each.
    private static let lossless: [UInt8] =
        Array("RIFF....WEBPVP8L....".utf8) + [0x2F]
        + (0..<4).map { UInt8((639 | 479 << 14) >> (8 * $0) & 0xFF) }
    private static let extended: [UInt8] =
        Array("RIFF....WEBPVP8X....".utf8) + [0x10, 0, 0, 0, 0x7F, 0x02, 0, 0xDF, 0x01, 0]
    private static let drawing = Array(
        "\u{FEFF}<?xml version='1.0'?>\n<!DOCTYPE svg>\n<!-- <svg width='1'> -->\n<svg title='a>b' width = \"640px\" height='12.7cm'>"
            .utf8
    )

    private static let all: [(String, [UInt8])] = [
        ("PNG", png), ("GIF", gif), ("JPEG", jpeg), ("WebP", lossy), ("WebP", lossless), ("WebP", extended),
        ("SVG", drawing),
    ]

    @Test(arguments: all)
    func readsTheSizeInTheHeader(format: String, bytes: [UInt8]) throws {
        let size = try #require(ImageSize.read(bytes))
        #expect([size.width, size.height] == [640, 480])
        #expect(size.format.rawValue == format)
    }

    @Test(arguments: [
        ("<svg viewBox=\"0 0 640 480\">", 640, 480),
        ("<svg viewBox='0,0,640.4,479.6' width='100%'>", 640, 480),
        ("<svg width='10' viewBox='0 0 640 480'>", 10, 480), ("<svg width='1in' height='3pc'>", 96, 48),
    ])
    func readsTheSizeOfADrawing(text: String, width: Int, height: Int) throws {
        let size = try #require(ImageSize.read(Array(text.utf8)))
        #expect([size.width, size.height] == [width, height])
    }

    @Test(arguments: [
        "", "<svg", "<svg>", "<svgx width='1' height='1'>", "<html><svg width='1' height='1'>",
        "<svg width='nan' height='inf'>",
        "<svg width='-1' height='1'>", "<svg width='1e300' height='1'>", "<svg width=1 height=1>",
        "<!-- <svg", "<?", "<!",
        "<svg viewBox='0 0 1'>", "<svg width='1' height='1", "text",
    ])
    func readsNoSizeWhereThereIsNone(text: String) {
        #expect(ImageSize.read(Array(text.utf8)) == nil)
    }

    @Test func readsNothingOfTornAndZeroHeaders() {
        var zero = Self.png
        zero[18] = 0
        zero[19] = 0
        #expect(ImageSize.read(zero) == nil)
        #expect(ImageSize.read([0xFF, 0xD8, 0xFF, 0xE0, 0, 0, 0xFF, 0xC0]) == nil)
        #expect(ImageSize.read([0xFF, 0xD8, 0xFF, 0xDA, 0, 9]) == nil)
        for (_, bytes) in Self.all {
            for count in 0..<bytes.count { _ = ImageSize.read(Array(bytes.prefix(count))) }
        }
    }

    @Test func neverTrapsOnHostileBytes() {
        var random = SeededGenerator(seed: 42)
        for _ in 0..<20_000 {
            var bytes = random.pick(Self.all).1
            for _ in 0..<Int.random(in: 1...8, using: &random) {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(
                    in: 0...255,
                    using: &random
                )
            }
            if let size = ImageSize.read(bytes) { #expect(size.width > 0 && size.height > 0) }
        }
    }
}
