import SourceText
import TestKit
import Testing

struct FixApplierTests {
    private func finding(
        _ line: Int,
        _ columns: Range<Int>,
        _ replacement: String,
        file: String = "a.slide"
    ) -> Diagnostic {
        let start = SourcePosition(line: line, column: columns.lowerBound)
        let range = start..<SourcePosition(line: line, column: columns.upperBound)
        let location = SourceLocation(file: file, range: range)
        return Diagnostic(
            "test.change",
            .warning,
            at: location,
            "a change",
            fixes: [.init("change it", edits: [.init(location, replacement)])]
        )
    }

    private func text(_ result: FixApplier.Result) -> String { String(decoding: result.bytes, as: UTF8.self) }

    @Test func makesChangesFromAnyOrderInOnePass() {
        let source = SourceFile(name: "a.slide", text: "one\ntwö three\nfour")
        let result = FixApplier.apply(
            [
                finding(3, 5..<5, "!"), finding(2, 6..<11, "3"), finding(1, 1..<1, "\n"),
                finding(2, 1..<3, ""),
            ],
            to: source
        )
        #expect(text(result) == "\none\nö 3\nfour!")
        #expect(result.applied == 4)
        #expect(result.skipped.isEmpty)
    }

    @Test func skipsWhatOverlapsAndTellsSo() {
        let source = SourceFile(name: "a.slide", text: "abcdef\n")
        let (first, second, third) = (finding(1, 1..<4, "X"), finding(1, 3..<5, "Y"), finding(1, 4..<6, "Z"))
        let result = FixApplier.apply([third, second, first], to: source)
        #expect(text(result) == "XZf\n")
        #expect(result.applied == 2)
        #expect(result.skipped == [second])
    }

    @Test func skipsAnInsertionInsideAndAtTheStartOfAReplacement() {
        let source = SourceFile(name: "a.slide", text: "abcdef\n")
        let (inside, start) = (finding(1, 3..<3, "-"), finding(1, 2..<2, "+"))
        let result = FixApplier.apply(
            [finding(1, 2..<4, "X"), inside, start, finding(1, 4..<4, "!")],
            to: source
        )
        #expect(text(result) == "aX!def\n")
        #expect(result.skipped == [start, inside])
    }

    @Test func makesAChangeThatTwoAskForOnce() {
        let source = SourceFile(name: "a.slide", text: "ab\n")
        let result = FixApplier.apply([finding(1, 1..<1, "\n"), finding(1, 1..<1, "\n")], to: source)
        #expect(text(result) == "\nab\n")
        #expect(result.applied == 2)
    }

    @Test func keepsLineEnds() {
        let source = SourceFile(name: "a.slide", text: "one\r\ntwo\r\n")
        let result = FixApplier.apply([finding(2, 1..<1, "\n"), finding(1, 1..<4, "a\r\nb")], to: source)
        #expect(text(result) == "a\r\nb\r\n\r\ntwo\r\n")
    }

    @Test func makesAFixWholeOrNotAtAll() {
        let source = SourceFile(name: "a.slide", text: "abcdef\n")
        var both = finding(1, 3..<4, "")
        both.fixes[0].edits.append(.init(finding(1, 5..<6, "").location, ""))
        let winner = finding(1, 1..<6, "X")
        let result = FixApplier.apply([both, winner], to: source)
        #expect(text(result) == "Xf\n")
        #expect(result.skipped == [both])
    }

    @Test(arguments: [(9, 1), (1, 9), (2, 1), (0, 1), (1, 0)])
    func skipsPlacesThatTheFileHasNot(line: Int, column: Int) {
        let source = SourceFile(name: "a.slide", text: "abc\n")
        let result = FixApplier.apply([finding(line, column..<column, "X")], to: source)
        #expect(text(result) == "abc\n")
        #expect(result.skipped.count == 1)
    }

    @Test func leavesOtherFilesAlone() {
        let source = SourceFile(name: "a.slide", text: "abc\n")
        let result = FixApplier.apply([finding(1, 1..<2, "X", file: "b.go")], to: source)
        #expect(text(result) == "abc\n")
        #expect(result.applied == 0)
        #expect(result.skipped.isEmpty)
    }

    @Test func keepsBytesThatAreNoText() {
        let source = SourceFile(name: "a.slide", bytes: [0xFF, 0x61, 0xFE, 0x0A])
        #expect(FixApplier.apply([finding(1, 2..<3, "b")], to: source).bytes == [0xFF, 0x62, 0xFE, 0x0A])
    }

    @Test func asksAgainUntilNothingIsLeftAndThenChangesNothing() {
        // Takes one "aa" for "a" at a time: overlapping changes need several rounds.
        func find(_ source: SourceFile) -> [Diagnostic] {
            let line = Array(source.line(1))
            return line.indices.dropLast().filter { line[$0] == 0x61 && line[$0 + 1] == 0x61 }
                .map { finding(1, $0 + 1..<$0 + 3, "a") }
        }
        let source = SourceFile(name: "a.slide", text: "aaaaa\n")
        let result = FixApplier.applyAll(to: source, finding: find)
        #expect(text(result) == "a\n")
        #expect(result.applied == 4)
        let again = FixApplier.applyAll(to: SourceFile(name: "a.slide", bytes: result.bytes), finding: find)
        #expect(again.bytes == result.bytes)
        #expect(again.applied == 0)
    }

    @Test func endsWhereFixesBringEachOtherAbout() {
        let source = SourceFile(name: "a.slide", text: "a\n")
        let result = FixApplier.applyAll(to: source, rounds: 3) { _ in [finding(1, 1..<1, "a")] }
        #expect(text(result) == "aaaa\n")
    }
}
