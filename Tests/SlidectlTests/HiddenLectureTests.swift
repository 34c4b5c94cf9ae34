import Foundation
import Glibc
import SystemPackage
import TestKit
import Testing

/// What can't be read hides no problem of what can.
struct HiddenLectureTests {
    /// Lectures that can't be read, each for a reason of its own, around one that has a problem.
    private func hide(in scratch: Scratch) throws {
        try scratch.write("out.slide", "# T\n\n## A\n")
        try scratch.write("decks/m.slide", "# T\n\n## A\n\n.code nope.go\n")
        try scratch.link("decks/broken.slide", to: "nowhere")
        try scratch.link("decks/out.slide", to: "../out.slide")
        try scratch.link("decks/round.slide", to: "round.slide")
        #expect(mkfifo(scratch.file("decks/pipe.slide").string, 0o600) == 0)
        let name: [CChar] = [CChar(bitPattern: 0xFF)] + Array(".slide".utf8CString)
        let odd = scratch.file("decks").appending(try #require(FilePath.Component(platformString: name)))
        try FileDescriptor.open(odd, .writeOnly, options: .create, permissions: .ownerReadWrite).close()
    }

    private static let reasons = [
        "slidectl: 'decks/broken.slide' is a link to something that doesn't exist",
        "slidectl: 'decks/out.slide' lies outside the course's root",
        "slidectl: 'decks/pipe.slide' can't be read: not a regular file",
        "slidectl: 'decks/round.slide' can't be read: too many levels of symbolic links",
        "slidectl: 'decks/\u{FFFD}.slide' can't be read: its name isn't UTF-8; rename it",
    ]

    @Test func checksTheOtherLecturesOfAFolder() async throws {
        try await withScratch { scratch in
            try hide(in: scratch)
            let result = try Program.run(["check", "decks"], in: scratch.path, within: .seconds(10))
            #expect(result.code == 2)
            #expect(result.output.hasPrefix("decks/m.slide:5:7: error: "))
            let lines = result.error.split(separator: "\n").map(String.init)
            #expect(lines.first == "1 lecture checked: 1 error, 0 warnings")
            #expect(lines.dropFirst().sorted() == Self.reasons)
        }
    }

    @Test(arguments: ["json", "sarif"])
    func keepsReportsValid(_ format: String) async throws {
        try await withScratch { scratch in
            try hide(in: scratch)
            let result = try Program.run(["check", "decks", "--format", format], in: scratch.path)
            #expect(result.code == 2)
            _ = try JSONSerialization.jsonObject(with: Data(result.output.utf8))
            #expect(result.output.contains("deck.file.unreadable"))
            #expect(result.error.split(separator: "\n").map(String.init).sorted() == Self.reasons)
        }
    }

    /// A site without them would have dead links.
    @Test func tellsOfEveryLectureThatKeepsASiteFromBeingWritten() async throws {
        try await withScratch { scratch in
            try hide(in: scratch)
            let site = ["render", "decks", "--to", "site", "-o", "public"]
            let result = try Program.run(site, in: scratch.path)
            #expect(result.code == 2)
            #expect(result.error.contains("decks/m.slide:5:7: error: "))
            for reason in Self.reasons { #expect(result.error.contains(reason + "\n")) }
            #expect(access(scratch.file("public").string, F_OK) != 0)
        }
    }

    @Test func checksTheOtherLecturesThatAreNamed() async throws {
        try await withScratch { scratch in
            try scratch.write("a.slide", "# T\n\n## A\n\n.code nope.go\n")
            let paths = ["none", "\u{FFFD}.slide", "a.slide"]
            let result = try Program.run(["check"] + paths, in: scratch.path)
            #expect(result.code == 2)
            #expect(result.output.hasPrefix("a.slide:5:7: error: "))
            #expect(
                result.error == """
                    1 lecture checked: 1 error, 0 warnings
                    slidectl: 'none' doesn't exist
                    slidectl: '\u{FFFD}.slide' can't be read: its name isn't UTF-8; rename it

                    """
            )
        }
    }

    @Test(.enabled(if: geteuid() != 0, "root looks into everything"))
    func tellsOfAFolderThatItCannotLookInto() async throws {
        try await withScratch { scratch in
            try scratch.write("decks/a.slide", "# T\n\n## A\n")
            try scratch.makeFolder("decks/shut")
            chmod(scratch.file("decks/shut").string, 0)
            defer { chmod(scratch.file("decks/shut").string, 0o700) }
            let result = try Program.run(["check", "decks"], in: scratch.path)
            #expect(result.code == 2)
            #expect(result.error.hasSuffix("slidectl: 'decks/shut' can't be read: permission denied\n"))
            let alone = try Program.run(["check", "decks/shut"], in: scratch.path)
            #expect(alone.error == "slidectl: 'decks/shut' can't be read: permission denied\n")
        }
    }

    @Test func saysWhyAFileThatIsThereIsNotShown() async throws {
        try await withScratch { scratch in
            try scratch.write("a.slide", "# T\n\n## A\n\n![p](p.png)\n")
            #expect(mkfifo(scratch.file("p.png").string, 0o600) == 0)
            let result = try Program.run(["check", "a.slide"], in: scratch.path, within: .seconds(10))
            #expect(result.code == 1)
            let finding = "file 'p.png' can't be read: not a regular file [lint.file.missing]\n"
            #expect(result.output.contains(finding))
        }
    }
}
