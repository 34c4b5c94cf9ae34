import LabModel
import SourceText
import SystemPackage
import TestKit
import Testing

@testable import Commands

/// Where grading writes, and what else may lie there.
@Suite struct GradePlacesTests {
    private func lab() -> Lab {
        let place = SourceText.SourceLocation(file: "a", line: 1, length: 1)
        var lab = Lab(id: "pg", title: "", at: place)
        lab.isDeclared = true
        var step = LabStep(id: "up", command: LabCommand("x", at: place), slide: 1, mode: .run, at: place)
        step.isDeclared = true
        lab.steps = [step]
        return lab
    }

    @Test func knowsItsOwnOutputsAmongSubmissions() async throws {
        try await withScratch { scratch in
            try scratch.makeFolder("class/ada")
            try scratch.link("linked", to: "class")
            let box = scratch.file("class")
            let own: Set = ["book.csv", "book.json", "book.html", "book.staff.json", "book", "book.state"]
            for place in ["class/book.csv", "class/ada/../book.csv", "linked/book.csv"] {
                let places = GradePlaces(output: scratch.file(place), state: nil)
                #expect(places.entries(of: box) == own, "\(place)")
            }
            let below = GradePlaces(
                output: scratch.file("class/out/book.csv"),
                state: scratch.file("class/s/t")
            )
            #expect(below.entries(of: box) == ["out", "s"])
            let beside = GradePlaces(output: scratch.file("book.csv"), state: nil)
            #expect(beside.entries(of: box).isEmpty)
        }
    }

    @Test func refusesToWriteIntoASubmission() async throws {
        try await withScratch { scratch in
            try scratch.write("ada/up.sh", "docker run")
            try scratch.write("bob/pg/up.sh", "docker run")
            try scratch.write("old/ada.html", "<p>")
            for output in ["ada.csv", "ada/book.csv", "bob/pg/book.csv"] {
                let places = GradePlaces(output: scratch.file(output), state: nil)
                #expect(throws: CommandFailure.self, "\(output)") {
                    try places.refuseSubmissions(in: scratch.path, of: [lab()])
                }
            }
            for output in ["book.csv", "old.csv", "old/book.csv", "new/book.csv"] {
                let places = GradePlaces(output: scratch.file(output), state: nil)
                try places.refuseSubmissions(in: scratch.path, of: [lab()])
            }
        }
    }

    // MARK: What is read isn't written

    private static let deck = """
        # Deck

        Author

        ## Slide
        //lab:begin id=pg title="Boxes" points=2
        .code main.go

        ```
        //lab:step id=up points=2
        $ true
        ```
        //lab:end

        """

    @Test(arguments: [
        "q.slide", "main.go", "q.lab.yaml", "q.lab.lock", "slidectl.yaml", "a/up.sh", "a/pg/up.sh",
    ])
    func writesOverNothingThatIsRead(name: String) async throws {
        try await withScratch { scratch in
            try scratch.write("q.slide", Self.deck)
            try scratch.write("main.go", "package main\n")
            try scratch.write("slidectl.yaml", "course: C\n")
            for file in ["a/up.sh", "a/pg/up.sh", "a/report.json", "q.lab.lock"] {
                try scratch.write(file, "true\n")
            }
            try scratch.write("q.lab.yaml", "slidectl: lab/v1\nlecture: q.slide\nlabs:\n")
            try scratch.link("link", to: name)
            let lecture = try LabLecture(scratch.file("q.slide"))
            let read = lecture.readFiles(and: [scratch.file("a/up.sh"), scratch.file("a/pg/up.sh")])
            for path in [name, "link"] {
                #expect(throws: CommandFailure.self) { try read.refuse(asOutput: scratch.file(path)) }
            }
            for path in ["a/report.json", "new.json"] { try read.refuse(asOutput: scratch.file(path)) }
        }
    }

    // MARK: Nothing to look at

    @Test func tellsAFolderThatHoldsNothingOfGrading() async throws {
        try await withScratch { scratch in
            try scratch.write("empty/results/notes.txt", "")
            #expect(try VerifiedPath(scratch.file("empty").string, []).isEmpty)
            try scratch.write("begun/journal.jsonl", "{\"event\":\"begun\"}\n")
            let begun = try VerifiedPath(scratch.file("begun").string, [])
            #expect(!begun.isEmpty && begun.problems.count == 1)
        }
    }
}
