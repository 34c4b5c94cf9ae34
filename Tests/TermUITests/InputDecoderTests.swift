import Testing

@testable import TermUI

/// Keys, the mouse and answers, as terminals send them.
struct InputDecoderTests {
    @Test(arguments: [
        ("a", KeyPress("a")), ("é", KeyPress("é")), ("漢", KeyPress("漢")), ("A", KeyPress("A")),
        ("\r", KeyPress(.enter)), ("\t", KeyPress(.tab)), ("\u{7F}", KeyPress(.backspace)),
        ("\u{03}", KeyPress("c", .control)), ("\u{00}", KeyPress(" ", .control)),
        ("\u{1B}[A", KeyPress(.up)), ("\u{1B}OA", KeyPress(.up)), ("\u{1B}[H", KeyPress(.home)),
        ("\u{1B}[1~", KeyPress(.home)), ("\u{1B}[4~", KeyPress(.end)), ("\u{1B}[5~", KeyPress(.pageUp)),
        ("\u{1B}OP", KeyPress(.function(1))), ("\u{1B}[15~", KeyPress(.function(5))),
        ("\u{1B}[24~", KeyPress(.function(12))), ("\u{1B}[1;5C", KeyPress(.right, .control)),
        ("\u{1B}[1;2A", KeyPress(.up, .shift)), ("\u{1B}[3;3~", KeyPress(.delete, .alt)),
        ("\u{1B}[Z", KeyPress(.tab, .shift)), ("\u{1B}x", KeyPress("x", .alt)),
        // kitty's protocol, and xterm's modifyOtherKeys
        ("\u{1B}[27u", KeyPress(.escape)), ("\u{1B}[99;5u", KeyPress("c", .control)),
        ("\u{1B}[97:65;2u", KeyPress("A")), ("\u{1B}[97;2u", KeyPress("A")),
        ("\u{1B}[13;2u", KeyPress(.enter, .shift)), ("\u{1B}[57421u", KeyPress(.pageUp)),
        ("\u{1B}[27;5;120~", KeyPress("x", .control)), ("\u{1B}[1;1:1A", KeyPress(.up)),
    ])
    func knowsKeys(_ bytes: String, _ key: KeyPress) {
        #expect(decode(bytes) == [.key(key)])
    }

    @Test func ignoresReleases() { #expect(decode("\u{1B}[97;1:3u\u{1B}[1;1:3A") == []) }

    @Test func takesAnEscapeForTheKeyOnlyWhenNothingFollows() {
        var decoder = InputDecoder()
        #expect(decoder.feed([0x1B]) == [])
        #expect(decoder.isWaiting)
        #expect(decoder.flush() == [.key(KeyPress(.escape))])
        #expect(!decoder.isWaiting)
        #expect(decoder.feed([0x1B]) == [])
        #expect(decoder.feed("[C".utf8) == [.key(KeyPress(.right))])
        #expect(decoder.feed([0x1B, 0x1B]) == [.key(KeyPress(.escape))])
        #expect(decoder.flush() == [.key(KeyPress(.escape))])
    }

    @Test func understandsSequencesThatAreSplitAnywhere() {
        let text =
            "a\u{1B}[1;5C漢\u{1B}[<64;10;5M\u{1B}]11;rgb:1111/2222/3333\u{7}\u{1B}OA\u{1B}[200~p\u{1B}[Aq\u{1B}[201~z"
        let whole = decode(text)
        #expect(whole.count == 8)
        for cut in 1..<text.utf8.count {
            var decoder = InputDecoder()
            let parts = decoder.feed(text.utf8.prefix(cut)) + decoder.feed(text.utf8.dropFirst(cut))
            #expect(parts == whole, "cut at \(cut)")
        }
    }

    @Test func knowsTheMouse() {
        #expect(
            decode("\u{1B}[<64;10;5M") == [.mouse(MouseEvent(.wheelUp, at: CellPosition(row: 4, column: 9)))]
        )
        #expect(
            decode("\u{1B}[<0;1;1M\u{1B}[<0;1;1m\u{1B}[<16;2;1M") == [
                .mouse(MouseEvent(.press(0), at: CellPosition(row: 0, column: 0))),
                .mouse(MouseEvent(.release(0), at: CellPosition(row: 0, column: 0))),
                .mouse(MouseEvent(.press(0), at: CellPosition(row: 0, column: 1), .control)),
            ]
        )
        #expect(
            decode("\u{1B}[M !\"") == [.mouse(MouseEvent(.press(0), at: CellPosition(row: 1, column: 0)))]
        )
    }

    @Test func takesPastesForText() {
        #expect(
            decode("\u{1B}[200~q\u{1B}[A\r\u{3}\u{1B}[201~x") == [
                .paste("q\u{1B}[A\r\u{3}"), .key(KeyPress("x")),
            ]
        )
    }

    @Test(arguments: [
        ("\u{1B}[?62;4;22c", TerminalReply.attributes([62, 4, 22])),
        ("\u{1B}]11;rgb:ffff/8080/0000\u{1B}\\", .background(RGB(255, 128, 0))),
        ("\u{1B}]11;rgb:f/8/0\u{7}", .background(RGB(255, 136, 0))),
        ("\u{1B}[6;20;10t", .cellPixels(width: 10, height: 20)),
        ("\u{1B}[4;600;800t", .windowPixels(width: 800, height: 600)),
        ("\u{1B}[3;7R", .cursor(CellPosition(row: 2, column: 6))),
        ("\u{1B}P>|foot(1.13.1)\u{1B}\\", .version("foot(1.13.1)")),
        ("\u{1B}_Gi=31;OK\u{1B}\\", .graphics(id: 31, isGood: true)),
        ("\u{1B}_Gi=31;ENOENT\u{1B}\\", .graphics(id: 31, isGood: false)),
        ("\u{1B}[?1u", .keyboard(flags: 1)), ("\u{1B}[?2026;2$y", .mode(2026, state: 2)),
    ])
    func knowsAnswers(_ bytes: String, _ reply: TerminalReply) {
        #expect(decode(bytes) == [.reply(reply)])
    }

    @Test func returnsForAnyBytes() {
        var decoder = InputDecoder()
        var seed: UInt64 = 42
        for _ in 0..<20_000 {
            seed = seed &* 6_364_136_223_846_793_005 &+ 1
            // Many ESC and [ among them, so that sequences begin and break off.
            let choices: [UInt8] = [
                0x1B, 0x5B, 0x4F, 0x3B, 0x5D, 0x50, UInt8(seed >> 56), UInt8(seed >> 48 & 0xFF),
            ]
            _ = decoder.feed([choices[Int(seed >> 33 & 7)]])
            if seed >> 40 & 63 == 0 { _ = decoder.flush() }
        }
        _ = decoder.flush()
        #expect(decoder.feed("\u{1B}[201~\u{18}\u{1B}\\".utf8).count < 10)
    }

    private func decode(_ text: String) -> [TerminalEvent] {
        var decoder = InputDecoder()
        return decoder.feed(text.utf8)
    }
}
