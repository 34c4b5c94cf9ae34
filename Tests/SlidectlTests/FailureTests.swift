import Foundation
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
        ["render", "a.slide"], ["render", "a.slide", "--to", "tree"], ["check", "a.slide"],
        ["check", "a.slide", "--format", "json"], ["check", "a.slide", "--format", "sarif"],
        ["present", "a.slide", "--dump", "80x24"], ["present", "a.slide", "--read"],
    ])
    func saysThatItsOutputIsNotWhole(_ arguments: [String]) async throws {
        try await withScratch { scratch in
            try scratch.write("a.slide", "# T\n\n## A\n\n.image missing.png\n")
            let result = try Program.run(arguments, in: scratch.path, writingTo: "/dev/full")
            #expect(result.code == 2)
            #expect(
                result.error.hasSuffix(
                    "slidectl: standard output can't be written: no space left on device\n"
                )
            )
        }
    }

    /// Who shares the pipe may have made it so.
    @Test func losesNothingInAPipeThatDoesNotWait() async throws {
        try await withScratch { scratch in
            try scratch.write("a.slide", "# T\n\n## A\n")
            let whole = try Program.run(["render", "a.slide"], in: scratch.path).output
            let pipe = Pipe()
            let end = pipe.fileHandleForWriting.fileDescriptor
            #expect(fcntl(end, F_SETFL, fcntl(end, F_GETFL) | O_NONBLOCK) == 0)
            // F_SETPIPE_SZ, which Glibc's module leaves out: the page is larger than a page of memory.
            #expect(fcntl(end, 1031, 4_096) > 0 && whole.utf8.count > 4_096)
            let process = try Program.process(["render", "a.slide"], in: scratch.path, environment: [:])
            process.standardOutput = pipe
            try process.run()
            try pipe.fileHandleForWriting.close()
            usleep(200_000)
            let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
            process.waitUntilExit()
            #expect(String(decoding: output, as: UTF8.self) == whole)
        }
    }

    @Test(arguments: [
        (["a.slide", "-o", "a.slide"], "a.slide"), (["a.slide", "-o", "link.html"], "link.html"),
        (["a.slide", "-o", "x.go"], "x.go"), (["a.slide", "-o", "./slidectl.yaml"], "./slidectl.yaml"),
        (["a.slide", "--to", "site", "-o", "."], "./a.html"),
        (["a.slide", "--to", "tree", "-o", "a.html"], "a.html"),
    ])
    func doesNotWriteOverWhatItReads(_ arguments: [String], _ named: String) async throws {
        let files = [
            "a.slide": "# T\n\n## A\n\n.code x.go\n\n.html a.html\n", "x.go": "package x\n",
            "a.html": "<p>a</p>\n",
            "slidectl.yaml": "course: C\n",
        ]
        try await withScratch { scratch in
            for (name, text) in files { try scratch.write(name, text) }
            try scratch.link("link.html", to: "a.slide")
            let result = try Program.run(["render"] + arguments, in: scratch.path)
            #expect(result.code == 2)
            #expect(result.error == "slidectl: '\(named)' is what is read: write to another file\n")
            for (name, text) in files { #expect(try scratch.text(name) == text) }
            #expect(try scratch.files() == (files.keys + ["link.html"]).sorted())
        }
    }

    @Test(arguments: [
        (["SLIDECTL_SERVE_PORT": "http"], "SLIDECTL_SERVE_PORT is a number from 0 to 65535; found 'http'"),
        (
            ["SLIDECTL_LANGUAGE": "en_US"],
            "SLIDECTL_LANGUAGE is a language tag such as en or pt-BR; found 'en_US'"
        ),
        (["SLIDECTL_LANGUAGE": ""], "SLIDECTL_LANGUAGE is a language tag such as en or pt-BR; found ''"),
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
