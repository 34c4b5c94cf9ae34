import EngineAPI
import Testing

@testable import KubeServer

/// Frames that the real kubectl 1.32 sent when it forwarded a port.
@Suite struct SPDYTests {
    /// The beginnings of two streams, the first ended at once, and a request on the second.
    private static let captured = [
        "gAMAAQAAAD0AAAABAAAAAAAAePnjxqfCAiU6cDorKUpNzIUWJaypoICGFMtFoCTMZGHAwMDAWQSJxExQ4mY0AAAAAP//",
        "AAAAAQEAAACAAwABAAAAGAAAAAMAAAAAAADCqhVUCiUS0gkAAAD//w==",
    ].compactMap { Base64.decode($0) }.flatMap { $0 }

    @Test func knowsTheDictionary() {
        var low: UInt32 = 1
        var high: UInt32 = 0
        for byte in SPDYDictionary.bytes {
            low = (low + UInt32(byte)) % 65_521
            high = (high + low) % 65_521
        }
        #expect(SPDYDictionary.bytes.count == 1423)
        #expect(high << 16 | low == 0xE3C6_A7C2)
    }

    /// The bytes come cut anywhere; the headers of the second stream need those of the first.
    @Test(arguments: [1, 3, 8, 1000]) func readsTheFramesOfKubectl(_ size: Int) throws {
        var reader = SPDYFrameReader()
        let headers = SPDYHeaderReader()
        var seen: [String] = []
        for start in stride(from: 0, to: Self.captured.count, by: size) {
            let piece = Array(Self.captured[start..<min(start + size, Self.captured.count)])
            for frame in try reader.read(piece) {
                switch frame {
                case .begin(let stream, _, let compressed):
                    let read = try headers.read(compressed).sorted { $0.key < $1.key }
                    seen.append("\(stream) " + read.map { "\($0.key)=\($0.value)" }.joined(separator: " "))
                case .data(let stream, let isLast, let bytes):
                    seen.append("\(stream) \(bytes.count) \(isLast)")
                default: seen.append("\(frame)")
                }
            }
        }
        #expect(
            seen == [
                "1 port=80 requestid=0 streamtype=error", "1 0 true", "3 port=80 requestid=0 streamtype=data",
            ]
        )
    }

    @Test func writesHeadersThatCanBeRead() throws {
        let writer = SPDYHeaderWriter()
        let reader = SPDYHeaderReader()
        for _ in 0..<3 { #expect(try reader.read(try writer.none()).isEmpty) }
    }

    @Test func survivesBrokenFrames() throws {
        for index in Self.captured.indices {
            var broken = Self.captured
            broken[index] ^= 0xFF
            var reader = SPDYFrameReader()
            let headers = SPDYHeaderReader()
            guard let frames = try? reader.read(broken) else { continue }
            for case .begin(_, _, let compressed) in frames { _ = try? headers.read(compressed) }
        }
    }

    @Test func refusesFramesThatAreTooLong() {
        var reader = SPDYFrameReader()
        #expect(throws: SPDYViolation.self) { try reader.read([0, 0, 0, 1, 0, 0xFF, 0xFF, 0xFF]) }
    }
}
