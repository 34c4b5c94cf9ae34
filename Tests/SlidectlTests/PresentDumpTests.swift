import Foundation
import SystemPackage
import TestKit
import Testing

/// `slidectl present` where there is no terminal: screens as text, and one text to read.
struct PresentDumpTests {
    static let lectures = ["00-tour", "01-legacy", "08-containers"]

    @Test(arguments: lectures, ["80x24", "120x40"])
    func showsEverySlideAsLookedAtAndKept(_ name: String, _ size: String) throws {
        let result = try Program.run(["present", "lectures/\(name).slide", "--dump", size], in: repository)
        #expect(result.code == 0 && result.error == "")
        let numbers = size.split(separator: "x").compactMap { Int($0) }
        for screen in result.output.components(separatedBy: "\u{0C}\n") {
            let rows = screen.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
            #expect(rows.count == numbers[1])
            #expect(rows.allSatisfy { $0.count <= numbers[0] && $0.last != " " })
        }
        try expectGolden(result.output, "\(name).\(size).screens")
    }

    @Test(arguments: lectures)
    func printsTheSameTextWithColours(_ name: String) throws {
        let arguments = ["present", "lectures/\(name).slide", "--dump", "100x30"]
        let plain = try Program.run(arguments, in: repository).output
        for more in [[], ["--theme", "light"], ["--colors", "16"], ["--colors", "none"]] {
            let styled = try Program.run(arguments + ["--ansi"] + more, in: repository).output
            let text = styled.replacing(/\u{1B}\[[0-9;]*m|\u{1B}\]8;[^\u{1B}]*\u{1B}\\/, with: "")
            let rows = text.split(separator: "\n", omittingEmptySubsequences: false).map { row in
                var row = row
                while row.last == " " { row.removeLast() }
                return row
            }
            #expect(rows.joined(separator: "\n") == plain)
            #expect(styled.contains("\u{1B}[38;2;") == (more.isEmpty ? false : more[1] == "light"))
        }
    }

    @Test(arguments: lectures)
    func readsALectureWithoutAnythingDrawn(_ name: String) throws {
        let result = try Program.run(["present", "lectures/\(name).slide", "--read"], in: repository)
        #expect(result.code == 0 && result.error == "")
        #expect(!result.output.contains(/[\u{2500}-\u{259F}•◦▪▣▤▶↪\u{00}-\u{09}\u{0B}-\u{1F}]/))
        try expectGolden(result.output, "\(name).read")
    }

    @Test func obeysNOCOLOR() throws {
        let arguments = ["present", "lectures/00-tour.slide", "--dump", "80x24", "--ansi", "--theme", "dark"]
        let output = try Program.run(arguments, in: repository, environment: ["NO_COLOR": "1"]).output
        #expect(!output.contains(/\u{1B}\[[0-9;]*(3|4|9|10)[0-9]/))
        #expect(output.contains("\u{1B}[1m"))
    }

    @Test(arguments: [
        (["a.slide", "--dump", "80"], 64), (["a.slide", "--dump", "0x24"], 64), (["a.slide", "--ansi"], 64),
        (["a.slide", "--dump", "80x24", "--read"], 64), (["missing.slide", "--dump", "80x24"], 2),
        ([".", "--read"], 2), (["bad.slide", "--dump", "80x24"], 1),
    ])
    func saysWhatIsWrong(_ arguments: [String], _ code: Int) async throws {
        try await withScratch { scratch in
            try scratch.write("a.slide", "# T\n\n## A\n\nText.\n")
            try scratch.write("bad.slide", "# T\n\n## A\n\n.nope\n")
            let result = try Program.run(["present"] + arguments, in: scratch.path)
            #expect(result.code == Int32(code))
            #expect(result.output == "")
            #expect(result.error != "")
        }
    }

    @Test func showsWhatTheSpeakerSees() throws {
        let arguments = [
            "present", "lectures/00-tour.slide", "--notes", "--minutes", "90", "--dump", "100x30",
        ]
        let screens = try Program.run(arguments, in: repository).output.components(separatedBy: "\u{0C}\n")
        #expect(screens.count == 36)
        #expect(screens[0].contains("1:30:00 left"))
        #expect(screens[0].contains("Page through the deck once"))
        #expect(screens[0].contains("How to read this tour"))
        #expect(screens[35].contains("the end"))
    }

    @Test func tellsWhichSlidesDoNotFit() async throws {
        try await withScratch { scratch in
            let items = String(repeating: "- item\n", count: 30)
            try scratch.write("a.slide", "# T\n\n## Short\n\nText.\n\n## Tall\n\n\(items)")
            let result = try Program.run(
                ["check", "--fit", "80x24,80x40,1280x720", "a.slide"],
                in: scratch.path
            )
            #expect(result.code == 0)
            #expect(
                result.output.contains(
                    "a.slide:7:1: warning: the slide takes 2 screens at 80x24 [lint.fit.terminal]"
                )
            )
            #expect(!result.output.contains("80x40"))
            #expect(
                result.output.contains(
                    /a.slide:7:1: warning: the slide is about \d+ % as tall as a window of 1280x720/
                )
            )
            #expect(!result.output.contains("a.slide:3:"))
            #expect(try Program.run(["check", "--fit", "80", "a.slide"], in: scratch.path).code == 64)
            let strict = try Program.run(
                ["check", "--strict", "--fit", "80x24", "a.slide"],
                in: scratch.path
            )
            #expect(strict.code == 1)
        }
    }
}
