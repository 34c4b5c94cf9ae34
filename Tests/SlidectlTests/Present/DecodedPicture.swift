import Foundation
import Host
import TermUI

/// A picture read back from what a terminal was told, as pixels.
struct DecodedPicture {
    private(set) var width = 0
    private(set) var height = 0
    private var pixels: [RGB] = []

    /// The colour at a place, in shares of the picture's sides.
    func colour(_ x: Double, _ y: Double) -> RGB {
        let (column, row) = (Int(Double(width) * x), Int(Double(height) * y))
        let index = row * width + column
        return pixels.indices.contains(index) ? pixels[index] : RGB(1, 2, 3)
    }

    /// Whether the four squares of the sample are in their places.
    var showsTheSample: Bool {
        let wanted = [RGB(0xFF0000), RGB(0x00FF00), RGB(0x0000FF), RGB(0xFFFFFF)]
        let found = [colour(0.25, 0.25), colour(0.75, 0.25), colour(0.25, 0.75), colour(0.75, 0.75)]
        // JPEG and sixels are near, not equal.
        return zip(wanted, found).allSatisfy { one, other in
            abs(Int(one.red) - Int(other.red)) < 16 && abs(Int(one.green) - Int(other.green)) < 16
                && abs(Int(one.blue) - Int(other.blue)) < 16
        }
    }

    init?(_ command: PictureCommand) {
        switch command {
        case .kitty(let keys, let payload, _): self.init(kitty: keys, payload)
        case .iterm(_, let payload, _):
            self.init(png: Data(base64Encoded: Data(payload)).map(Array.init) ?? [])
        case .sixel(let body, _): self.init(sixels: body)
        }
        guard width > 0, pixels.count == width * height else { return nil }
    }

    private init?(kitty keys: [String: String], _ payload: [UInt8]) {
        guard keys["f"] == "32", let data = Data(base64Encoded: Data(payload)),
            let width = keys["s"].flatMap({ Int($0) }), let height = keys["v"].flatMap({ Int($0) })
        else { return nil }
        self.width = width
        self.height = height
        let bytes = keys["o"] == "z" ? inflated(Array(data), to: width * height * 4) : Array(data)
        pixels = Self.pixels(bytes, samples: 4)
    }

    /// Reads a PNG file through a decoder that isn't ours: that of chafa.
    private init?(png file: [UInt8]) {
        func number(_ at: Int) -> Int {
            file.dropFirst(at).prefix(4).reduce(0) { $0 << 8 | Int($1) }
        }
        let (width, height) = (number(16), number(20))
        let arguments = ["--stretch", "-f", "kitty", "-s", "\(max(width / 8, 1))x\(max(height / 8, 1))", "-"]
        let chafa = FilterProgram(
            "/usr/bin/chafa",
            arguments,
            environment: ["TERM": "xterm", "LC_ALL": "C.UTF-8"]
        )
        guard file.starts(with: [0x89] + "PNG\r\n\u{1A}\n".utf8),
            let decoded = chafa.output(for: file).flatMap(PicturePixels.init(kitty:))
        else { return nil }
        self.width = decoded.width
        self.height = decoded.height
        pixels = Self.pixels(decoded.bytes, samples: 4)
    }

    private static func pixels(_ bytes: [UInt8], samples: Int) -> [RGB] {
        stride(from: 0, to: bytes.count - samples + 1, by: samples).map {
            RGB(bytes[$0], bytes[$0 + 1], bytes[$0 + 2])
        }
    }

    /// Reads sixels: each character paints up to six pixels, one above the other, in one colour.
    private init?(sixels body: [UInt8]) {
        guard let start = body.firstIndex(of: UInt8(ascii: "q")) else { return nil }
        var rest = body[(start + 1)...]
        var palette: [Int: RGB] = [:]
        var (colour, x, y, count) = (RGB(0), 0, 0, 1)
        func numbers() -> [Int] {
            let end = rest.firstIndex { !"0123456789;".utf8.contains($0) } ?? rest.endIndex
            defer { rest = rest[end...] }
            return String(decoding: rest[..<end], as: UTF8.self).split(separator: ";").compactMap { Int($0) }
        }
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "\""):
                let size = numbers()
                guard size.count == 4, size[2] * size[3] < 1 << 24 else { return nil }
                (width, height) = (size[2], size[3])
                pixels = Array(repeating: RGB(1, 2, 3), count: width * height)
            case UInt8(ascii: "#"):
                let parts = numbers()
                guard let index = parts.first else { return nil }
                if parts.count == 5 {
                    let levels = parts[2...].map { UInt8($0 * 255 / 100) }
                    palette[index] = RGB(levels[0], levels[1], levels[2])
                }
                colour = palette[index] ?? RGB(1, 2, 3)
            case UInt8(ascii: "!"): count = numbers().first ?? 1
            case UInt8(ascii: "$"): x = 0
            case UInt8(ascii: "-"): (x, y) = (0, y + 6)
            case 0x3F...0x7E:
                for column in x..<x + count {
                    for bit in 0..<6 where (byte - 0x3F) >> UInt8(bit) & 1 == 1 {
                        let index = (y + bit) * width + column
                        if column < width, pixels.indices.contains(index) { pixels[index] = colour }
                    }
                }
                (x, count) = (x + count, 1)
            default: break
            }
        }
    }
}
