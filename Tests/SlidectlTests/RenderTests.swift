import Foundation
import Glibc
import SystemPackage
import TestKit
import Testing

/// What `slidectl render` writes.
struct RenderTests {
    @Test(arguments: ["00-tour.slide", "01-legacy.slide", "08-containers.slide", "guide.article"])
    func writesPagesThatNeedNothing(_ lecture: String) throws {
        let result = try Program.run(["render", "lectures/\(lecture)"], in: repository)
        #expect(result.code == 0)
        #expect(result.error == "")
        let page = result.output
        #expect(page.hasPrefix("<!DOCTYPE html>") || page.hasPrefix("<!doctype html>"))
        #expect(page.contains("<meta http-equiv=Content-Security-Policy content=\"default-src 'none'"))
        #expect(!page.contains("'unsafe-inline'"))
        // Nothing is loaded: what isn't a link stands in the page.
        for match in page.matches(of: /<(\w+)\b[^>]*?\s(src|href|poster|srcset)="?([^"\s>]*)/)
        where match.1 != "a" {
            #expect(match.3.hasPrefix("data:"), "<\(match.1) \(match.2)=\"\(match.3.prefix(60))\"")
        }
        #expect(!page.contains("@import"))
    }

    @Test func writesPresentsTree() throws {
        let result = try Program.run(
            ["render", "lectures/01-legacy.slide", "--to", "present-json"],
            in: repository
        )
        #expect(result.code == 0)
        let tree = try #require(
            try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any]
        )
        #expect(tree.keys.sorted() == ["doc", "sections", "titleNotes"])
        let document = try #require(tree["doc"] as? [String: Any])
        #expect((document["title"] as? String)?.isEmpty == false)
    }

    @Test func writesOurTree() async throws {
        try await withScratch { scratch in
            try scratch.write(
                "a.slide",
                "# T\nSub\n\n## A\n\n- one\n- two\n\n## B\n\n.link https://go.dev Go\n"
            )
            let result = try Program.run(["render", "a.slide", "--to", "tree"], in: scratch.path)
            #expect(result.code == 0)
            try expectGolden(result.output, "small.tree")
            let dashed = try Program.run(["render", "a.slide", "--to", "tree", "-o", "-"], in: scratch.path)
            #expect(dashed.output == result.output)
            #expect(try scratch.files() == ["a.slide"])
        }
    }

    @Test(arguments: ["html", "present-json", "tree", "site"])
    func refusesWhatPresentRefuses(_ format: String) async throws {
        try await withScratch { scratch in
            try scratch.write("a.slide", "# T\n\n## A\n\n.code nope.go\n")
            let result = try Program.run(
                ["render", "a.slide", "--to", format, "-o", "out"],
                in: scratch.path
            )
            #expect(result.code == 1)
            #expect(result.output == "")
            #expect(result.error.hasPrefix("a.slide:5:7: error: "))
            #expect(try scratch.files() == ["a.slide"])
        }
    }

    @Test func saysWhatIsNotInThePage() async throws {
        try await withScratch { scratch in
            try scratch.write(
                "a.slide",
                "# T\n\n## A\n\n.image nope.png\n\n.image https://example.org/a.png\n"
            )
            let result = try Program.run(["render", "a.slide"], in: scratch.path)
            #expect(result.code == 0)
            #expect(result.error.contains("slidectl: warning: 'nope.png' doesn't exist\n"))
            #expect(
                result.error.contains(
                    "slidectl: warning: https://example.org/a.png isn't a file of the course"
                )
            )
        }
    }

    @Test func writesThroughALinkAndKeepsTheMode() async throws {
        try await withScratch { scratch in
            try scratch.write("a.slide", "# T\n\n## A\n")
            try scratch.write("kept.html", "old")
            chmod(scratch.file("kept.html").string, 0o640)
            try scratch.link("link.html", to: "kept.html")
            #expect(try Program.run(["render", "a.slide", "-o", "link.html"], in: scratch.path).code == 0)
            #expect(try scratch.text("kept.html").contains("<html"))
            let file = try FileManager.default.attributesOfItem(atPath: scratch.file("kept.html").string)
            #expect(file[.posixPermissions] as? Int == 0o640)
            #expect(try scratch.files() == ["a.slide", "kept.html", "link.html"])
        }
    }

    /// Who renders to a device or a pipe as root must not lose it.
    @Test func writesIntoAPipeWithoutReplacingIt() async throws {
        try await withScratch { scratch in
            try scratch.write("a.slide", "# T\n\n## A\n")
            let pipe = scratch.file("pipe")
            #expect(mkfifo(pipe.string, 0o600) == 0)
            // Open for both, so that neither side waits for the other; the tree fits into the pipe.
            let reader = try FileDescriptor.open(pipe, .readWrite, options: .nonBlocking)
            defer { try? reader.close() }
            let result = try Program.run(
                ["render", "a.slide", "--to", "tree", "-o", "pipe"],
                in: scratch.path
            )
            #expect(result.code == 0)
            var bytes = [UInt8](repeating: 0, count: 1_000)
            let count = try bytes.withUnsafeMutableBytes { try reader.read(into: $0) }
            #expect(String(decoding: bytes[..<count], as: UTF8.self).hasPrefix("Deck @1:1"))
            var status = stat()
            #expect(stat(pipe.string, &status) == 0 && status.st_mode & S_IFMT == S_IFIFO)
        }
    }

    @Test func writesASite() async throws {
        try await withScratch { scratch in
            try scratch.write("course/slidectl.yaml", "course: All of it\n")
            try scratch.write("course/assets/dot.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>")
            try scratch.write("course/assets/notes.pdf", "%PDF")
            try scratch.write("course/assets/unused.txt", "")
            try scratch.write(
                "course/decks/one two.slide",
                """
                # First

                ## A

                //alt: a dot
                .image ../assets/dot.svg

                .image /assets/dot.svg

                .link ../index.slide Back

                [next](sub/b.slide#2) [top](/decks/one%20two.slide) [notes](../assets/notes.pdf) [far](https://go.dev/a.slide)

                """
            )
            try scratch.write(
                "course/decks/sub/b.slide",
                "# Second\n\n## B\n\n.link ../one%20two.slide Back\n"
            )
            try scratch.write("course/decks/sub/b.article", "# Article\n\n## B\n\nText.\n")
            try scratch.write("course/index.slide", "# Index\n\n## B\n\n.link decks/sub/b.article Read\n")
            let result = try Program.run(["render", "course", "--to", "site", "-o", "out"], in: scratch.path)
            #expect(result.code == 0)
            #expect(result.error.hasSuffix("4 lectures written to out/index.html\n"))
            #expect(
                try scratch.files().filter { $0.hasPrefix("out/") } == [
                    "out/assets/dot.svg", "out/assets/notes.pdf", "out/decks/one two.html",
                    "out/decks/sub/b.article.html",
                    "out/decks/sub/b.html", "out/index.html", "out/index.slide.html",
                ]
            )
            #expect(
                try addresses(scratch.text("out/decks/one two.html")) == [
                    "../assets/dot.svg", "../assets/dot.svg", "../index.slide.html", "sub/b.html#2",
                    "one%20two.html",
                    "../assets/notes.pdf", "https://go.dev/a.slide",
                ]
            )
            #expect(try addresses(scratch.text("out/decks/sub/b.html")) == ["../one%20two.html"])
            #expect(try addresses(scratch.text("out/index.slide.html")) == ["decks/sub/b.article.html"])
            let index = try scratch.text("out/index.html")
            #expect(index.contains("All of it"))
            #expect(
                addresses(index).sorted() == [
                    "decks/one%20two.html", "decks/sub/b.article.html", "decks/sub/b.html",
                    "index.slide.html",
                ]
            )
        }
    }

    @Test func tellsOfLinksToFoldersInASite() async throws {
        try await withScratch { scratch in
            try scratch.write("a/a.slide", "# T\n\n## A\n\n[b](../b/) [all](..)\n")
            try scratch.write("b/b.slide", "# T\n\n## B\n\n[all](/) [itself](b.slide)\n")
            let result = try Program.run(["render", ".", "--to", "site", "-o", "out"], in: scratch.path)
            #expect(result.code == 0)
            let warnings = result.error.split(separator: "\n").filter { $0.contains("warning") }
            #expect(
                warnings == [
                    "slidectl: warning: 'a/a.slide' links to the folder 'b', which has no page in a site: link to a lecture in it"
                ]
            )
            #expect(try addresses(scratch.text("out/a/a.html")) == ["../b/", "../index.html"])
            #expect(try addresses(scratch.text("out/b/b.html")) == ["../index.html", "b.html"])
        }
    }

    @Test func followsLinksOfTheOlderSyntaxInASite() async throws {
        try await withScratch { scratch in
            try scratch.write("a.slide", "T\n\n* A\n\nSee [[b.slide#2][the other]].\n\n- and [[b.slide]]\n")
            try scratch.write("b.slide", "T\n\n* B\n")
            #expect(
                try Program.run(["render", ".", "--to", "site", "-o", "out"], in: scratch.path).code == 0
            )
            #expect(try addresses(scratch.text("out/a.html")) == ["b.html#2", "b.html"])
        }
    }

    @Test func mapsTheLinksOfADecksOwnHTMLInASite() async throws {
        try await withScratch { scratch in
            try scratch.write(
                "a.slide",
                "# T\n\n## A\n\n.html own.html\n\nSee <a href='/notes.pdf'>notes</a>\n"
            )
            try scratch.write(
                "own.html",
                "<link rel=stylesheet href=own.css><a href=\"sub/b.slide#2\">b</a><script src=own.js></script>"
            )
            try scratch.write("own.css", "p { }")
            try scratch.write("own.js", "f()")
            try scratch.write("notes.pdf", "%PDF")
            try scratch.write("sub/b.slide", "# T\n\n## B\n")
            let site = ["render", ".", "--to", "site", "-o", "out"]
            #expect(try Program.run(site, in: scratch.path).code == 0)
            #expect(
                try addresses(scratch.text("out/a.html")) == [
                    "own.css", "sub/b.html#2", "own.js", "notes.pdf",
                ]
            )
            #expect(
                try scratch.files().filter { $0.hasPrefix("out/") } == [
                    "out/a.html", "out/index.html", "out/notes.pdf", "out/own.css", "out/own.js",
                    "out/sub/b.html",
                ]
            )
        }
    }

    /// Each by the hash of what stands there; the page's own policy would stop anything else.
    @Test func putsADecksOwnScriptsAndStyleSheetsIntoThePage() async throws {
        try await withScratch { scratch in
            try scratch.write(
                "a.slide",
                """
                # T

                ## A

                <link rel="stylesheet" media="print" href="own.css"><script src="own.js"></script>

                """
            )
            try scratch.write("own.css", "p::before { content: \"</style>\" }")
            try scratch.write("own.js", "f(\"<script></script><b>\")")
            let page = try Program.run(["render", "a.slide"], in: scratch.path)
            #expect(page.code == 0 && page.error == "")
            let sheet = "<style media=\"print\">p::before { content: \"\\3C /style>\" }</style>"
            #expect(page.output.contains(sheet))
            #expect(page.output.contains("<script>f(\"\\x3Cscript>\\x3C/script><b>\")</script>"))
            let policy = try #require(page.output.firstMatch(of: /script-src ([^;]*); style-src ([^;]*);/))
            #expect(!policy.1.contains("self") && !policy.2.contains("self"))
        }
    }

    private func addresses(_ page: String) -> [String] {
        page.matches(of: /\s(?:src|href)="?([^"#\s>][^"\s>]*)/).map { String($0.1) }.filter {
            !$0.hasPrefix("data:")
        }
    }
}
