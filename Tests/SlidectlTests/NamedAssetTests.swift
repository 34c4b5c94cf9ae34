import Foundation
import SystemPackage
import TestKit
import Testing

/// Files that a course's style sheets, own HTML and framed pages name come along, wherever the pages go.
struct NamedAssetTests {
    private let site = ["render", ".", "--to", "site", "-o", "out"]

    private func writeTheme(_ scratch: Scratch) throws {
        try scratch.write("slidectl.yaml", "theme:\n  css: look/theme.css\n")
        try scratch.write(
            "look/theme.css",
            "@import 'parts/more.css' print;\nh1 { background: url(bg.svg) }\n"
                + "@font-face { font-family: F; src: url(\"/fonts/f%20.woff2?v=1#x\") }\n"
        )
        try scratch.write(
            "look/parts/more.css",
            "@import '../theme.css'; h2 { background: url(../bg.svg) }\n"
        )
        try scratch.write("look/bg.svg", "<svg/>")
        try scratch.write("fonts/f .woff2", "woff")
        try scratch.write("sub/a.slide", "# T\n\n## A\n")
    }

    @Test func readsAddressesOfAThemeFromItsSheet() async throws {
        try await withScratch { scratch in
            try writeTheme(scratch)
            #expect(try Program.run(["check", "sub/a.slide", "--strict"], in: scratch.path).code == 0)
            let served = "@media print{\n h2 { background: url(\"../look/bg.svg\") }\n}\n"
            let server = try Server(["."], in: scratch.path)
            #expect(try server.get("/sub/a.slide").contains(served))
            #expect(try server.get("/sub/").contains("h1 { background: url(\"../look/bg.svg\") }"))
            #expect(try server.get("/").contains("h1 { background: url(\"look/bg.svg\") }"))
            try scratch.write("look/parts/more.css", "h2 { color: #123456 }\n")
            #expect(try server.get("/sub/a.slide").contains("h2 { color: #123456 }"))
        }
    }

    @Test func takesAThemesFilesAlong() async throws {
        try await withScratch { scratch in
            try writeTheme(scratch)
            let page = try Program.run(["render", "sub/a.slide"], in: scratch.path)
            #expect(page.code == 0 && page.error == "")
            #expect(page.output.contains("h1 { background: url(\"data:image/svg+xml;base64,PHN2Zy8+\") }"))
            #expect(page.output.contains("src: url(\"data:font/woff2;base64,d29mZg==#x\")"))
            let result = try Program.run(site, in: scratch.path)
            #expect(result.code == 0 && result.error == "1 lecture written to out/index.html\n")
            #expect(
                try scratch.files().filter { $0.hasPrefix("out/") } == [
                    "out/fonts/f .woff2", "out/index.html", "out/look/bg.svg", "out/sub/a.html",
                ]
            )
            #expect(try scratch.text("out/sub/a.html").contains("url(\"../fonts/f%20.woff2?v=1#x\")"))
            #expect(try scratch.text("out/index.html").contains("url(\"look/bg.svg\")"))
        }
    }

    /// The page's policy allows its style by the hash of what the browser reads.
    @Test func readsAThemeAsBrowsersDo() async throws {
        try await withScratch { scratch in
            try scratch.write("slidectl.yaml", "theme: {css: a.css}\n")
            try scratch.write("a.css", "\u{FEFF}@import url(//example.org/x.css);\r\np {}\rq {}\r\n")
            try scratch.write("a.slide", "# T\n\n## A\n")
            let page = try Program.run(["render", "a.slide"], in: scratch.path)
            #expect(page.code == 0 && page.error == "")
            #expect(page.output.contains("\np {}\nq {}\n"))
            #expect(!page.output.contains("example.org") && !page.output.contains("\u{FEFF}"))
        }
    }

    @Test func tellsOfWhatAThemeMisses() async throws {
        try await withScratch { scratch in
            try writeTheme(scratch)
            try FileManager.default.removeItem(atPath: scratch.file("look/bg.svg").string)
            let check = try Program.run(["check", "sub/a.slide"], in: scratch.path)
            let finding =
                "slidectl.yaml:2:8: warning: theme.css names a file of the course; 'look/bg.svg' doesn't"
            #expect(check.code == 0 && check.output.hasPrefix(finding))
            try FileManager.default.removeItem(atPath: scratch.file("look/parts/more.css").string)
            let render = try Program.run(["render", "sub/a.slide"], in: scratch.path)
            #expect(
                render.code == 1
                    && render.error.contains(": error: theme.css names a file of the course; 'look/parts/")
            )
        }
    }

    private static let names = ["1.svg", "2.svg", "3.svg", "4.svg", "css/5.svg", "css/6.svg"]

    private func writeOwnHTML(_ scratch: Scratch) throws {
        try scratch.write("slidectl.yaml", "")
        try scratch.write(
            "decks/a.slide",
            """
            # T

            ## A

            <img src="../1.svg" srcset="../1.svg 1x, ../2.svg 2x" alt=""><p style="background: url('../3.svg')">x</p>

            <style>p { background: url(../4.svg) }</style>

            <link rel=stylesheet href=../css/own.css>

            """
        )
        try scratch.write("css/own.css", "@import 'more.css'; q { background: url(5.svg) }\n")
        try scratch.write("css/more.css", "i { background: url(6.svg) }\n")
        for name in Self.names { try scratch.write(name, "<svg>\(name)</svg>") }
    }

    @Test func takesTheFilesOfOwnHTMLAlong() async throws {
        try await withScratch { scratch in
            try writeOwnHTML(scratch)
            #expect(try Program.run(["check", "decks"], in: scratch.path).output == "")
            let page = try Program.run(["render", "decks/a.slide"], in: scratch.path)
            #expect(page.code == 0 && page.error == "")
            for name in Self.names {
                let text = Data("<svg>\(name)</svg>".utf8).base64EncodedString()
                #expect(page.output.contains(text), "\(name)")
            }
            #expect(!page.output.contains(".svg"))
            #expect(try Program.run(site, in: scratch.path).code == 0)
            let files = try scratch.files()
            for name in Self.names + ["css/own.css", "css/more.css"] {
                #expect(files.contains("out/\(name)"))
            }
        }
    }

    @Test func tellsOfWhatOwnHTMLMisses() async throws {
        try await withScratch { scratch in
            try writeOwnHTML(scratch)
            for name in Self.names { try FileManager.default.removeItem(atPath: scratch.file(name).string) }
            let check = try Program.run(["check", "decks"], in: scratch.path)
            for number in 1...4 { #expect(check.output.contains("file '../\(number).svg' doesn't exist")) }
            for command in [["render", "decks/a.slide"], site] {
                let result = try Program.run(command, in: scratch.path)
                for name in Self.names { #expect(result.error.contains("warning: '\(name)' doesn't exist")) }
            }
        }
    }

    @Test func copiesFilesLargerThanItReads() async throws {
        try await withScratch { scratch in
            try scratch.write(
                "a.slide",
                "# T\n\n## A\n\n.video big.webm video/webm\n\n.link other.zip Other\n"
            )
            for name in ["big.webm", "other.zip"] {
                try scratch.write(name, "")
                try FileHandle(forWritingTo: URL(filePath: scratch.file(name).string)).truncate(
                    atOffset: 65 << 20
                )
            }
            let result = try Program.run(site, in: scratch.path)
            #expect(result.code == 0 && result.error == "1 lecture written to out/index.html\n")
            for name in ["out/big.webm", "out/other.zip"] {
                let file = try FileManager.default.attributesOfItem(atPath: scratch.file(name).string)
                #expect(file[.size] as? Int == 65 << 20)
            }
        }
    }

    @Test func losesNoFileToAPageOfItsName() async throws {
        try await withScratch { scratch in
            try scratch.write("a.slide", "# T\n\n## A\n")
            try scratch.write("b.slide", "# T\n\n## B\n\n.iframe a.html\n")
            try scratch.write("a.html", "by hand")
            let result = try Program.run(site, in: scratch.path)
            #expect(result.code == 2)
            #expect(
                result.error.hasPrefix(
                    "slidectl: 'a.html' would be lost, because the page of 'a.slide' has its"
                )
            )
            #expect(try scratch.files() == ["a.html", "a.slide", "b.slide"])
        }
    }

    @Test func showsThePagesOfFramedLectures() async throws {
        try await withScratch { scratch in
            try scratch.write("a.slide", "# T\n\n## A\n\n.iframe y.slide\n\n[z](sub/z.slide)\n")
            try scratch.write("y.slide", "# T\n\n## A\n\n: secret\n")
            try scratch.write("sub/z.slide", "# T\n\n## A\n\n: secret\n")
            #expect(try Program.run(site, in: scratch.path).error.hasPrefix("3 lectures"))
            #expect(try scratch.text("out/a.html").contains("<iframe src=y.html"))
            let one = try Program.run(["render", "a.slide", "--to", "site", "-o", "one"], in: scratch.path)
            for name in ["y.slide", "sub/z.slide"] {
                #expect(one.error.contains("'\(name)' is shown or linked to, but isn't among the lectures"))
            }
            let page = try Program.run(["render", "a.slide"], in: scratch.path)
            #expect(page.error.contains("'y.slide' is a lecture, whose page isn't a part of this one"))
            #expect(!page.output.contains("octet-stream"))
            let slides = try scratch.files().filter { $0.hasSuffix(".slide") }
            #expect(slides == ["a.slide", "sub/z.slide", "y.slide"])
        }
    }

    @Test func takesTheFilesOfFramedPagesAlong() async throws {
        try await withScratch { scratch in
            try scratch.write("a.slide", "# T\n\n## A\n\n.iframe demo/index.html\n")
            try scratch.write(
                "demo/index.html",
                "<link rel=stylesheet href=look.css><script src=../run.js></script><a href=more.html>more</a>"
                    + "<a href=.hidden>x</a><img src=https://example.org/x.png>"
            )
            try scratch.write("demo/look.css", "p { background: url(bg.svg) }")
            try scratch.write("demo/more.html", "<img src=gone.png>")
            for name in ["demo/bg.svg", "run.js", "demo/.hidden", "unused.js"] { try scratch.write(name, "") }
            let result = try Program.run(site, in: scratch.path)
            #expect(
                result.error
                    == "slidectl: warning: 'demo/gone.png' doesn't exist\n1 lecture written to out/index.html\n"
            )
            #expect(
                try scratch.files().filter { $0.hasPrefix("out/") } == [
                    "out/a.html", "out/demo/bg.svg", "out/demo/index.html", "out/demo/look.css",
                    "out/demo/more.html", "out/index.html", "out/run.js",
                ]
            )
            let page = try Program.run(["render", "a.slide"], in: scratch.path)
            #expect(
                page.error.contains(
                    "'demo/index.html' goes into the page without 'look.css' and 1 other file"
                )
            )
        }
    }
}
