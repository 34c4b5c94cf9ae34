import Foundation
import SystemPackage
import TestKit
import Testing

import TermUI

/// Pictures in the forms that terminals have, read back to pixels.
@Suite(
    .serialized,
    .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/chafa"), "chafa isn't installed")
)
struct PresentPictureTests {
    private func session(
        _ scratch: Scratch,
        _ ending: String = "svg",
        _ options: [String] = [],
        habits: VirtualTerminalHabits,
        environment: [String: String] = [:]
    ) throws -> TermSession {
        try scratch.write("p.\(ending)", SamplePictures.bytes(ending))
        try scratch.write(
            "talk.slide",
            "# Talk\n\n## Picture\n\n//alt: Four squares and more words than the picture is wide\n.image p.\(ending) 400 400\n\n## Next\n\nwords\n"
        )
        return try TermSession(
            ["present", "talk.slide"] + options,
            habits: habits,
            environment: ["XDG_RUNTIME_DIR": scratch.path.string].merging(environment) { $1 },
            folder: scratch.path
        )
    }

    private func habits(_ form: TerminalTraits.Pictures) -> VirtualTerminalHabits {
        var habits = VirtualTerminalHabits()
        habits.cellPixels = (10, 20)
        switch form {
        case .kitty: habits.kittyPictures = true
        case .iterm: habits.version = "iTerm2 3.5"
        case .sixel: habits.attributes = [62, 4]
        default: break
        }
        return habits
    }

    @Test(
        arguments: [TerminalTraits.Pictures.kitty, .iterm, .sixel],
        ["svg", "png", "gif", "jpg"]
    )
    func showsThePixelsOfTheFile(_ form: TerminalTraits.Pictures, _ ending: String) async throws {
        try await withScratch { scratch in
            let session = try session(scratch, ending, habits: habits(form))
            try session.wait(forText: "Talk")
            try session.type("l")
            try session.wait(for: "picture") {
                $0.terminal.pictures.compactMap(DecodedPicture.init).count > 0
            }
            let picture = try #require(session.terminal.pictures.compactMap(DecodedPicture.init).first)
            #expect(picture.showsTheSample)
            // 400 of 720 points of the page's height are 13 rows of 24, of 20 pixels each.
            #expect(abs(picture.height - 260) <= 20)
            #expect(abs(picture.width - picture.height) <= 20)
            #expect(!session.text.contains("Four squares"))
            try session.type("l")
            try session.wait(forText: "words")
            try session.type("q")
            #expect(try session.waitForEnd() == 0)
            #expect(session.isUsable)
        }
    }

    @Test func sendsAPictureOfKittysOnce() async throws {
        try await withScratch { scratch in
            let session = try session(scratch, habits: habits(.kitty))
            try session.wait(forText: "Talk")
            try session.type("l")
            try session.wait(for: "place") { $0.kitty("p").count == 1 }
            try session.type("l")
            try session.wait(for: "its removal") { $0.kitty("d").contains { $0["d"] == "i" } }
            try session.type("h")
            try session.wait(for: "a place again") { $0.kitty("p").count == 2 }
            #expect(session.kitty("t").count == 1)
            #expect(session.kitty("p")[0]["i"] == session.kitty("t")[0]["i"])
            try session.type("q")
            #expect(try session.waitForEnd() == 0)
        }
    }

    @Test func showsAPictureBySigns() async throws {
        try await withScratch { scratch in
            let session = try session(
                scratch,
                "png",
                habits: habits(.symbols),
                environment: ["COLORTERM": "truecolor"]
            )
            try session.wait(forText: "Talk")
            try session.type("l")
            try session.wait(for: "a red cell") { session in
                (0..<24).contains { row in
                    session.terminal.grid.row(row).contains { cell in
                        [cell.style.foreground, cell.style.background].contains(.rgb(0xFF0000))
                    }
                }
            }
            #expect(!session.text.contains("Four squares"))
            try session.type("q")
            #expect(try session.waitForEnd() == 0)
        }
    }

    @Test(arguments: ["--pictures=none", "--colors=none"])
    func saysWhatAPictureShowsWhereNoneCanBe(_ option: String) async throws {
        try await withScratch { scratch in
            let session = try session(scratch, "svg", [option], habits: habits(.symbols))
            try session.wait(forText: "Talk")
            try session.type("l")
            try session.wait(forText: "Four squares")
            #expect(session.terminal.pictures.isEmpty)
            try session.type("q")
            #expect(try session.waitForEnd() == 0)
        }
    }

    @Test func showsAFileAnewWhenItIsSaved() async throws {
        try await withScratch { scratch in
            let session = try session(scratch, habits: habits(.kitty))
            try session.wait(forText: "Talk")
            try session.type("l")
            try session.wait(for: "picture") { $0.kitty("p").count == 1 }
            try scratch.write("p.svg", SamplePictures.svg.replacing("#ff0000", with: "#ffff00"))
            try session.wait(for: "the new picture") { $0.kitty("p").count == 2 }
            let last = session.terminal.pictures.compactMap(DecodedPicture.init).last
            #expect(last?.colour(0.25, 0.25) == RGB(0xFFFF00))
            try session.type("q")
            #expect(try session.waitForEnd() == 0)
        }
    }
}

extension TermSession {
    /// The commands of kitty's protocol of one kind, in order.
    func kitty(_ action: String) -> [[String: String]] {
        terminal.pictures.compactMap {
            if case .kitty(let keys, _, _) = $0, keys["a"] == action { keys } else { nil }
        }
    }
}
