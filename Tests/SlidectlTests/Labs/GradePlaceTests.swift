import Foundation
import Glibc
import SystemPackage
import TestKit
import Testing

/// What the commands of grading refuse and how they print, through the program itself; nothing is run on an engine.
@Suite("Places of grading") struct GradePlaceTests {
    private static let deck = """
        # Deck

        Author

        ## Slide
        //lab:begin id=pg title="Boxes" points=2

        ```
        //lab:step id=up points=2
        $ true
        ```
        //lab:end

        """

    private func run(_ arguments: String, _ scratch: Scratch) async throws -> Program.Result {
        let words = arguments.split(separator: " ").map(String.init)
        return try await onOwnThread { try Program.run(words, in: scratch.path) }
    }

    private func lay(_ scratch: Scratch) async throws {
        try scratch.write("deck.slide", Self.deck)
        try scratch.write("class/ada/up.sh", "true\n")
        #expect(try await run("lab keys init --keys keys", scratch).code == 0)
    }

    private static let grade = "lab grade class --deck deck.slide --keys keys --engine embedded -o"

    @Test("Grading that can't begin doesn't look like a class that was graded")
    func stopsWithTwo() async throws {
        try await withScratch { scratch in
            try await lay(scratch)
            try scratch.write("file", "")
            try scratch.makeFolder("book.state")
            let lock = open(scratch.file("book.state/lock").string, O_CREAT | O_RDWR, 0o600)
            defer { close(lock) }
            #expect(flock(lock, LOCK_EX | LOCK_NB) == 0)
            let locked = try await run("\(Self.grade) book.csv", scratch)
            #expect(locked.code == 2 && locked.error.contains("another slidectl is grading there"))
            #expect(try await run("\(Self.grade) other.csv --state /dev/null", scratch).code == 2)
            #expect(try await run("\(Self.grade) file/book.csv", scratch).code == 2)
            let inside = try await run("\(Self.grade) class/ada.csv", scratch)
            #expect(inside.code == 2 && inside.error.contains("is a submission, it holds up.sh"))
            #expect(try scratch.files().filter { $0.hasPrefix("class/") } == ["class/ada/up.sh"])
        }
    }

    @Test func findsNothingInAnEmptyFolder() async throws {
        try await withScratch { scratch in
            try await lay(scratch)
            try scratch.makeFolder("empty")
            #expect(try await run("lab verify empty --keys keys", scratch).code == 2)
            #expect(try await run("lab rescore empty --deck deck.slide --keys keys", scratch).code == 2)
        }
    }

    @Test("A reason can't turn the letters around it")
    func printsReasonsPlainly() async throws {
        try await withScratch { scratch in
            try await lay(scratch)
            try scratch.makeFolder("state")
            let override = "lab override ada --lab pg --points 2 --state state --deck deck.slide --keys keys"
            #expect(try await run("\(override) --reason a\u{202E}b\u{9B}c", scratch).code == 0)
            let rescored = try await run("lab rescore state --deck deck.slide --keys keys", scratch)
            #expect(rescored.output.contains("a\\u{202e}b\\x9bc"), "\(rescored.output)\(rescored.error)")
            #expect(!rescored.output.unicodeScalars.contains("\u{202E}"))
        }
    }

    @Test("No report takes the place of what it is made of")
    func keepsWhatIsRead() async throws {
        try await withScratch { scratch in
            try await lay(scratch)
            try scratch.write("class/submitted.csv", "student,submitted\n")
            for command in [
                "lab test deck.slide --engine embedded --format json -o deck.slide",
                "lab run deck.slide --engine embedded --answers class/ada --format json -o class/ada/up.sh",
                "lab pack deck.slide --answers class/ada -o class/ada/up.sh",
                "\(Self.grade) class/submitted.csv",
            ] {
                let result = try await run(command, scratch)
                #expect(result.code == 2 && result.error.contains("is what is read"), "\(command)")
            }
            #expect(try scratch.text("deck.slide") == Self.deck)
            #expect(try scratch.text("class/ada/up.sh") == "true\n")
            let packed = try await run("lab pack deck.slide --answers class/ada -o class/ada.tgz", scratch)
            #expect(packed.code == 0)
        }
    }
}
