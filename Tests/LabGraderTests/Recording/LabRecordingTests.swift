import DeckSyntax
import Foundation
import LabModel
import LabSyntax
import SourceText
import SystemPackage
import TestKit
import Testing
import TextMatch

@testable import LabGrader

/// Two runs of a lab, as records, and what is made of them.
struct LabRecordingTests {
    private static let ids = (
        one: String(repeating: "0123456789ab", count: 6).prefix(64).description,
        other: String(repeating: "ba9876543210", count: 6).prefix(64).description
    )

    private func lab(_ body: String) throws -> Lab {
        let text = "# T\n\n## A\n//lab:begin id=x\n\n```\n\(body)\n```\n//lab:end\n"
        let source = SourceFile(name: "a.slide", text: text)
        let deck = DeckParser(reader: MemoryFiles()).parse(source, at: "a.slide").deck
        return try #require(LabParser.parse(source, deck).labs.first)
    }

    private func record(_ lab: Lab, _ outputs: [[String]], exit: Int = 0) -> LabRecord {
        let steps = zip(lab.steps, outputs).map { step, lines in
            StepRecord(
                id: step.id,
                course: .ran(
                    CommandRecord(
                        step.command.text,
                        ending: .exited(code: exit),
                        output: lines,
                        errorOutput: [],
                        milliseconds: 1
                    )
                )
            )
        }
        return LabRecord(id: lab.id, steps: steps, milliseconds: 1)
    }

    private func recording(
        _ body: String,
        _ one: [[String]],
        _ other: [[String]],
        after: [LabLock.Output] = [],
        isUnchanged: Bool = false
    ) throws -> [LabRecording.Step] {
        let lab = try lab(body)
        return LabRecording(
            of: lab,
            record(lab, one),
            record(lab, other),
            after: after,
            isUnchanged: isUnchanged
        ).steps
    }

    @Test(arguments: [
        (ids.one, ids.other, "{{hex64}}"),
        ("0.0.0.0:32768->80/tcp", "0.0.0.0:32771->80/tcp", "0.0.0.0:{{port}}->80/tcp"),
        ("up since 2026-11-29T06:23:13Z", "up since 2026-11-29T06:23:15.5Z", "up since {{ts}}"),
        ("at 2026-11-29T06:23:13Z", "at 2026-11-29T06:23:13Z", "at {{ts}}"),
        ("started 2 seconds ago", "started About a minute ago", "started {{age}}"),
        ("3 rows of 7", "5 rows of 7", "{{int}} rows of 7"),
        ("from 172.17.0.2", "from 172.17.0.3", "from {{ip}}"),
        ("name: brave_hopper", "name: angry_hawking", "name: {{name}}"),
        ("took 1.5s", "took 980ms", "took {{duration}}"),
        ("the same", "the same", "the same"),
        ("-rw-r--r-- 1 u u 0 Nov  5 02:45 f", "-rw-r--r-- 1 u u 0 Nov  5 02:45 f", lsLine),
        ("Mon Nov 30 02:45:10 UTC 2026", "Mon Nov 30 02:45:10 UTC 2026", dateLine),
        ("now 02:45", "now 02:45", "now {{re:[0-9]{2}:[0-9]{2}}}"),
        ("80:80 99:99", "80:80 99:99", "80:80 99:99"),
        ("nginx 19 months ago", "nginx 19 months ago", "nginx {{age}}"),
        ("Up Less than a second", "Up Less than a second", "Up {{age}}"),
        ("Up 2 hours (healthy)", "Up 2 hours (healthy)", "Up {{age}} (healthy)"),
        ("3 days", "3 days", "3 days"),
        ("\"02:42:ac:11:00:02\",", "\"02:42:ac:11:00:02\",", "\"{{re:(?:[0-9a-f]{2}:){5}[0-9a-f]{2}}}\","),
        (
            "web   1/1   Running   0   42s", "web   1/1   Running   0   42s",
            "web   1/1   Running   0   {{age}}"
        ),
        ("waited 42s", "waited 42s", "waited 42s"),
        ("{{literal}}", "{{literal}}", "{{literal}} (lit)"),
        ("...", "...", "... (lit)"),
        ("really (?)", "really (?)", "really (?) (lit)"),
        ("a\\tb (esc)", "a\\tb (esc)", "a\\tb (esc) (lit)"),
        ("no {{hole}} (lit)", "no {{hole}} (lit)", "no {{hole}} (lit) (lit)"),
    ])
    func makesHolesOfWhatDiffers(one: String, other: String, source: String) throws {
        let steps = try recording("$ ls", [[one]], [[other]])
        #expect(steps.map(\.output) == [[source]])
    }

    private static let lsLine =
        "-rw-r--r-- 1 u u 0 {{re:[A-Z][a-z]{2} [ 0-9][0-9] (?:[0-9]{2}:[0-9]{2}| [0-9]{4})}} f"
    private static let dateLine =
        "{{re:[A-Z][a-z]{2} [A-Z][a-z]{2} [ 0-9][0-9] [0-9]{2}:[0-9]{2}:[0-9]{2}(?: [A-Z]{3,4})? [0-9]{4}}}"

    /// Both runs fall into one second here; what is recorded must hold a year later, too.
    ///
    /// The dates are `date`'s own.
    @Test(arguments: [
        "", "+%H:%M", "+%F", "-R", "+%d/%b/%Y:%T %z", "+%Y/%m/%d %T", "-Iseconds", "--rfc-3339=seconds",
    ])
    func recordsNoMomentOfTheClock(format: String) throws {
        let outputs = try ["2026-03-01 10:11:12", "2027-11-30 23:58:59"].map { try Self.date($0, format) }
        #expect(outputs[0] != outputs[1])
        let source = try #require(try recording("$ x", [[outputs[0]]], [[outputs[0]]])[0].output)
        let patterns = try source.map { try LinePattern(parsing: $0) }
        for output in outputs {
            #expect(BlockPattern(patterns).match([output]).isMatch, "\(output): \(source)")
        }
    }

    private static func date(_ moment: String, _ format: String) throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: "/bin/date")
        process.arguments = ["-u", "-d", moment] + (format.isEmpty ? [] : [format])
        process.environment = ["LC_ALL": "C"]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let text = String(decoding: try pipe.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        process.waitUntilExit()
        return text.trimmingCharacters(in: .newlines)
    }

    @Test func leavesOutWhatOnlyOneRunPrinted() throws {
        let steps = try recording("$ ls", [["a", "noise", "b"]], [["a", "b", "other noise"]])
        #expect(steps[0].output == ["a", "...", "b", "..."])
    }

    @Test func refersToAnIDThatTheLectureKeeps() throws {
        let body = "//lab:step id=a\n$ docker run -d x\n//lab:out {{cid:hex64}}\n$ docker ps -q"
        let steps = try recording(
            body,
            [[Self.ids.one], [String(Self.ids.one.prefix(12))]],
            [[Self.ids.other], [String(Self.ids.other.prefix(12))]]
        )
        #expect(steps.map(\.output) == [["{{cid:hex64}}"], ["{{=cid[:12]}}"]])
        #expect(steps.allSatisfy { $0.newOutput == nil && $0.problem == nil })
    }

    @Test func rewritesOnlyWhatDoesNotMatch() throws {
        let body = """
            $ ls
            //lab:out first {{any}}
            //lab:out second line is old
            //lab:out {{re:third.*}}
            """
        let lines = ["first one", "second line is new", "third"]
        let steps = try recording(body, [lines], [lines])
        #expect(steps[0].newOutput == ["first {{any}}", "second line is new", "{{re:third.*}}"])
        #expect(steps[0].problem == nil)
    }

    @Test func keepsWhatStandsForAnyLines() throws {
        let body = "$ ls\n//lab:out ...\n//lab:out ready on port 8080 now\n//lab:out ..."
        let lines = ["noise", "ready on port 9090 now", "more"]
        let steps = try recording(body, [lines], [lines])
        #expect(steps[0].newOutput == ["...", "ready on port 9090 now", "..."])
    }

    @Test func changesNothingTheSecondTime() throws {
        let lines = (
            one: ["id 7 of 2026-11-29T06:23:13Z", "x"], other: ["id 8 of 2026-11-29T06:23:14Z", "x"]
        )
        let old = try recording("$ ls\n//lab:out id 1\n//lab:out y", [lines.one], [lines.other])
        let new = try #require(old[0].newOutput)
        let body = "$ ls\n" + new.map { "//lab:out \($0)" }.joined(separator: "\n")
        // Another two runs, with other numbers.
        let again = try recording(
            body,
            [["id 9 of 2026-11-30T06:23:13Z", "x"]],
            [["id 2 of 2026-11-30T07:00:00Z", "x"]],
            after: [LabLock.Output(step: old[0].id, output: try #require(old[0].output), errorOutput: [])]
        )
        #expect(again[0].newOutput == nil && again[0].problem == nil)
        #expect(again[0].output == old[0].output)
    }

    @Test(arguments: [true, false])
    func keepsWhatWasRecordedOfAStepThatIsAsItWas(isUnchanged: Bool) throws {
        let before = LabLock.Output(step: try lab("$ ls").steps[0].id, output: ["b", "a"], errorOutput: [])
        let steps = try recording(
            "$ ls",
            [["a", "b"]],
            [["a", "b"]],
            after: [before],
            isUnchanged: isUnchanged
        )
        #expect(steps[0].output == (isUnchanged ? ["b", "a"] : ["a", "b"]))
    }

    @Test func recordsAnewWhatNeitherRunPrints() throws {
        let id = try lab("$ ls").steps[0].id
        let stale = LabLock.Output(step: id, output: ["old", "a"], errorOutput: [])
        let lines = ["a", "b"]
        #expect(try recording("$ ls", [lines], [lines], after: [stale], isUnchanged: true)[0].output == lines)
        let short = LabLock.Output(step: id, output: ["b"], errorOutput: [])
        #expect(try recording("$ ls", [lines], [lines], after: [short], isUnchanged: true)[0].output == lines)
        let open = LabLock.Output(step: id, output: ["...", "b"], errorOutput: [])
        #expect(
            try recording("$ ls", [["b", "a"]], [["b", "c"]], after: [open], isUnchanged: true)[0].output
                == ["...", "b"]
        )
    }

    @Test func recordsAnewWhatNoLongerHoldsInTheLecture() throws {
        let body = "$ ls\n//lab:out a"
        let before = LabLock.Output(step: try lab(body).steps[0].id, output: ["a"], errorOutput: [])
        let steps = try recording(body, [["c"]], [["c"]], after: [before], isUnchanged: true)
        #expect(steps[0].output == ["c"] && steps[0].newOutput == ["c"])
    }

    @Test func changesOnlyTheCellsOfATableThatDoNotMatch() throws {
        let body = """
            $ docker ps
            //lab:row NAMES=web IMAGE={{re:nginx.*}} STATUS="Up {{any}}"
            //lab:row NAMES=db IMAGE=postgres:15 PORTS=5432/tcp
            //lab:row NAMES=gone IMAGE=busybox
            """
        let head = "NAMES   IMAGE         STATUS   PORTS"
        let lines = (
            one: [head, "web     nginx:1.27    Up 2     80/tcp", "db      postgres:16   Up 9     5432/tcp"],
            other: [head, "db      postgres:16   Up 1     5432/tcp", "web     nginx:1.27    Up 5     80/tcp"]
        )
        let steps = try recording(body, [lines.one], [lines.other])
        #expect(steps[0].problem == nil)
        #expect(steps[0].newRows?.replaced == [1: ["NAMES=db IMAGE=postgres:16 PORTS=5432/tcp"], 2: []])
        #expect(steps[0].newRows?.added == [])
    }

    @Test func makesRowsOfATableThatTheSlideShows() throws {
        let body = "//lab:step match=table\n$ kubectl get pods\nNAME   READY\nweb    1/1"
        let lines = ["NAME   READY", "web    2/2", "db     1/1"]
        let steps = try recording(body, [lines], [lines])
        #expect(steps[0].newRows?.added == ["NAME=web READY=2/2", "NAME=db READY=1/1"])
    }

    @Test func writesNoAgeAndNoRandomNameOfATableIntoRows() throws {
        let body = """
            //lab:step match=table
            $ docker ps
            CREATED         STATUS        NAMES            IMAGE
            2 seconds ago   Up 1 second   serene_jemison   nginx:1.27
            """
        let head = "CREATED         STATUS        NAMES            IMAGE"
        let steps = try recording(
            body,
            [[head, "2 seconds ago   Up 1 second   serene_jemison   nginx:1.28"]],
            [[head, "2 seconds ago   Up 1 second   bold_curie       nginx:1.28"]]
        )
        #expect(
            steps[0].newRows?.added == [
                "\"CREATED={{age}}\" \"STATUS=Up {{age}}\" \"NAMES={{name}}\" IMAGE=nginx:1.28"
            ]
        )
    }

    @Test func changesOnlyTheMembersOfADocumentThatDoNotMatch() throws {
        let body = """
            //lab:step match=json
            $ docker inspect x
            //lab:out {"name": "{{re:we.}}", "port": 80, "gone": 1, "tags": ["a", "old"], "id": "7"}
            """
        let document = { (id: String) in
            [#"{"name": "web", "port": 8080, "more": true, "tags": ["new", "a"], "id": "\#(id)"}"#]
        }
        let steps = try recording(body, [document("12")], [document("34")])
        #expect(
            steps[0].newOutput == [
                "{", "  \"name\": \"{{re:we.}}\",", "  \"port\": 8080,", "  \"tags\": [", "    \"a\",",
                "    \"new\"", "  ],", "  \"id\": \"{{int}}\"", "}",
            ]
        )
        let yaml =
            "//lab:step match=yaml\n$ kubectl get x -o yaml\n//lab:out kind: Pod\n//lab:out ready: \"1\""
        let seen = [["kind: Pod", "ready: \"true\"", "spec: {}"]]
        #expect(try recording(yaml, seen, seen)[0].newOutput == ["kind: Pod", "ready: \"true\""])
    }

    @Test func changesLinesInAnyOrderWhereTheyStand() throws {
        let body = """
            //lab:step match=unordered
            $ docker compose ps -q
            //lab:out created {{name}} as a
            //lab:out network lan is old
            //lab:out volume data
            """
        let one = ["volume data", "network lan is new", "created db as a", "one thing more"]
        let steps = try recording(body, [one], [one.reversed()])
        #expect(steps[0].problem == nil)
        #expect(
            steps[0].newOutput
                == ["created {{name}} as a", "network lan is new", "volume data", "one thing more"]
        )
    }

    @Test func takesTheExitCodeOfAStepAsItIsNow() throws {
        let lab = try lab("//lab:step id=a exit=1\n$ ls\n//lab:out old")
        let runs = record(lab, [["new"]], exit: 2)
        let step = LabRecording(of: lab, runs, runs).steps[0]
        #expect(step.newExit == 2 && step.newOutput == ["new"] && step.problem == nil)
    }

    @Test func leavesAFailingCommandToItsAuthor() throws {
        let lab = try lab("$ ls\n//lab:out a")
        let runs = record(lab, [["b"]], exit: 2)
        let steps = LabRecording(of: lab, runs, runs).steps
        #expect(steps[0].newOutput == nil)
        #expect(steps[0].problem == "it ends in another way than the lecture says")
    }

    @Test func saysWhenOutputsHaveNothingInCommon() throws {
        let steps = try recording("$ ls\n//lab:out a", [["one thing"]], [["quite another here"]])
        #expect(steps[0].output == nil && steps[0].newOutput == nil)
        #expect(steps[0].problem == "no new lines are found for its output")
    }
}
