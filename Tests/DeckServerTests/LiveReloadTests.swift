import NIOCore
import SystemPackage
import Testing

@testable import DeckServer

extension ServerSuite {
    @Suite struct LiveReloadTests {
        @Test func patchesWhatASaveChanged() async throws {
            try await withSite { site in
                let client = try await site.follow("/a.slide", showing: try await site.tag("/a.slide"))
                try site.write("a.slide", "* One\n* 2\n* Three\n")
                let first = try await offPool { try client.event() }
                #expect(first.contains(#""ops":[{"at":1,"remove":1,"insert":["\u003csection id=2>"#))
                #expect(first.contains(try await "\"etag\":\"\(site.tag("/a.slide"))\""))
                // As careful editors save.
                try site.replace("a.slide", "* Zero\n* One\n* 2\n* Three\n")
                let second = try await offPool { try client.event() }
                #expect(second.contains(#""ops":[{"at":0,"remove":0,"insert":["#))
                #expect(second.contains(#""title":"Zero""#))
            }
        }

        @Test func followsIncludedFilesOfEveryDeck() async throws {
            let files = [
                "d/a.slide": "* A\n.code ../x.go\n", "d/b.slide": "* B\n* B2\n.code ../x.go\n", "x.go": "1",
                "c.slide": "* C\n",
            ]
            try await withSite(files) { site in
                var clients: [RawClient] = []
                for path in ["/d/a.slide", "/d/b.slide"] {
                    clients.append(try await site.follow(path, showing: try await site.tag(path)))
                }
                let other = try await site.follow("/c.slide", showing: try await site.tag("/c.slide"))
                try site.replace("x.go", "22")
                let (a, b) = (clients[0], clients[1])
                #expect(try await offPool { try a.event() }.contains(#""at":0,"remove":1"#))
                #expect(try await offPool { try b.event() }.contains(#""at":1,"remove":1"#))
                // A deck that doesn't show the file hears only of its own save.
                try site.write("c.slide", "* C\n* C2\n")
                #expect(try await offPool { try other.event() }.contains(#""at":1,"remove":0"#))
            }
        }

        @Test func followsAFileThatAppears() async throws {
            try await withSite(["a.slide": "* A\n.code later/x.go\n"]) { site in
                let client = try await site.follow("/a.slide", showing: try await site.tag("/a.slide"))
                try site.write("later/x.go", "here")
                #expect(try await offPool { try client.event() }.contains("here"))
            }
        }

        @Test func tellsOfChangedImages() async throws {
            try await withSite(["d/a.slide": "* A\n.image ../i/p q.svg\n", "i/p q.svg": "1"]) { site in
                let client = try await site.follow("/d/a.slide", showing: try await site.tag("/d/a.slide"))
                try site.write("i/p q.svg", "22")
                #expect(
                    try await offPool { try client.event() } == #"{"type":"asset","path":"/i/p%20q.svg"}"#
                )
            }
        }

        @Test func showsABrokenSaveAndRecovers() async throws {
            try await withSite { site in
                let client = try await site.follow("/a.slide", showing: try await site.tag("/a.slide"))
                try site.write("a.slide", "* One\nBROKEN\n")
                let problems = try await offPool { try client.event() }
                #expect(
                    problems
                        == #"{"type":"diagnostics","items":[{"severity":"error","place":"a.slide:1:1","summary":"broken","excerpt":""}]}"#
                )
                try site.write("a.slide", "* One\n* Two\n* Three\n* Four\n")
                let (cleared, spliced) = try await offPool { (try client.event(), try client.event()) }
                #expect(cleared == #"{"type":"diagnostics","items":[]}"#)
                #expect(spliced.contains(#""at":3,"remove":0"#))
            }
        }

        @Test func reloadsWhereTheStyleChanged() async throws {
            try await withSite { site in
                let client = try await site.follow("/a.slide", showing: try await site.tag("/a.slide"))
                try site.write("a.slide", "!red\n* One\n* Two\n* Three\n")
                #expect(try await offPool { try client.event() } == #"{"type":"reload"}"#)
            }
        }

        @Test func catchesUpWithWhoComesBack() async throws {
            try await withSite { site in
                let old = try await site.tag("/a.slide")
                try site.write("a.slide", "* One\n* Two\n* Three\n* Four\n")
                let known = try await site.follow("/a.slide", showing: old)
                #expect(try await offPool { try known.event() }.contains(#""at":3,"remove":0"#))
                let forgotten = try await site.follow("/a.slide", showing: "unknown")
                #expect(try await offPool { try forgotten.event() } == #"{"type":"reload"}"#)
                // The browser's own account of what it saw last beats the address that the page was loaded with.
                let back = try await site.follow("/a.slide", showing: "unknown", ["Last-Event-ID": old])
                #expect(try await offPool { try back.event() }.contains("splice"))
                let broken = try await site.follow("/a.slide", showing: try await site.tag("/a.slide"))
                try site.write("a.slide", "BROKEN")
                #expect(try await offPool { try broken.event() }.contains("\"place\""))
            }
        }

        @Test func namesTheStateInEachEvent() async throws {
            try await withSite { site in
                let client = try await site.follow("/a.slide", showing: try await site.tag("/a.slide"))
                try site.write("a.slide", "* One\n")
                let text = try await offPool { try client.read(until: "\n\n") }
                #expect(text.contains("id: \(try await site.tag("/a.slide"))\ndata: "))
            }
        }

        @Test func keepsStreamsAliveAndBounded() async throws {
            var limits = ServerLimits()
            limits.heartbeat = .milliseconds(50)
            limits.streams = 2
            try await withSite(limits: limits) { site in
                let tag = try await site.tag("/a.slide")
                let first = try await site.follow("/a.slide", showing: tag)
                _ = try await site.follow("/a.slide", showing: tag)
                let beat = try await offPool { try first.read(until: ":\n\n") + first.read(until: ":\n\n") }
                #expect(beat.contains(":\n\n"))
                // The second one is gone again: as soon as that is noticed, there is room for another.
                let third = try await offPool {
                    while true {
                        let client = try site.client()
                        try client.ask("/.slidectl/events?deck=/a.slide&etag=\(tag)")
                        if try client.answer().status == 200 { return client }
                        _ = try first.read(until: ":\n\n")
                    }
                }
                let refused = try await site.get("/.slidectl/events?deck=/a.slide&etag=x")
                #expect(refused.status == 503)
                withExtendedLifetime((first, third)) {}
            }
        }

        @Test func refusesToFollowWhatIsNoDeck() async throws {
            try await withSite(["a.slide": "* A\n", "x.txt": "x", ".hidden/a.slide": "* A\n"]) { site in
                for (query, status) in [
                    ("", 400), ("?deck=/../a.slide", 400), ("?deck=/.hidden/a.slide", 400),
                    ("?deck=/x.txt", 404), ("?deck=/none.slide", 404), ("?deck=%2F..%2Fa.slide", 400),
                ] {
                    #expect(try await site.get("/.slidectl/events\(query)").status == status, "\(query)")
                }
                let foreign = try await site.get(
                    "/.slidectl/events?deck=/a.slide",
                    ["Origin": "http://evil.example"]
                )
                #expect(foreign.status == 403)
            }
        }

        @Test func sendsTheScriptOnceAheadOfTheFirstChange() async throws {
            let folder = ChangingFolder()
            let store = DeckStore(source: LongPages(folder: folder, changeScript: "f()"), folder: folder)
            let stream = try #require(await store.follow(.deck("a.slide"), showing: "0") {})
            for _ in 0..<2 {
                folder.change()
                await store.filesChanged()
            }
            await store.stop()
            let events = await stream.events.reduce(into: []) { $0.append(String(buffer: $1)) }
            #expect(events.count == 3)
            #expect(events.first == "id: 0\ndata: {\"type\":\"script\",\"text\":\"f()\"}\n\n")
            #expect(events.dropFirst().allSatisfy { $0.contains("splice") })
        }

        @Test func sendsTheScriptAtOnceToAPageThatAsks() async throws {
            let folder = ChangingFolder()
            let store = DeckStore(source: LongPages(folder: folder, changeScript: "f()"), folder: folder)
            let page = PageName.deck("a.slide")
            let stream = try #require(await store.follow(page, showing: "0", needsScript: true) {})
            folder.change()
            await store.filesChanged()
            await store.stop()
            let events = await stream.events.reduce(into: []) { $0.append(String(buffer: $1)) }
            #expect(events.map { $0.contains("script") } == [true, false])
        }

        @Test func dropsAFollowerThatDoesNotRead() async throws {
            let folder = ChangingFolder()
            let store = DeckStore(source: LongPages(folder: folder), folder: folder)
            let (dropped, continuation) = AsyncStream.makeStream(of: Void.self)
            let stream = await store.follow(.deck("a.slide"), showing: "0") { continuation.yield() }
            _ = try #require(stream)
            for _ in 0...ReloadClients.queueLength {
                folder.change()
                await store.filesChanged()
            }
            var iterator = dropped.makeAsyncIterator()
            #expect(await iterator.next() != nil)
            #expect(await store.followerCount == 0)
        }
    }
}
