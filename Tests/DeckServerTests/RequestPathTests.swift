import Testing

@testable import DeckServer

@Suite struct RequestPathTests {
    @Test(
        arguments: [
            ("/", [], true), ("/a.slide", ["a.slide"], false), ("/sub/", ["sub"], true),
            ("/a%20b/%C3%A9.svg", ["a b", "é.svg"], false), ("/a//b", ["a", "b"], false),
            ("/a?x=/../", ["a"], false),
            ("/a#/..", ["a"], false), ("/a..b/...c", ["a..b"], false),
            ("//evil.example/x", ["evil.example", "x"], false),
        ] as [(String, [String], Bool)]
    )
    func decodesAnAddress(_ target: String, _ components: [String], _ isFolder: Bool) throws {
        guard !target.contains("...c") else {
            #expect(throws: RequestPath.Refusal.hidden) { try RequestPath(target) }
            return
        }
        let path = try RequestPath(target)
        #expect(path.components == components)
        #expect(path.isFolderForm == isFolder)
    }

    @Test(arguments: hostile)
    func refusesWhatCouldLeaveTheRoot(_ target: String) {
        #expect(throws: RequestPath.Refusal.malformed) { try RequestPath(target) }
    }

    static let hostile = [
        "", "*", "a", "http://x/", "/..", "/../", "/a/../b", "/a/./b", "/%2e%2e/x", "/%2E%2E", "/.%2e/x",
        "/%2e/x",
        "/a%2fb", "/a%2Fb", "/%2f", "/..%2f..%2fetc", "/a\\b", "/..\\..\\x", "/a%5cb", "/a%00b", "/%00",
        "/a%0d%0ab",
        "/a%7f", "/%", "/%4", "/%zz", "/%%32e", "/%c0%ae%c0%ae/x", "/%c0%af", "/%e0%80%af", "/%ff",
        "/%ed%a0%80", "/" + String(repeating: "a", count: 256), "/" + String(repeating: "a/", count: 3000),
    ]

    @Test(arguments: [
        "/.git/config", "/08-containers.lab.yaml", "/a/08%2Elab%2EYAML", "/.env", "/a/.ssh/id", "/%2eenv",
        "/%2Egit/x", "/.slidectlx", "/a/.slidectl",
    ])
    func hidesDotfiles(_ target: String) {
        #expect(throws: RequestPath.Refusal.hidden) { try RequestPath(target) }
    }

    @Test func neverLeavesTheRootWhateverIsEscaped() {
        // Every byte, escaped and bare, alone and between dots.
        for byte in UInt8.min...UInt8.max {
            let digits = String(byte, radix: 16)
            let escaped = "%" + (digits.count < 2 ? "0" : "") + digits
            for target in [
                "/\(escaped)", "/.\(escaped)", "/..\(escaped)x", "/a\(escaped)..", "/\(escaped)/..",
            ] {
                guard let path = try? RequestPath(target) else { continue }
                #expect(!path.components.contains("..") && !path.relative.contains("\0"))
                #expect(path.components.allSatisfy { !$0.contains("/") && !$0.hasPrefix(".") })
            }
        }
    }

    @Test func writesAnAddressThatReadsBack() throws {
        let components = ["a b", "ü%?#", "c\"<>"]
        let address = RequestPath.address(of: components, isFolder: true)
        #expect(address == "/a%20b/%C3%BC%25%3F%23/c%22%3C%3E/")
        #expect(try RequestPath(address).components == components)
        #expect(RequestPath.address(of: [], isFolder: true) == "/")
    }

    @Test(
        arguments: [
            ("/x?deck=%2Fa%20b.slide&etag=q", "deck", "/a b.slide"), ("/x?deck=/a&etag=", "etag", ""),
            ("/x?etagx=1", "etag", nil), ("/x", "etag", nil), ("/x?etag=%f", "etag", nil),
            ("/x?etag", "etag", nil),
        ] as [(String, String, String?)]
    )
    func readsAQuery(_ target: String, _ name: String, _ value: String?) {
        #expect(RequestPath.queryValue(name, in: target) == value)
    }
}
