import GoText
import Testing

@testable import DeckSyntax

struct CodeInvocationTests {
    private struct Parts: Equatable {
        var isPlay = false
        var flags: [String] = []
        var file = ""
        var address = ""
        var highlight = ""
    }

    private func parse(_ line: String) throws -> Parts {
        let invocation = try CodeInvocation(Array(line.utf8)[...])
        return Parts(
            isPlay: invocation.isPlay,
            flags: invocation.flags.map { GoText.decode($0) },
            file: GoText.decode(invocation.file),
            address: GoText.decode(invocation.address),
            highlight: GoText.decode(invocation.highlight)
        )
    }

    @Test func takesEveryPart() throws {
        #expect(try parse(".code a.go") == Parts(file: "a.go"))
        #expect(
            try parse(".play -edit  -numbers\t-edit a.go  /a b/,/c/  HLx_1 ")
                == Parts(
                    isPlay: true,
                    flags: ["-edit", "-numbers", "-edit"],
                    file: "a.go",
                    address: "/a b/,/c/",
                    highlight: "x_1"
                )
        )
    }

    @Test func takesAnUnknownOrLoneFlagForTheFile() throws {
        #expect(try parse(".code -foo a.go") == Parts(file: "-foo", address: "a.go"))
        #expect(try parse(".code -edit") == Parts(file: "-edit"))
        #expect(try parse(".code -edit -edit") == Parts(flags: ["-edit"], file: "-edit"))
        #expect(try parse(".code -edit HLx") == Parts(file: "-edit", highlight: "x"))
        #expect(try parse(".code a.go -edit") == Parts(file: "a.go", address: "-edit"))
    }

    @Test func takesTheLastHighlightOnly() throws {
        #expect(try parse(".code a.go HLa HLb") == Parts(file: "a.go", address: "HLa", highlight: "b"))
        #expect(try parse(".code a.go HL-x") == Parts(file: "a.go", address: "HL-x"))
        #expect(try parse(".code HLa.go") == Parts(file: "HLa.go"))
    }

    @Test func separatesAtASCIIWhiteSpaceOnly() throws {
        #expect(try parse(".code a\u{A0}b\u{0B}c") == Parts(file: "a\u{A0}b\u{0B}c"))
    }

    @Test func findsAnotherCommandAfterANoBreakSpace() throws {
        #expect(
            try parse(".code\u{A0}x .play -edit a 1")
                == Parts(isPlay: true, flags: ["-edit"], file: "a", address: "1")
        )
    }

    @Test(arguments: [".code", ".play HLx", ".code\u{A0}a.go", ".code\u{0B}a.go", ".code HLx"])
    func refusesALineWithoutFile(line: String) {
        let error = #expect(throws: CodeInvocation.Failure.self) { try parse(line) }
        #expect(error?.presentText == ": syntax error for .code/.play invocation")
    }

    @Test func refusesAHighlightWithoutName() {
        let error = #expect(throws: CodeInvocation.Failure.self) { try parse(".code a.go HL ") }
        #expect(error == .invalidHighlight(11..<13))
        #expect(error?.presentText == " invalid highlight syntax")
    }

    @Test func keepsTheIndicesOfTheLine() throws {
        let source = Array("* S\n.code -edit a.go /x/ HLy\n".utf8)
        let invocation = try CodeInvocation(source[4..<29])
        #expect(invocation.flags.map(\.startIndex) == [10])
        #expect(invocation.file.indices == 16..<20)
        #expect(invocation.address.indices == 21..<24)
        #expect(invocation.highlight.indices == 27..<28)
    }
}
