import Foundation
import SystemPackage
import TestKit
import Testing

/// What `slidectl check` finds, and how it says so.
struct CheckTests {
    private static let clean = "# Title\n\n## A slide\n\nText.\n"
    private static let warned = "Title\n\n* A slide\n\nText.\n\n- one\n  line that is lost\n\n.image a.svg\n"

    @Test func leavesOutWarningsThatAreDisabledAndNoErrors() async throws {
        try await withScratch { scratch in
            try scratch.write("a.slide", "# T\n\n## A\n\n.image p.png\n\n##\n")
            let all = try Program.run(["check", "a.slide"], in: scratch.path)
            #expect(all.output.contains("[lint.image.alt-missing]"))
            let ids = ["lint.image.alt-missing", "lint.file.missing", "lint.slide.empty"]
            try scratch.write("slidectl.yaml", "check:\n  disable: [\(ids.joined(separator: ", "))]\n")
            #expect(try !Program.run(["check", "a.slide"], in: scratch.path).output.contains("alt-missing"))
            try scratch.write("a.slide", "# T\n\n## A\n\n.code nope.go\n")
            try scratch.write("slidectl.yaml", "check:\n  disable: [deck.file.unreadable]\n")
            let broken = try Program.run(["check", "a.slide"], in: scratch.path)
            #expect(broken.code == 1)
            #expect(broken.output.contains("[deck.file.unreadable]"))
        }
    }

    @Test func saysThatAllIsWell() async throws {
        try await withScratch { scratch in
            try scratch.write("a.slide", Self.clean)
            let result = try Program.run(["check", "a.slide"], in: scratch.path)
            #expect(result.code == 0)
            #expect(result.output == "")
            #expect(result.error == "1 lecture checked: 0 errors, 0 warnings\n")
        }
    }

    @Test func checksTheLecturesThatWeShip() throws {
        let result = try Program.run(["check", "lectures", "--strict"], in: repository)
        #expect(result.code == 0)
        #expect(result.output == "")
    }

    @Test func failsForWarningsWhereAskedTo() async throws {
        try await withScratch { scratch in
            try scratch.write("a.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"/>")
            try scratch.write("a.slide", Self.warned)
            let check = { (arguments: [String], environment: [String: String]) in
                try Program.run(["check", "a.slide"] + arguments, in: scratch.path, environment: environment)
            }
            let result = try check([], [:])
            #expect(result.code == 0)
            #expect(result.output.contains("a.slide:10:8: warning: "))
            #expect(try check(["--strict"], [:]).code == 1)
            #expect(try check([], ["SLIDECTL_CHECK_STRICT": "true"]).code == 1)
            // Flags beat environment beats file.
            try scratch.write("slidectl.yaml", "check:\n  strict: true\n")
            #expect(try check([], [:]).code == 1)
            #expect(try check([], ["SLIDECTL_CHECK_STRICT": "false"]).code == 0)
            #expect(try check(["--strict"], ["SLIDECTL_CHECK_STRICT": "false"]).code == 1)
            let ids = result.output.matches(of: /\[([a-z.-]+)\]\n/).map { String($0.1) }
            try scratch.write(
                "slidectl.yaml",
                "check:\n  strict: true\n  disable: [\(ids.joined(separator: ", "))]\n"
            )
            #expect(try check([], [:]).code == 0)
        }
    }

    @Test func readsThePrivatePartOfLabs() async throws {
        let deck = """
            # T

            ## A
            //lab:begin id=web points=1

            ```
            //lab:step id=up points=1
            $ docker run -d --name web nginx:1.27
            //lab:out {{web:hex64}}
            ```
            //lab:end

            """
        let sidecar = "slidectl: lab/v1\nlabs:\n  web:\n    hidden:\n      - {check: container web flying}\n"
        let finding = "5:31: error: 'flying' can't be asked of a container [lab.check.syntax]"
        try await withScratch { scratch in
            try scratch.write("course/slidectl.yaml", "course: C\n")
            try scratch.write("course/in/a.slide", deck)
            func checkCourse() throws -> (first: String, excerpt: Bool, code: Int32?) {
                let result = try Program.run(["check", "course/in/a.slide"], in: scratch.path)
                let lines = result.output.split(separator: "\n")
                return (
                    lines.first.map(String.init) ?? "",
                    lines.contains { $0.contains("{check: container web flying}") },
                    result.code
                )
            }
            #expect(try checkCourse().code == 0)
            try scratch.write("course/in/a.lab.yaml", sidecar)
            #expect(try checkCourse() == ("course/in/a.lab.yaml:" + finding, true, 1))
            // Another repository has the first word; where it isn't checked out, nothing is amiss.
            try scratch.write("course/slidectl.yaml", "labs: {private: ../private}\n")
            #expect(try checkCourse() == ("course/in/a.lab.yaml:" + finding, true, 1))
            try scratch.write("private/in/a.lab.yaml", sidecar.replacing("web:", with: "web2:"))
            #expect(
                try checkCourse().first
                    == "private/in/a.lab.yaml:3:3: error: no lab is called 'web2' [lab.sidecar.unmatched]"
            )
        }
    }

    @Test func placesFiveFaultsInOneRun() async throws {
        let deck = """
            # Title

            ## One

            .code nope.go

            ## Two

            .nonsense here

            ## Three

            .image

            ## Four

            .iframe one two three four

            ## Five

            .code real.go /never/

            """
        try await withScratch { scratch in
            try scratch.write("decks/a.slide", deck)
            try scratch.write("decks/real.go", "package real\n")
            let result = try Program.run(["check", "decks"], in: scratch.path)
            #expect(result.code == 1)
            let places = result.output.matches(
                of: /(?m)^decks\/a\.slide:(\d+):(\d+): error: .+ \[deck\.[a-z.-]+\]$/
            )
            #expect(places.map { Int($0.1) } == [5, 9, 13, 17, 21])
            #expect(result.error == "1 lecture checked: 5 errors, 0 warnings\n")
            try expectGolden(result.output, "five-faults.txt")
            let json = try Program.run(["check", "decks", "--format", "json"], in: scratch.path)
            #expect(json.code == 1)
            try expectGolden(json.output, "five-faults.json")
        }
    }

    /// As `serve` and `render` take it.
    @Test func takesTheFolderGivenAsRoot() async throws {
        try await withScratch { scratch in
            try scratch.write("talks/2013/a.go", "package a\n")
            try scratch.write(
                "talks/2014/r.slide",
                "# T\n\n## A\n\n.code ../2013/a.go\n\n[code](../2013/a.go)\n"
            )
            #expect(try Program.run(["check", "talks"], in: scratch.path).output == "")
            let site = ["render", "talks", "--to", "site", "-o", "out"]
            #expect(try Program.run(site, in: scratch.path).code == 0)
            let alone = try Program.run(["check", "talks/2014/r.slide"], in: scratch.path)
            #expect(alone.code == 1)
            #expect(alone.output.contains("slidectl.yaml in a folder above both"))
            // The real `present` reads it.
            #expect(!alone.output.contains("present says"))
            try scratch.write("talks/slidectl.yaml", "")
            #expect(try Program.run(["check", "talks/2014/r.slide"], in: scratch.path).output == "")
        }
    }

    /// They are the files that `serve` and `render` refuse.
    @Test func findsPicturesThatLeadOutOfTheCourse() async throws {
        try await withScratch { scratch in
            try scratch.write("out/p.png", "")
            try scratch.write("course/slidectl.yaml", "")
            try scratch.write("course/own/q.png", "")
            try scratch.link("course/assets", to: "../out")
            try scratch.link("course/inside", to: "own")
            try scratch.write("course/a.slide", "# T\n\n## A\n\n![p](assets/p.png)\n\n![q](inside/q.png)\n")
            let result = try Program.run(["check", "course/a.slide"], in: scratch.path)
            #expect(result.code == 1)
            let errors = result.output.split(separator: "\n").filter { $0.contains(": error: ") }
            #expect(
                errors == [
                    "course/a.slide:5:6: error: file 'assets/p.png' lies outside the course by a link, so it isn't served [lint.file.missing]"
                ]
            )
        }
    }

    @Test func reportsSARIF() async throws {
        try await withScratch { scratch in
            try scratch.write("a b.slide", "# T\n\n## A\n\n.code nope.go\n")
            let result = try Program.run(["check", ".", "--format", "sarif"], in: scratch.path)
            #expect(result.code == 1)
            let log = try #require(
                try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any]
            )
            #expect(log["version"] as? String == "2.1.0")
            let run = try #require((log["runs"] as? [[String: Any]])?.first)
            let finding = try #require((run["results"] as? [[String: Any]])?.first)
            #expect(finding["ruleId"] as? String == "deck.file.unreadable")
            #expect(result.output.contains("\"uri\": \"a%20b.slide\""))
            #expect(result.output.contains("\"startLine\": 5"))
        }
    }

    @Test func reportsNothingAsAValidDocument() async throws {
        try await withScratch { scratch in
            try scratch.write("a.slide", Self.clean)
            for format in ["json", "sarif"] {
                let result = try Program.run(["check", "a.slide", "--format", format], in: scratch.path)
                #expect(result.code == 0)
                _ = try JSONSerialization.jsonObject(with: Data(result.output.utf8))
            }
        }
    }

    @Test func fixesWhatIsMechanical() async throws {
        try await withScratch { scratch in
            try scratch.write(
                "real.slide",
                "# Title\n\n## A\n\n.image a.svg\n.caption Words\n\n// alt: A dot\n.image a.svg\n"
            )
            try scratch.write("a.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"/>")
            try scratch.link("a.slide", to: "real.slide")
            let before = try Program.run(["check", "a.slide", "--strict"], in: scratch.path)
            #expect(before.code == 1)
            let result = try Program.run(["check", "a.slide", "--strict", "--fix"], in: scratch.path)
            #expect(result.code == 0, "\(result.output)")
            #expect(try scratch.text("real.slide").contains("\n//alt: A dot\n"))
            // The link is still one.
            #expect(try scratch.files() == ["a.slide", "a.svg", "real.slide"])
            #expect(
                try FileManager.default.destinationOfSymbolicLink(atPath: scratch.file("a.slide").string)
                    == "real.slide"
            )
        }
    }

    @Test func checksALectureOnce() async throws {
        try await withScratch { scratch in
            try scratch.write("a.slide", "# T\n\n## A\n\n.code nope.go\n")
            let result = try Program.run(["check", ".", "a.slide", "./a.slide"], in: scratch.path)
            #expect(result.error == "1 lecture checked: 1 error, 0 warnings\n")
        }
    }

    @Test func namesFilesFromWhereItRuns() async throws {
        try await withScratch { scratch in
            try scratch.write("course/slidectl.yaml", "")
            try scratch.write("course/decks/a.slide", "# T\n\n## A\n\n.code ../nope.go\n")
            try scratch.makeFolder("elsewhere")
            let inside = try Program.run(["check", "a.slide"], in: scratch.file("course/decks"))
            #expect(inside.output.hasPrefix("a.slide:5:7: error: "))
            let above = try Program.run(["check", "course"], in: scratch.path)
            #expect(above.output.hasPrefix("course/decks/a.slide:5:7: error: "))
            let beside = try Program.run(["check", "../course"], in: scratch.file("elsewhere"))
            #expect(beside.output.hasPrefix("\(scratch.path)/course/decks/a.slide:5:7: error: "))
        }
    }

    @Test(arguments: ["my first deck.slide", "лекция.slide", "a#b?c%20.slide", "-dash.slide", "日本 🙂.article"])
    func readsFilesOfAnyName(_ name: String) async throws {
        try await withScratch { scratch in
            try scratch.write(name, "# T\n\n## A\n\n.code nope.go\n")
            let result = try Program.run(["check", "."], in: scratch.path)
            #expect(result.code == 1)
            #expect(result.output.hasPrefix("\(name):5:7: error: "))
        }
    }

    @Test func survivesBytesThatAreNoText() async throws {
        try await withScratch { scratch in
            try scratch.write("a.slide", [0x54, 0xFF, 0x0A, 0x0A, 0x2A, 0x20, 0xC3, 0x0A, 0x00, 0xFE, 0x0A])
            let result = try Program.run(["check", "a.slide"], in: scratch.path)
            #expect(result.code == 0)
            #expect(result.output.contains("a.slide:1:2: warning: "))
            #expect(result.output.contains("[deck.text.invalid-utf8]"))
        }
    }

    @Test func coloursOnlyForATerminal() async throws {
        try await withScratch { scratch in
            try scratch.write("a.slide", "# T\n\n## A\n\n.code nope.go\n")
            for environment in [[:], ["TERM": "xterm-256color"], ["NO_COLOR": "1"]] {
                let result = try Program.run(
                    ["check", "a.slide"],
                    in: scratch.path,
                    environment: environment
                )
                #expect(!result.output.contains("\u{1B}"))
            }
            let terminal = try inTerminal(
                "check a.slide",
                in: scratch,
                environment: ["TERM": "xterm-256color"]
            )
            #expect(terminal.contains("\u{1B}["))
            let plain = try inTerminal(
                "check a.slide",
                in: scratch,
                environment: ["TERM": "xterm-256color", "NO_COLOR": "1"]
            )
            #expect(plain.contains("a.slide:5:7: error: "))
            #expect(!plain.contains("\u{1B}"))
        }
    }

    @Test func outlivesAReaderThatGoesAway() async throws {
        try await withScratch { scratch in
            let slides = (1...3_000).map { "## \($0)\n\n.code nope-\($0).go\n" }.joined(separator: "\n")
            try scratch.write("a.slide", "# T\n\n" + slides)
            let result = try shell(
                "\"$SLIDECTL\" check a.slide | head -n 1; echo ${PIPESTATUS[0]}",
                in: scratch
            )
            let lines = result.split(separator: "\n")
            #expect(lines.count == 2)
            #expect(lines.first?.hasPrefix("a.slide:5:7: error: ") == true)
            #expect(lines.last == "1")
        }
    }

    private func inTerminal(
        _ command: String,
        in scratch: Scratch,
        environment: [String: String]
    ) throws -> String {
        try shell(
            "script -qec \"$SLIDECTL \(command)\" /dev/null </dev/null",
            in: scratch,
            environment: environment
        )
    }

    private func shell(
        _ script: String,
        in scratch: Scratch,
        environment: [String: String] = [:]
    ) throws -> String {
        let program = try Program.path()
        let process = try Program.process(
            [],
            in: scratch.path,
            environment: environment.merging(["SLIDECTL": program]) { $1 }
        )
        process.executableURL = URL(filePath: "/bin/bash")
        process.arguments = ["-c", script]
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let deadline = DispatchWorkItem { process.terminate() }
        DispatchQueue.global().asyncAfter(deadline: .now() + 60, execute: deadline)
        defer { deadline.cancel() }
        let bytes = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return String(decoding: bytes, as: UTF8.self)
    }
}
