import TestKit
import Testing

/// What `slidectl new` makes.
struct NewTests {
    @Test(arguments: ["course", "Ünï \"cödé\" it's", "deep/in/folders", "# - [x]: y & <z>"])
    func makesACourseThatChecksClean(_ name: String) async throws {
        try await withScratch { scratch in
            let made = try Program.run(["new", name, "--author", "Ada Lovelace"], in: scratch.path)
            #expect(made.code == 0)
            #expect(made.error == "")
            let check = try Program.run(["check", name, "--strict"], in: scratch.path)
            #expect(check.code == 0, "\(check.output)")
            #expect(check.error == "1 lecture checked: 0 errors, 0 warnings\n")
            let render = try Program.run(["render", name, "--to", "site", "-o", "out"], in: scratch.path)
            #expect(render.code == 0)
            #expect(try scratch.files().contains("out/lectures/01-first.html"))
            #expect(try scratch.text("\(name)/lectures/01-first.slide").contains("\nAda Lovelace\n"))
        }
    }

    @Test func printsACommandThatCanBePasted() async throws {
        try await withScratch { scratch in
            let plain = try Program.run(["new", "course"], in: scratch.path)
            #expect(
                plain.output
                    == "course is made. Show it with: slidectl serve course/lectures/01-first.slide\n"
            )
            let quoted = try Program.run(["new", "my it's"], in: scratch.path)
            #expect(quoted.output.hasSuffix(": slidectl serve 'my it'\\''s/lectures/01-first.slide'\n"))
        }
    }

    @Test func namesTheCourseAfterTheFolderItStandsIn() async throws {
        try await withScratch { scratch in
            try scratch.makeFolder("Algebra")
            #expect(try Program.run(["new", "."], in: scratch.file("Algebra")).code == 0)
            #expect(try scratch.text("Algebra/lectures/01-first.slide").hasPrefix("# Algebra\n"))
        }
    }

    @Test(arguments: [
        (["course"], "'course' isn't empty: choose another name"),
        (["file"], "'file' is a file: choose another name"),
        ([""], "the folder needs a name"),
        (["a", "--title", "two\nlines"], "the title is one line of text without '{{'"),
        (["a", "--author", " "], "the author's name is one line of text without '{{'"),
    ])
    func leavesWhatIsThereAlone(_ arguments: [String], _ message: String) async throws {
        try await withScratch { scratch in
            try scratch.write("course/mine.txt", "")
            try scratch.write("file", "")
            let result = try Program.run(["new"] + arguments, in: scratch.path)
            #expect(result.code == 2)
            #expect(result.error == "slidectl: \(message)\n")
            #expect(try scratch.files() == ["course/mine.txt", "file"])
        }
    }
}
