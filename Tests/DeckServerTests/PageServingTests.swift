import SystemPackage
import Testing

@testable import DeckServer

extension ServerSuite {
    @Suite struct PageServingTests {
        @Test func servesADeckWithItsPolicyAndTag() async throws {
            try await withSite { site in
                let answer = try await site.get("/a.slide")
                #expect(answer.status == 200)
                #expect(answer.text.contains("<section id=2><h2>Two</h2></section>"))
                #expect(answer.fields["content-type"] == "text/html; charset=utf-8")
                #expect(
                    answer.fields["content-security-policy"] == "default-src 'none'; frame-ancestors 'self'"
                )
                #expect(answer.fields["x-content-type-options"] == "nosniff")
                #expect(answer.fields["referrer-policy"] == "no-referrer")
                #expect(answer.fields["x-frame-options"] == "SAMEORIGIN")
                #expect(answer.fields["cross-origin-opener-policy"] == "same-origin")
                #expect(answer.fields["cross-origin-resource-policy"] == "same-origin")
                #expect(answer.fields["vary"] == "Accept-Encoding")
                let tag = try #require(answer.fields["etag"])
                let again = try await site.get("/a.slide", ["If-None-Match": "\"x\", W/\(tag)"])
                #expect(again.status == 304)
                #expect(again.fields["etag"] == tag)
                let last = try await site.get("/a.slide", ["Connection": "close"])
                #expect(last.fields["connection"] == "close")
                let head = try await site.get("/a.slide", method: "HEAD")
                #expect(head.status == 200)
                #expect(head.fields["content-length"] == "\(answer.body.count)")
                #expect(site.pages.count == 1)
            }
        }

        @Test func compressesForThoseWhoWantIt() async throws {
            let text = "* One\n" + String(repeating: "the same words again and again\n", count: 200)
            try await withSite(["a.slide": text]) { site in
                let plain = try await site.get("/a.slide")
                let small = try await site.get("/a.slide", ["Accept-Encoding": "br, gzip;q=0.8"])
                #expect(plain.fields["content-encoding"] == nil)
                #expect(small.fields["content-encoding"] == "gzip")
                #expect(small.body.count < plain.body.count / 10)
                #expect(Array(small.body.prefix(2)) == [0x1F, 0x8B])
                let tag = try #require(small.fields["etag"])
                #expect(tag != plain.fields["etag"])
                let again = try await site.get("/a.slide", ["Accept-Encoding": "gzip", "If-None-Match": tag])
                #expect(again.status == 304)
            }
        }

        @Test func hasTheSmallestFormOfADeckThatWasPrepared() async {
            struct OnePage: DeckPageSource {
                let changeScript = ""
                @concurrent func page(for deck: FilePath) async -> DeckPage {
                    DeckPage(
                        html: Array(String(repeating: "the same words ", count: 200).utf8),
                        contentSecurityPolicy: "",
                        etag: "1",
                        title: "",
                        dependencies: [deck]
                    )
                }
                @concurrent func listing(of folder: FilePath) async -> DeckPage { await page(for: folder) }
            }
            let store = DeckStore(source: OnePage(), folder: ChangingFolder())
            #expect(await store.revision(of: .deck("b.slide")).smallest() == nil)
            await store.prepare(.deck("a.slide"))
            #expect(await store.revision(of: .deck("a.slide")).smallest() != nil)
        }

        @Test func servesTheSmallestFormOnceItIsMade() async throws {
            let text = "* One\n" + String(repeating: "the same words again and again\n", count: 200)
            try await withSite(["a.slide": text]) { site in
                let gzip = try await site.get("/a.slide", ["Accept-Encoding": "gzip"])
                let deadline = ContinuousClock.now + .seconds(20)
                var answer = gzip
                while answer.fields["content-encoding"] != "br", ContinuousClock.now < deadline {
                    answer = try await site.get("/a.slide", ["Accept-Encoding": "gzip, br"])
                }
                #expect(answer.fields["content-encoding"] == "br")
                #expect(answer.body.count < gzip.body.count)
                #expect(answer.fields["vary"] == "Accept-Encoding")
                // Either form of this state is still the page as it is.
                for tag in [gzip.fields["etag"], answer.fields["etag"]] {
                    let fields = ["Accept-Encoding": "br", "If-None-Match": try #require(tag)]
                    #expect(try await site.get("/a.slide", fields).status == 304)
                }
            }
        }

        @Test func neverShowsOldTextAfterASave() async throws {
            try await withSite(["a.slide": "* 0\n.code x.go\n", "x.go": "0"], watches: false) { site in
                for turn in 1...60 {
                    // The same length, and far faster than the file system's clock ticks.
                    let path = turn % 2 == 0 ? "a.slide" : "x.go"
                    let text = path == "x.go" ? "\(turn % 10)" : "* \(turn % 10)\n.code x.go\n"
                    if turn % 3 == 0 { try site.replace(path, text) } else { try site.write(path, text) }
                    let answer = try await site.get("/a.slide")
                    #expect(
                        answer.text.contains(path == "x.go" ? "<pre>\(turn % 10)<" : "<h2>\(turn % 10)<"),
                        "turn \(turn)"
                    )
                }
            }
        }

        @Test func rendersOnceForManyWhoAskAtOnce() async throws {
            try await withSite { site in
                let answers = try await offPool {
                    let clients = try (0..<200).map { _ in try site.client() }
                    for client in clients { try client.ask("/a.slide") }
                    return try clients.map { try $0.answer() }
                }
                #expect(answers.count == 200)
                #expect(answers.allSatisfy { $0.status == 200 && $0.text.contains("<h2>Three</h2>") })
                #expect(site.pages.count == 1)
            }
        }

        @Test func listsFoldersAndLeadsTheWay() async throws {
            try await withSite(["sub/b.slide": "* B\n", "x.txt": "x"]) { site in
                let root = try await site.get("/")
                #expect(root.status == 200)
                #expect(root.text == "<p>list of </p>")
                #expect(try await site.get("/sub/").text == "<p>list of sub</p>")
                let redirect = try await site.get("/sub")
                #expect(redirect.status == 302)
                #expect(redirect.fields["location"] == "/sub/")
                #expect(try await site.get("/sub/b.slide/").fields["location"] == "/sub/b.slide")
                #expect(try await site.get("/sub/b.slide").status == 200)
                for path in [
                    "/none", "/none.slide", "/x.txt/", "/.slidectl", "/.slidectl/x", "/favicon.ico",
                    "/sub/b.article",
                ] {
                    #expect(try await site.get(path).status == 404, "\(path)")
                }
            }
            try await withSite(["sub/b c.slide": "* B\n"], start: .deck("sub/b c.slide")) { site in
                let redirect = try await site.get("/")
                #expect(redirect.status == 302)
                #expect(redirect.fields["location"] == "/sub/b%20c.slide")
            }
        }

        @Test func answersABrokenDeckWithItsPage() async throws {
            try await withSite(["a.slide": "BROKEN"]) { site in
                let answer = try await site.get("/a.slide")
                #expect(answer.status == 200)
                #expect(answer.text == "<p>broken: BROKEN")
            }
        }

        @Test func saysWhyItCannotListen() async throws {
            try await withSite { site in
                let folder = RootedStub()
                func failure(_ host: String, _ port: Int) async -> ServerError? {
                    let server = DeckServer(
                        .init(host: host, port: port, stopsOnSignals: false),
                        root: site.root,
                        folder: folder,
                        pages: site.pages,
                        watcher: nil
                    )
                    do {
                        try await server.run { _ in Issue.record("it listens") }
                        return nil
                    } catch { return error }
                }
                #expect(
                    await failure("127.0.0.1", site.port) == .portInUse(host: "127.0.0.1", port: site.port)
                )
                #expect(await failure("192.0.2.1", 0) == .noSuchAddress(host: "192.0.2.1"))
            }
        }
    }
}
