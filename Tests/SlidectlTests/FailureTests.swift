import Glibc
import SystemPackage
import TestKit
import Testing

/// What can't be done ends in one line on standard error and exit code 2.
struct FailureTests {
    static let commands = [["serve", "--port", "0"], ["render"], ["check"]]

    @Test(arguments: commands)
    func saysThatAFileIsMissing(_ command: [String]) async throws {
        try await expectFailure(command + ["nope.slide"], "'nope.slide' doesn't exist")
    }

    @Test(arguments: [["serve", "--port", "0"], ["check"], ["render", "--to", "site", "-o", "out"]])
    func saysThatAFolderHoldsNoLectures(_ command: [String]) async throws {
        try await expectFailure(
            command + ["empty"],
            "there are no lectures (.slide, .article) below 'empty'; make some with: slidectl new NAME"
        ) { try $0.write("empty/notes.txt", "") }
    }

    @Test(arguments: commands)
    func saysThatAFileIsNoLecture(_ command: [String]) async throws {
        try await expectFailure(
            command + ["notes.txt"],
            "'notes.txt' is no lecture: its name ends neither in .slide nor in .article"
        ) { try $0.write("notes.txt", "# T\n\n## A\n") }
    }

    @Test func rendersAFolderAsASiteOnly() async throws {
        try await expectFailure(
            ["render", "decks"],
            "'decks' is a folder: name a lecture, or write a site with --to site"
        ) { try $0.write("decks/a.slide", "# T\n\n## A\n") }
    }

    @Test func asksForTheFolderOfASite() async throws {
        try await expectFailure(
            ["render", "a.slide", "--to", "site"],
            "a site needs a folder to write to: add -o FOLDER"
        ) { try $0.write("a.slide", "# T\n\n## A\n") }
    }

    @Test(arguments: [["render"], ["check"]])
    func refusesALinkOutOfTheCourse(_ command: [String]) async throws {
        try await expectFailure(
            command + ["course/a.slide"],
            "'course/a.slide' lies outside the course's root"
        ) {
            try $0.write("a.slide", "# T\n\n## A\n")
            try $0.makeFolder("course")
            try $0.link("course/a.slide", to: "../a.slide")
        }
    }

    /// Opening a pipe without a writer would wait for ever.
    @Test(arguments: [["render"], ["check"]])
    func doesNotWaitForAPipe(_ command: [String]) async throws {
        try await withScratch { scratch in
            #expect(mkfifo(scratch.file("a.slide").string, 0o600) == 0)
            let result = try Program.run(command + ["a.slide"], in: scratch.path, within: .seconds(10))
            #expect(result.code == 2)
            #expect(result.error.hasPrefix("slidectl: 'a.slide' "))
        }
    }

    @Test(.enabled(if: geteuid() != 0, "root reads everything"), arguments: [["render"], ["check"]])
    func saysThatAFileIsUnreadable(_ command: [String]) async throws {
        try await expectFailure(command + ["a.slide"], "'a.slide' can't be read: permission denied") {
            try $0.write("a.slide", "# T\n\n## A\n")
            chmod($0.file("a.slide").string, 0)
        }
    }

    @Test(arguments: [
        ("taken/out.html", "'taken/out.html' can't be written: not a directory"),
        ("folder", "'folder' can't be written: is a directory"),
        ("/proc/nowhere/out.html", "'/proc/nowhere/out.html' can't be written: no such file or directory"),
    ])
    func saysWhyNothingCanBeWritten(_ output: String, _ message: String) async throws {
        try await expectFailure(["render", "a.slide", "-o", output], message) {
            try $0.write("a.slide", "# T\n\n## A\n")
            try $0.write("taken", "")
            try $0.makeFolder("folder")
        }
    }

    @Test(arguments: [
        (["SLIDECTL_SERVE_PORT": "http"], "SLIDECTL_SERVE_PORT is a number from 0 to 65535; found 'http'"),
        (["SLIDECTL_CHECK_STRICT": "maybe"], "SLIDECTL_CHECK_STRICT is true or false; found 'maybe'"),
    ])
    func saysWhatAVariableTakes(_ environment: [String: String], _ message: String) async throws {
        try await expectFailure(["check", "a.slide"], message, environment: environment) {
            try $0.write("a.slide", "# T\n\n## A\n")
        }
    }

    @Test func refusesSettingsThatAreAFolder() async throws {
        try await expectFailure(["check", "a.slide"], "'slidectl.yaml' is a folder") {
            try $0.write("a.slide", "# T\n\n## A\n")
            try $0.makeFolder("slidectl.yaml")
        }
    }

    private func expectFailure(
        _ arguments: [String],
        _ message: String,
        environment: [String: String] = [:],
        sourceLocation: Testing.SourceLocation = #_sourceLocation,
        given prepare: (Scratch) throws -> Void = { _ in }
    ) async throws {
        try await withScratch { scratch in
            try prepare(scratch)
            let result = try Program.run(arguments, in: scratch.path, environment: environment)
            #expect(result.code == 2, sourceLocation: sourceLocation)
            #expect(result.output == "", sourceLocation: sourceLocation)
            #expect(result.error == "slidectl: \(message)\n", sourceLocation: sourceLocation)
        }
    }
}
