import Glibc
import SystemPackage
import Testing

@testable import DeckServer

extension ServerSuite {
    @Suite struct AssetServingTests {
        private let digits = "0123456789abcdefghij"

        @Test func servesFilesAsWhatTheyAre() async throws {
            let files = [
                "i/a.svg": "<svg/>", "main.go": "package main", "Dockerfile": "FROM x", "d.bin": "\u{0}\u{1}",
                "h.html": "<p>",
            ]
            try await withSite(files) { site in
                let drawing = try await site.get("/i/a.svg")
                #expect(drawing.status == 200)
                #expect(drawing.text == "<svg/>")
                #expect(drawing.fields["content-type"] == "image/svg+xml")
                #expect(drawing.fields["content-security-policy"]?.contains("sandbox") == true)
                #expect(drawing.fields["x-content-type-options"] == "nosniff")
                #expect(drawing.fields["cross-origin-resource-policy"] == "same-origin")
                #expect(try await site.get("/main.go").fields["content-type"] == "text/plain; charset=utf-8")
                #expect(
                    try await site.get("/Dockerfile").fields["content-type"] == "text/plain; charset=utf-8"
                )
                #expect(try await site.get("/d.bin").fields["content-type"] == "application/octet-stream")
                #expect(try await site.get("/h.html").fields["x-frame-options"] == "SAMEORIGIN")
            }
        }

        @Test func sendsNothingTwice() async throws {
            try await withSite(["v.mp4": digits]) { site in
                let answer = try await site.get("/v.mp4")
                let tag = try #require(answer.fields["etag"])
                let date = try #require(answer.fields["last-modified"])
                #expect(try await site.get("/v.mp4", ["If-None-Match": tag]).status == 304)
                #expect(try await site.get("/v.mp4", ["If-Modified-Since": date]).status == 304)
                #expect(
                    try await site.get("/v.mp4", ["If-Modified-Since": "Thu, 01 Jan 1970 00:00:00 GMT"])
                        .status == 200
                )
                try site.write("v.mp4", String(digits.reversed()))
                #expect(
                    try await site.get("/v.mp4", ["If-None-Match": tag]).text == String(digits.reversed())
                )
            }
        }

        @Test func servesRanges() async throws {
            try await withSite(["v.mp4": digits]) { site in
                let part = try await site.get("/v.mp4", ["Range": "bytes=5-9"])
                #expect(part.status == 206)
                #expect(part.text == "56789")
                #expect(part.fields["content-range"] == "bytes 5-9/20")
                #expect(try await site.get("/v.mp4", ["Range": "bytes=-3"]).text == "hij")
                let beyond = try await site.get("/v.mp4", ["Range": "bytes=20-"])
                #expect(beyond.status == 416)
                #expect(beyond.fields["content-range"] == "bytes */20")
                let tag = try #require(part.fields["etag"])
                #expect(try await site.get("/v.mp4", ["Range": "bytes=5-9", "If-Range": tag]).status == 206)
                #expect(
                    try await site.get("/v.mp4", ["Range": "bytes=5-9", "If-Range": "\"x\""]).text == digits
                )
                let head = try await site.get("/v.mp4", method: "HEAD", ["Range": "bytes=5-9"])
                #expect(head.status == 200)
                #expect(head.fields["content-length"] == "20")

                let several = try await site.get("/v.mp4", ["Range": "bytes=0-1,-2"])
                #expect(several.status == 206)
                let type = try #require(several.fields["content-type"])
                let boundary = try #require(type.split(separator: "boundary=").last)
                #expect(type.hasPrefix("multipart/byteranges; boundary="))
                #expect(
                    several.text == """
                        \r\n--\(boundary)\r\nContent-Type: video/mp4\r\nContent-Range: bytes 0-1/20\r\n\r\n01\
                        \r\n--\(boundary)\r\nContent-Type: video/mp4\r\nContent-Range: bytes 18-19/20\r\n\r\nij\
                        \r\n--\(boundary)--\r\n
                        """
                )
            }
        }

        @Test func streamsLargeFiles() async throws {
            try await withSite { site in
                let bytes = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }
                try site.write("big.mp4", bytes)
                #expect(try await site.get("/big.mp4").body == bytes)
                let part = try await site.get("/big.mp4", ["Range": "bytes=1000000-2999998"])
                #expect(part.body == Array(bytes[1_000_000..<2_999_999]))
            }
        }

        @Test func compressesTextAlone() async throws {
            let text = String(repeating: "package main\n", count: 500)
            try await withSite(["a.go": text, "a.png": text]) { site in
                let small = try await site.get("/a.go", ["Accept-Encoding": "gzip"])
                #expect(small.fields["content-encoding"] == "gzip")
                #expect(small.body.count < 500)
                let plain = try await site.get("/a.go")
                #expect(plain.fields["vary"] == "Accept-Encoding")
                #expect(plain.fields["etag"] != small.fields["etag"])
                let tag = try #require(small.fields["etag"])
                #expect(
                    try await site.get("/a.go", ["Accept-Encoding": "gzip", "If-None-Match": tag]).status
                        == 304
                )
                #expect(
                    try await site.get("/a.png", ["Accept-Encoding": "gzip"]).fields["content-encoding"]
                        == nil
                )
                let part = try await site.get("/a.go", ["Accept-Encoding": "gzip", "Range": "bytes=0-6"])
                #expect(part.text == "package")
            }
        }

        @Test func keepsWhatIsOutsideOutside() async throws {
            try await withSite([
                "in/a.txt": "inside", ".env": "secret", ".git/config": "secret", "in/.x": "secret",
            ]) { site in
                let outside = site.root.removingLastComponent()
                try Scratch.write(outside.appending("secret.txt"), Array("secret".utf8))
                try Scratch.write(outside.appending("out/s.slide"), Array("* secret".utf8))
                symlink("../secret.txt", site.root.appending("link.txt").string)
                symlink("../out", site.root.appending("out").string)
                symlink("../out/s.slide", site.root.appending("s.slide").string)
                symlink("in/a.txt", site.root.appending("fine.txt").string)
                symlink("in", site.root.appending("fine").string)
                mkfifo(site.root.appending("pipe").string, 0o644)
                #expect(try await site.get("/fine.txt").text == "inside")
                #expect(try await site.get("/fine/a.txt").text == "inside")
                for path in [
                    "/link.txt", "/out/", "/out/s.slide", "/s.slide", "/.env", "/.git/config", "/in/.x",
                    "/.git/",
                ] {
                    let answer = try await site.get(path)
                    #expect(answer.status == 404, "\(path)")
                    #expect(!answer.text.contains("secret"))
                }
                #expect(try await site.get("/pipe").status == 403)
                for path in RequestPathTests.hostile where path.hasPrefix("/") {
                    let answer = try await site.get(path)
                    #expect(answer.status == 400, "\(path)")
                    #expect(!answer.text.contains("secret"))
                }
                // As a client that doesn't tidy up would ask.
                for path in [
                    "/../secret.txt", "/in/../../secret.txt", "/..%2fsecret.txt", "/%2e%2e/secret.txt",
                    "/..\\secret.txt",
                ] {
                    let answer = try await site.get(path)
                    #expect(answer.status == 400, "\(path)")
                    #expect(!answer.text.contains("secret"))
                }
            }
        }
    }
}
