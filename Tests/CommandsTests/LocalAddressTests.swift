import SystemPackage
import Testing

@testable import Commands

/// Which addresses in a deck lead to files of the course.
struct LocalAddressTests {
    @Test(arguments: [
        ("a.png", "decks/a.png"), ("../assets/a.png", "assets/a.png"), ("/assets/a.png", "assets/a.png"),
        ("./sub/../a.png", "decks/a.png"), ("a%20b.png", "decks/a b.png"), ("a.png?x=1#y", "decks/a.png"),
        ("sub/a:b.png", "decks/sub/a:b.png"),
    ])
    func findsTheFile(_ address: String, _ path: FilePath) {
        #expect(LocalAddress.path(address, from: "decks") == path)
    }

    @Test(arguments: [
        "", "#part", "?query", "https://go.dev/a.png", "//go.dev/a.png", "mailto:a@example.org", "data:,x",
        "../../a.png", "/../a.png", "a%2", "a%zz", "a%00", "a%ff",
    ])
    func leavesOtherAddressesAlone(_ address: String) {
        #expect(LocalAddress.path(address, from: "decks") == nil)
    }

    @Test func keepsTheEndOfAnAddress() {
        #expect(LocalAddress.ending("a.slide?x#12") == "?x#12")
        #expect(LocalAddress.ending("a.slide#12") == "#12")
        #expect(LocalAddress.ending("a.slide") == "")
    }

    @Test func encodesWhatWouldEndAnAddress() {
        #expect("a b#c?d%é".percentEncodedForPath == "a%20b%23c%3Fd%25%C3%A9")
        #expect("sub/a&b=c".percentEncodedForQuery == "sub/a%26b%3Dc")
    }
}
