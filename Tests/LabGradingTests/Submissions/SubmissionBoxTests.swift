import Foundation
import Glibc
import LabGrader
import LabGrading
import LabModel
import SourceText
import SystemPackage
import TestKit
import Testing

struct SubmissionBoxTests {
    @Test func namesStudentsByTheirEntries() async throws {
        try await withScratch { scratch in
            for name in [
                "zoë.zip", "ada.tar.gz", "bob.tgz", "cyd.tar", "Grace Hopper (7).ZIP", "x.rar", "-rf.zip",
            ] {
                try scratch.write(name, "x")
            }
            try scratch.write("eve/up.sh", "x")
            try scratch.write("submitted.csv", "student,submitted\n")
            try scratch.write(".hidden", "x")
            try scratch.link("mallory", to: "/etc")
            try scratch.write("dan.zip", "x")
            try scratch.makeFolder("Dan")
            let box = try SubmissionBox(scratch.path.string)
            #expect(box.entries.map(\.student) == ["Grace Hopper (7)", "ada", "bob", "cyd", "eve", "zoë"])
            #expect(Set(box.strays.map(\.name)) == ["x.rar", "-rf.zip", "mallory", "dan.zip", "Dan"])
        }
    }

    @Test func leavesOutWhatGradingWrites() async throws {
        try await withScratch { scratch in
            for name in ["ada/up.sh", "book/ada.html", "book.state/journal.jsonl", "book.csv", "book2.csv"] {
                try scratch.write(name, "x")
            }
            let box = try SubmissionBox(scratch.path.string, outputs: ["book", "book.state", "book.csv"])
            #expect(box.entries.map(\.student) == ["ada"])
            #expect(box.strays.map(\.name) == ["book2.csv"])
        }
    }

    @Test(arguments: [
        "", ".", "..", "a/b", "a\nb", "a\u{1b}[2J", "-a", " a", "a ", "a.", "=1+1", "a\u{202e}b", "o\u{308}",
        String(repeating: "a", count: 65), "a\u{0}b", "a;b", "$(id)", "a'b",
    ])
    func takesNoNameThatCouldBeMisread(name: String) { #expect(!StudentName.isValid(name)) }

    @Test func readsAFolderWithoutFollowingLinks() async throws {
        try await withScratch { scratch in
            try scratch.write("secret", "of the grader")
            try scratch.write("box/ada/up.sh", "x")
            try scratch.write("box/ada/web/Dockerfile", "FROM scratch")
            let box = try SubmissionBox(scratch.file("box").string)
            let ada = try #require(box.entries.first)
            #expect(try box.read(ada).files.map(\.path) == ["up.sh", "web/Dockerfile"])

            let place = scratch.file("box/ada/more").string
            let traps: [(String, () throws -> Void)] = [
                ("link", { try scratch.link("box/ada/more", to: "../../secret") }),
                ("link to a folder", { try scratch.link("box/ada/more", to: "/etc") }),
                ("hard link", { #expect(link(scratch.file("secret").string, place) == 0) }),
                ("fifo", { #expect(mkfifo(place, 0o600) == 0) }),
            ]
            for (name, lay) in traps {
                try lay()
                #expect(throws: SubmissionProblem.self, "\(name)") { try box.read(ada) }
                unlink(place)
            }
            _ = try box.read(ada)
        }
    }

    @Test func boundsFolders() async throws {
        try await withScratch { scratch in
            for number in 0..<1_001 { try scratch.write("box/many/f\(number)", "") }
            try scratch.write("box/big/a", [UInt8](repeating: 0, count: (4 << 20) + 1))
            for name in 0..<5 {
                try scratch.write("box/sum/\(name)", [UInt8](repeating: 0, count: 4 << 20))
            }
            try scratch.write("box/deep/1/2/3/4/5/6/7/8/9", "")
            let box = try SubmissionBox(scratch.file("box").string)
            #expect(box.entries.count == 4)
            for entry in box.entries {
                #expect(throws: SubmissionProblem.self, "\(entry.name)") { try box.read(entry) }
            }
        }
    }

    /// A sparse file claims what it likes; a file in /proc says 0 and has more.
    @Test func believesNoSize() async throws {
        try await withScratch { scratch in
            try scratch.makeFolder("box/ada")
            let file = open(scratch.file("box/ada/huge").string, O_CREAT | O_WRONLY, 0o600)
            ftruncate(file, off_t(1) << 40)
            close(file)
            let box = try SubmissionBox(scratch.file("box").string)
            let problem = #expect(throws: SubmissionProblem.self) {
                try box.read(try #require(box.entries.first))
            }
            #expect(problem?.description == "'huge' has more than 4 MiB")
        }
    }
}

struct AnswerPackTests {
    private var labs: [Lab] {
        let place = SourceLocation(
            file: "a.slide",
            range: SourcePosition(line: 1, column: 1)..<SourcePosition(line: 1, column: 1)
        )
        var lab = Lab(id: "pg", title: "PostgreSQL", at: place)
        lab.isDeclared = true
        lab.files = [StudentFile(path: "web/Dockerfile", origin: .student, limit: 100, at: place)]
        for (id, mode) in [("up", LabStep.Mode.run), ("sh", .terminal), ("open", .skip)] {
            var step = LabStep(id: id, command: LabCommand("x", at: place), slide: 1, mode: mode, at: place)
            step.isDeclared = true
            lab.steps.append(step)
        }
        return [lab]
    }

    @Test func packsJustWhatTheLabsAskFor() async throws {
        try await withScratch { scratch in
            try scratch.write("answers/up.sh", "docker run\n")
            try scratch.write("answers/web/Dockerfile", "FROM scratch\n")
            try scratch.write("answers/notes.txt", "dear diary")
            let pack = try AnswerPack(scratch.file("answers").string, AskedFiles(of: labs))
            #expect(pack.packed == ["up.sh", "web/Dockerfile"])
            #expect(pack.left == ["notes.txt"])
            #expect(pack.missing.map(\.path) == ["sh.sh"])
            // What was packed is read as it was.
            try scratch.write("box/ada.tar.gz", pack.archive)
            let box = try SubmissionBox(scratch.file("box").string)
            let submission = try box.read(try #require(box.entries.first))
            #expect(submission.files.map(\.path) == ["up.sh", "web/Dockerfile"])
            #expect(submission["up.sh"] == Array("docker run\n".utf8))
        }
    }

    /// The lab that a folder is packed for gives the archive the answers that it gives the folder.
    @Test(
        "What is packed counts, and what doesn't count is missing",
        arguments: [
            (["up.sh", "sh.sh", "pg/compose.yaml"], ["sh.sh", "up.sh"], ["web/Dockerfile"]),
            (["up.sh", "pg/sh.sh", "web/Dockerfile"], ["pg/sh.sh"], ["up.sh", "web/Dockerfile"]),
            (
                ["up.sh", "pg/web/Dockerfile", "pg/up.hint"], ["pg/up.hint", "up.sh"],
                ["sh.sh", "web/Dockerfile"]
            ),
        ]
    )
    func packsFromThePlaceThatCounts(files: [String], packed: [String], missing: [String]) async throws {
        try await withScratch { scratch in
            for file in files { try scratch.write("answers/\(file)", "docker run\n") }
            var lab = try #require(labs.first)
            lab.steps[0].points = Points(1)
            lab.steps[0].hints = [LabStep.Hint(text: "look", penalty: Points(1))]
            let pack = try AnswerPack(scratch.file("answers").string, AskedFiles(of: [lab]))
            #expect(pack.packed == packed)
            #expect(pack.missing.map(\.path) == missing)
            try scratch.write("box/ada.tar.gz", pack.archive)
            let box = try SubmissionBox(scratch.file("box").string)
            let read = try box.read(try #require(box.entries.first), asked: AskedFiles(of: [lab]).tops)
            let folder = Dictionary(uniqueKeysWithValues: files.map { ($0, Array("docker run\n".utf8)) })
            #expect(Submission(read.contents, for: lab).plan == Submission(folder, for: lab).plan)
            #expect(Submission(read.contents, for: lab).hinted == Submission(folder, for: lab).hinted)
        }
    }

    @Test func givesTheSameBytesForTheSameAnswers() async throws {
        try await withScratch { scratch in
            for folder in ["one", "two"] {
                try scratch.write("\(folder)/up.sh", "docker run\n")
                try scratch.write("\(folder)/sh.typed", "exit\n")
            }
            var times = [timespec(tv_sec: 1, tv_nsec: 0), timespec(tv_sec: 1, tv_nsec: 0)]
            utimensat(AT_FDCWD, scratch.file("two/up.sh").string, &times, 0)
            let asked = AskedFiles(of: labs)
            let one = try AnswerPack(scratch.file("one").string, asked).archive
            #expect(one == (try AnswerPack(scratch.file("two").string, asked).archive))
            // Nothing of the machine is in it: no time in gzip's head, no owner in tar's.
            #expect(one[4..<8] == [0, 0, 0, 0])
        }
    }
}
