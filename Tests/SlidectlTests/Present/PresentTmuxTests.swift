import Foundation
import SystemPackage
import TestKit
import Testing

import TermUI

/// `slidectl present` in a real tmux.
@Suite(.serialized, .disabled(if: Tmux.isMissing, "tmux isn't installed"))
struct PresentTmuxTests {
    private static let lecture = "lectures/08-containers.slide"

    /// The screens that `--dump` prints, as rows.
    private func dump(_ lecture: String, _ size: String, in folder: FilePath) throws -> [[String]] {
        let result = try Program.run(["present", lecture, "--dump", size], in: folder)
        return result.output.split(separator: "\u{0C}\n", omittingEmptySubsequences: false).map { screen in
            Array(screen.split(separator: "\n", omittingEmptySubsequences: false).map(String.init).dropLast())
        }
    }

    @Test(arguments: [(80, 24), (100, 30), (160, 50)])
    func showsEveryScreenOfTheLecture(_ columns: Int, _ rows: Int) async throws {
        let screens = try dump(Self.lecture, "\(columns)x\(rows)", in: repository)
        #expect(screens.count > 60)
        try await withScratch { scratch in
            let tmux = try Tmux(
                "\(try Program.path()) present --pictures none \(Self.lecture)",
                columns: columns,
                rows: rows,
                in: repository,
                scratch: scratch.path
            )
            for (index, screen) in screens.enumerated() {
                var shown: [String] = []
                try tmux.wait(for: "screen \(index + 1) of \(screens.count)") {
                    shown = Array($0.prefix(rows))
                    return shown == screen
                }
                #expect(shown == screen)
                try tmux.type("Space")
            }
            try tmux.type("q")
            try tmux.wait(for: "the end") { $0.contains("exit 0") }
        }
    }

    @Test(
        .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/chafa"), "chafa isn't installed"),
        arguments: [(80, 24), (160, 50)]
    )
    func showsPicturesAndLeavesNothingOfThemBehind(_ columns: Int, _ rows: Int) async throws {
        let screens = try dump(Self.lecture, "\(columns)x\(rows)", in: repository)
        #expect(screens.count { $0.contains { $0.contains("▣") } } >= 8)
        let slides = try #require(screens.last?.last?.split(separator: "/").last.flatMap { Int($0) })
        try await withScratch { scratch in
            let tmux = try Tmux(
                "\(try Program.path()) present \(Self.lecture)",
                columns: columns,
                rows: rows,
                in: repository,
                scratch: scratch.path
            )
            try tmux.wait(for: "the cover") { $0.contains { $0.contains("Containers") } }
            for number in 2...slides {
                try tmux.type("\(number)", "Enter")
                let mark = " \(number)/\(slides)"
                let screen = screens.first { $0.last?.contains(mark) == true } ?? []
                let isPicture = screen.contains { $0.contains("▣") }
                try tmux.wait(for: "slide \(number)") { shown in
                    isPicture ? Self.showsPicture(shown, mark) : Array(shown.prefix(rows)) == screen
                }
            }
            try tmux.type("q")
            try tmux.wait(for: "the end") { $0.contains("exit 0") }
        }
    }

    private static func showsPicture(_ rows: [String], _ mark: String) -> Bool {
        let signs = rows.joined().unicodeScalars.count { (0x2580...0x259F).contains($0.value) }
        return signs > 40 && rows.contains { $0.contains(mark) }
    }

    @Test func laysOutAnewInTheMiddleOfAWalk() async throws {
        try await withScratch { scratch in
            let tmux = try Tmux(
                "\(try Program.path()) present --pictures none \(Self.lecture)",
                columns: 80,
                rows: 24,
                in: repository,
                scratch: scratch.path
            )
            try tmux.wait(for: "the cover") { $0.contains { $0.contains("Containers") } }
            try tmux.type("1", "7", "Enter")
            try tmux.wait(for: "slide 17") { $0.contains { $0.contains(" 17/") } }
            for (columns, rows) in [(100, 30), (160, 50), (40, 12), (80, 24)] {
                try tmux.resize(columns, rows)
                let screens = try dump(Self.lecture, "\(columns)x\(rows)", in: repository)
                let wanted = screens.filter { $0.last?.contains(" 17/") == true }
                #expect(!wanted.isEmpty)
                try tmux.wait(for: "slide 17 at \(columns)x\(rows)") {
                    wanted.contains(Array($0.prefix(rows)))
                }
            }
        }
    }

    @Test func stopsAndGoesOn() async throws {
        try await withScratch { scratch in
            try scratch.write("a.slide", "# Talk\n\n## One\n\nuno\n\n## Two\n\ndue\n")
            let tmux = try Tmux(
                "bash --norc",
                columns: 80,
                rows: 24,
                in: scratch.path,
                scratch: scratch.path
            )
            try tmux.type("\(try Program.path()) present a.slide", "Enter")
            try tmux.wait(for: "the cover") { $0.contains { $0.contains("▌ Talk") } }
            try tmux.type("Space")
            try tmux.wait(for: "slide 2") { $0.contains { $0.contains("uno") } }
            try tmux.type("C-z")
            try tmux.wait(for: "the shell") { $0.contains { $0.contains("Stopped") } }
            #expect(try tmux.ask("#{alternate_on} #{mouse_any_flag}") == "0 0")
            try tmux.type("echo back", "Enter")
            try tmux.wait(for: "the shell's answer") { $0.contains("back") }
            try tmux.type("fg", "Enter")
            try tmux.wait(for: "slide 2 again") { $0.contains { $0.contains("uno") } }
            try tmux.type("Space")
            try tmux.wait(for: "slide 3") { $0.contains { $0.contains("due") } }
            try tmux.type("q")
            // What is typed before the shell is back may still be the presenter's.
            try tmux.wait(for: "the prompt") { $0.contains { $0.wholeMatch(of: /bash-[0-9.]+[#$]/) != nil } }
            try tmux.type("echo code $?", "Enter")
            try tmux.wait(for: "the shell") { $0.contains("code 0") }
        }
    }

    @Test func keepsTheBordersOfTablesStraight() async throws {
        try await withScratch { scratch in
            let cells = ["👨‍👩‍👧", "🇩🇪", "漢字", "ab", "❤\u{FE0F}", "👍🏽", "한국", "e\u{301}"]
            let rows = cells.map { "| \($0) | right |" }.joined(separator: "\n")
            try scratch.write("a.slide", "# Talk\n\n## Table\n\n| what | where |\n|---|---|\n\(rows)\n")
            let tmux = try Tmux(
                "\(try Program.path()) present a.slide",
                columns: 80,
                rows: 24,
                in: scratch.path,
                scratch: scratch.path
            )
            try tmux.wait(for: "the cover") { $0.contains { $0.contains("Talk") } }
            try tmux.type("Space")
            try tmux.wait(for: "the table") { $0.filter { $0.contains("right") }.count == cells.count }
            // tmux itself says in which column the words stand: it searches for them.
            try tmux.run("copy-mode")
            var columns: Set<String> = []
            var lines: Set<String> = []
            for _ in cells {
                try tmux.run("send-keys", "-X", "search-backward", "right")
                columns.insert(try tmux.ask("#{copy_cursor_x}"))
                lines.insert(try tmux.ask("#{copy_cursor_y}"))
            }
            #expect(columns.count == 1 && columns != ["0"], "\(columns)")
            #expect(lines.count == cells.count, "\(lines)")
        }
    }
}
