import Testing

@testable import DeckServer

@Suite struct HeaderTests {
    @Test(
        arguments: [
            (nil, .whole), ("bytes=0-9", .parts([0..<10])), ("bytes=90-", .parts([90..<100])),
            ("bytes=-10", .parts([90..<100])), ("bytes=-1000", .parts([0..<100])),
            ("bytes=95-200", .parts([95..<100])),
            ("Bytes = 0-0 , 99-99", .parts([0..<1, 99..<100])), ("bytes=100-", .unsatisfiable),
            ("bytes=-0", .unsatisfiable), ("bytes=100-,0-0", .parts([0..<1])), ("bytes=9-0", .whole),
            ("bytes=", .whole),
            ("bytes=a-b", .whole), ("bytes=-", .whole), ("bytes=1-2-3", .whole), ("lines=0-1", .whole),
            ("bytes=0-99,0-99", .whole), ("bytes=0-99999999999999999999", .whole), ("bytes=+1-2", .whole),
            ("bytes=" + String(repeating: "0-0,", count: 17), .whole),
        ] as [(String?, ByteRanges)]
    )
    func readsARange(_ header: String?, _ expected: ByteRanges) {
        #expect(ByteRanges(header, length: 100) == expected)
    }

    @Test func findsNoRangeInAnEmptyFile() {
        #expect(ByteRanges("bytes=0-", length: 0) == .unsatisfiable)
        #expect(ByteRanges("bytes=-5", length: 0) == .unsatisfiable)
    }

    @Test(
        arguments: [
            (nil, false), ("", false), ("gzip", true), ("deflate, gzip;q=1.0, *;q=0.5", true),
            ("gzip;q=0", false),
            ("*", true), ("*;q=0", false), ("br", false), ("identity", false),
            ("gzip;q=0.5, identity", false),
            ("identity;q=0.5, gzip;q=0.5", true), ("GZIP", true), ("x-gzip", true), ("gzip; Q=0.001", true),
            ("gzip;q=0.000", false), ("gzip;q=abc", false), ("identity;q=0, *", true),
        ] as [(String?, Bool)]
    )
    func weighsEncodings(_ header: String?, _ expected: Bool) {
        #expect(AcceptEncoding.wantsGzip(header) == expected)
    }

    @Test(arguments: [
        ("\"a\"", true), ("W/\"a\"", true), ("\"b\", \"a\"", true), ("*", true), ("\"b\"", false),
        ("a", false),
        ("\"x,\"a\"", false), ("\"x,y\" , \"a\"", true), ("", false),
    ])
    func comparesTags(_ header: String, _ expected: Bool) {
        #expect(Conditions(ifNoneMatch: header).areMet(tag: "\"a\"") == expected)
    }

    @Test func comparesDatesOnlyWithoutTags() {
        let date = "Sun, 06 Nov 1994 08:49:37 GMT"
        #expect(Conditions(ifModifiedSince: date).areMet(tag: "\"a\"", modified: 784_111_777))
        #expect(!Conditions(ifModifiedSince: date).areMet(tag: "\"a\"", modified: 784_111_778))
        #expect(!Conditions(ifNoneMatch: "\"b\"", ifModifiedSince: date).areMet(tag: "\"a\"", modified: 0))
        #expect(!Conditions(ifModifiedSince: "yesterday").areMet(tag: "\"a\"", modified: 0))
    }

    @Test func takesARangeOnlyFromTheSameState() {
        #expect(Conditions().allowRange(tag: "\"a\"", modified: 0))
        #expect(Conditions(ifRange: "\"a\"").allowRange(tag: "\"a\"", modified: 0))
        #expect(!Conditions(ifRange: "W/\"a\"").allowRange(tag: "\"a\"", modified: 0))
        #expect(!Conditions(ifRange: "\"b\"").allowRange(tag: "\"a\"", modified: 0))
        let date = "Sun, 06 Nov 1994 08:49:37 GMT"
        #expect(Conditions(ifRange: date).allowRange(tag: "\"a\"", modified: 784_111_777))
        #expect(!Conditions(ifRange: date).allowRange(tag: "\"a\"", modified: 784_111_776))
    }

    @Test func writesDatesThatReadBack() {
        #expect(HTTPDate.text(784_111_777) == "Sun, 06 Nov 1994 08:49:37 GMT")
        #expect(HTTPDate.text(0) == "Thu, 01 Jan 1970 00:00:00 GMT")
        #expect(HTTPDate.text(951_782_400) == "Tue, 29 Feb 2000 00:00:00 GMT")
        // Every 11 days and some, over three centuries from 1906.
        for moment in stride(from: -2_000_000_000, to: 8_000_000_000, by: 1_000_003) {
            #expect(HTTPDate.parse(HTTPDate.text(moment)) == moment)
        }
    }

    @Test(arguments: [
        "", "Sun Nov  6 08:49:37 1994", "Sun, 06 Nov 1994 24:49:37 GMT", "Sun, 32 Nov 1994 08:49:37 GMT",
        "Sun, 06 Foo 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:37 CET", "Sun, 06 Nov 99999 08:49:37 GMT",
    ])
    func refusesOtherDates(_ text: String) {
        #expect(HTTPDate.parse(text) == nil)
    }

    @Test(arguments: [
        ("localhost", true), ("localhost:3999", true), ("LOCALHOST.", true), ("127.0.0.1:1", true),
        ("127.9.9.9", true),
        ("[::1]:80", true), ("x.localhost", true), ("", false), ("evil.example", false),
        ("127.0.0.1.evil.example", false),
        ("localhost.evil.example", false), ("10.0.0.1", false), ("localhost:x", false),
        ("a@localhost", false),
        ("localhost/", false), ("[::1", false), ("::1", true), ("127.0.0.256", false), ("localhost:", true),
    ])
    func goesByLoopbackNames(_ authority: String, _ expected: Bool) {
        #expect(HostCheck(listeningOn: "127.0.0.1").allows(authority) == expected)
    }

    @Test func goesByAddressesWhereItListensWider() {
        let check = HostCheck(listeningOn: "0.0.0.0", names: ["Lab.example"])
        for host in ["10.0.0.1:3999", "[fe80::1]", "localhost", "lab.example:80"] {
            #expect(check.allows(host))
        }
        for host in ["evil.example", "1.2.3", "lab.example.evil"] { #expect(!check.allows(host)) }
        #expect(HostCheck(listeningOn: "lab.example").allows("LAB.example:1"))
    }

    @Test(
        arguments: [
            ("a.svg", "image/svg+xml"), ("A.PNG", "image/png"), ("x.go", "text/plain; charset=utf-8"),
            ("x.yaml", "text/plain; charset=utf-8"), ("x.ts", "text/plain; charset=utf-8"),
            ("v.mp4", "video/mp4"),
            ("Dockerfile", nil), ("x.unknown", nil),
        ] as [(String, String?)]
    )
    func namesTypes(_ name: String, _ type: String?) {
        #expect(ContentType.ofFile(named: name) == type)
    }

    @Test func tellsTextFromOtherBytes() {
        #expect(ContentType.ofContents(Array("FROM x\n".utf8), isAll: true) == ContentType.plain)
        #expect(ContentType.ofContents([0x61, 0xC3], isAll: false) == ContentType.plain)
        #expect(ContentType.ofContents([0x61, 0xC3], isAll: true) == "application/octet-stream")
        #expect(ContentType.ofContents([0x61, 0], isAll: true) == "application/octet-stream")
    }
}
