import EngineAPI
import Testing

@testable import KubeServer

@Suite struct WebSocketTests {
    /// What the real kubectl 1.32 sent for `echo 'echo from stdin; exit 4' | kubectl exec -i …`.
    private static let captured =
        Base64.decode("gplpbbOFaQjQ7QZN1fcGAJP2HQna61JN1v0AGZOxY4KCd65oRIiu") ?? []

    @Test(arguments: [1, 2, 7, 1000]) func readsTheFramesOfKubectl(_ size: Int) throws {
        var reader = WebSocketReader()
        var messages: [WebSocketReader.Message] = []
        for start in stride(from: 0, to: Self.captured.count, by: size) {
            messages += try reader.read(
                Array(Self.captured[start..<min(start + size, Self.captured.count)])
            )
        }
        #expect(messages == [.data([0] + "echo from stdin; exit 4\n".utf8), .data([255, 0])])
    }

    /// The keys and answers of a capture.
    @Test(arguments: [
        ("+wu7mqXX3dai2Sd6K+xBcw==", "47n2wq6UnUMrm85GbzruphymvgA="),
        ("vsjWWzro9b6If11NdnFC0g==", "RhWPXBqCHTq16IQOVqBvHsY5JU0="),
    ]) func answersTheKey(_ key: String, _ answer: String) {
        #expect(WebSocketConnection.answer(to: key) == answer)
    }

    @Test func joinsFragments() throws {
        var reader = WebSocketReader()
        let first: [UInt8] = [0x02, 0x81, 0, 0, 0, 0, 0x61]
        let last: [UInt8] = [0x80, 0x81, 0, 0, 0, 0, 0x62]
        let ping: [UInt8] = [0x89, 0x80, 0, 0, 0, 0]
        #expect(try reader.read(first + ping + last) == [.ping([]), .data([0x61, 0x62])])
    }

    @Test(
        arguments: [
            ([0x82, 0x01, 0x61], 1002), ([0xC2, 0x80, 0, 0, 0, 0], 1002), ([0x83, 0x80, 0, 0, 0, 0], 1002),
            ([0x80, 0x80, 0, 0, 0, 0], 1002), ([0x82, 0xFF, 0, 0, 0, 0, 0xFF, 0, 0, 0], 1009),
            ([0x09, 0x80, 0, 0, 0, 0], 1002),
        ] as [([UInt8], UInt16)]
    ) func refusesWhatBreaksTheRules(_ bytes: [UInt8], _ code: UInt16) {
        var reader = WebSocketReader()
        #expect(throws: WebSocketReader.Violation(code: code)) { try reader.read(bytes) }
    }

    @Test(arguments: [0, 125, 126, 65_535, 65_536]) func writesAllLengths(_ count: Int) throws {
        let frame = WebSocketFrame.encoded(.binary, [UInt8](repeating: 7, count: count))
        let head = count < 126 ? 2 : count < 65_536 ? 4 : 10
        #expect(frame.count == head + count)
        #expect(frame[0] == 0x82)
    }
}
