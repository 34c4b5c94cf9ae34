import DeckModel
import Testing

@testable import DeckSyntax

struct SourceAddressTests {
    private static let tenLines = Array((1...10).map { "L\($0)\n" }.joined().utf8)
    private static let withoutFinalLF = Array(tenLines.dropLast())

    /// The numbers of the lines that an address shows.
    private func lines(_ address: String, in file: [UInt8] = tenLines) throws -> [Int] {
        let range = try SourceAddress.evaluate(Array(address.utf8)[...], in: file)
        return Listing(file, range, highlight: []).lines.map(\.number)
    }

    @Test(
        arguments: [
            ("3", [3]), ("0", []), ("$", []), ("#3", []), ("0,3", [1, 2, 3]), (",3", [1, 2, 3]),
            ("2,4", [2, 3, 4]),
            ("2,", Array(2...10)), ("2,$", Array(2...10)), (",", Array(1...10)), ("", Array(1...10)),
            ("3,+2", [3, 4, 5]),
            ("+", [1]), ("++", [2]), ("3++", [5]), ("-", []), ("--", []), ("3+-", []), ("$-1", []),
            ("$-2", [10]),
            ("$-2,$", [10]), ("3,$-1", Array(3...10)), ("3+,5", [3, 4, 5]), ("$,1", Array(2...10)),
            ("//", []), ("5//", []),
            ("#3,#6", [2]), ("#3-#1", [1]), ("3+#2", [4]), ("5-#4", [3]), ("/L3", [3]),
            ("/L3/,/L5", [3, 4, 5]),
            ("/x*/", []), ("/L3/", [3]), ("/L3/,/L5/", [3, 4, 5]), ("/L5/,/L3/", [3, 4]), ("4,2", [3]),
            ("2,1", []),
            ("1,3,5", Array(1...5)), ("3,+#1", [3, 4]), ("/L3/+", [4]), ("/L3/+1", [4]), ("/L3/+2", [5]),
            ("/L3/+0", []),
            ("/L3/-0", []), ("/L3/-", []), ("/L3/-1", []), ("/L3/-2", [2]), ("/L3/-3", [1]),
            ("/L3/-1,/L5/", [3, 4, 5]),
            ("/L3/-2,/L5/+1", Array(2...6)), ("/L3/+,/L5/", [3, 4, 5]), ("/L3/-,/L5/", [3, 4, 5]),
            ("/L3/+1,/L5/-1", [4]),
            ("/L3/+2,/L8/-2", [5, 6, 7]), ("/L3/,+2", [3, 4, 5]), ("+/L3/", [4]), ("$/L3/", [4]),
            ("/L3//L1/", [10]),
            ("/L1//L1/", [10]), ("/L2/,/L2/", [2]), (#"/L3\n/"#, [3]), ("/$/", [1]),
        ])
    func findsLines(address: String, shown: [Int]) throws {
        #expect(try lines(address) == shown)
    }

    @Test(
        arguments: [
            ("$+", "address out of range"), ("11", "address out of range"), ("#100", "address out of range"),
            ("-/L3/", "reverse search not implemented"), ("1;3", "invalid address syntax near ;"),
            ("1x", "invalid address syntax near x"), ("a", "invalid address syntax near a"),
            ("/L3/, /L5/", "invalid address syntax near  "), ("é", "invalid address syntax near Ã"),
            ("/nope/", "no match for nope"), ("/L(3/", "error parsing regexp: missing closing ): `(?m:L(3)`"),
            ("99999999999999999999", #"strconv.Atoi: parsing "99999999999999999999": value out of range"#),
            ("9223372036854775807", "address out of range"), ("1-5", "address out of range"),
            ("-#1", "address out of range"),
        ])
    func refusesInGosWords(address: String, message: String) {
        let error = #expect(throws: AddressError.self) { try lines(address) }
        #expect(error?.message == message)
        #expect(error?.isCrash == false)
    }

    @Test(
        arguments: [(#"/L3\"#, .loneBackslash), ("$-#1", .backwardsFromEnd)]
            as [(String, AddressError.Reason)]
    )
    func reportsWhereTheRealProgramCrashes(address: String, reason: AddressError.Reason) {
        let error = #expect(throws: AddressError.self) { try lines(address) }
        #expect(error?.reason == reason)
        #expect(error?.isCrash == true)
    }

    @Test func pointsAtTheWrongPart() {
        let slice = Array("xx/L3/,/no/".utf8).dropFirst(2)
        let error = #expect(throws: AddressError.self) {
            try SourceAddress.evaluate(slice, in: Self.tenLines)
        }
        #expect(error?.range == 7..<11)
    }

    @Test func cannotReachALastLineWithoutLineFeedByItsNumber() throws {
        let error = #expect(throws: AddressError.self) { try lines("10", in: Self.withoutFinalLF) }
        #expect(error?.reason == .outOfRange)
        for address in ["$", "/L10/"] { #expect(try lines(address, in: Self.withoutFinalLF) == [10]) }
        #expect(try lines("9,$", in: Self.withoutFinalLF) == [9, 10])
        #expect(try lines("9", in: Self.withoutFinalLF) == [9])
    }

    @Test func countsCharactersNotBytes() throws {
        let file = Array("éé\nab\n".utf8)
        #expect(try SourceAddress.evaluate(Array("#3".utf8)[...], in: file) == 5..<5)
        #expect(try lines("#3,#6", in: file) == [2])
    }

    @Test func takesAnEmptyFile() throws {
        #expect(try lines("", in: []).isEmpty)
        #expect(try lines("0", in: []).isEmpty)
        #expect(try lines("$", in: []).isEmpty)
        #expect(throws: AddressError.self) { try lines("$-#1", in: []) }
    }

    @Test func neverTrapsOnShortAddresses() {
        let pieces = ["", "+", "-", "$", "#", "0", "1", "2", "/", "/a/", #"/\"#, ",", ";"]
        let files = [[], Array("a".utf8), Array("\n".utf8), Array("é\na".utf8)]
        for first in pieces {
            for second in pieces {
                for third in pieces {
                    for file in files { _ = try? lines(first + second + third, in: file) }
                }
            }
        }
    }
}
