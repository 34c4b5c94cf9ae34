import DeckModel
import DeckSyntax
import LabModel
import SourceText
import SystemPackage
import Testing
import TestKit

@testable import LabSyntax

/// The edition that a student is given, read again.
@Suite struct StudentLectureTests {
    private static let deck = """
        # Deck

        Author

        ## A database on 5432

        //lab:begin id=pg title="gophers" points=4 timeout=120s
        //lab:let <TAG> = {{variant.tag}}
        //lab:setup docker pull postgres:16
        //lab:teardown docker exec web nc -z localhost 5432

        - The password is gophers

        ```
        //lab:step id=up points=2
        $ docker run -d -e POSTGRES_PASSWORD=gophers \\
          -p 5432:5432 --name db-<TAG> postgres:16
        //lab:out {{cid:hex64}}
        //lab:check container $cid env POSTGRES_PASSWORD={{=variant.password}}
        //lab:check container $cid publishes
        //lab:+ 5432/tcp -> 5432 hint="-p 5432:5432, and gophers"
        //lab:step id=ps points=2 match=contains
        $ docker ps
        0.0.0.0:5432->5432/tcp
        //lab:step id=sh mode=tty
        $ docker exec -it db-<TAG> psql -p 5432
        //lab:send \\connect gophers
        //lab:out {{=variant.tag[:3]}} gophers
        ```
        //lab:end

        ```
        $ echo gophers on localhost:5432
        ```

        """

    private static func labs(of text: String) throws -> (SourceFile, [Lab], Lab?) {
        let source = SourceFile(name: "a.slide", text: text)
        let deck = DeckParser(reader: MemoryFiles()).parse(source, at: "a.slide").deck
        let parsed = LabParser.parse(source, deck)
        try #require(parsed.diagnostics.allSatisfy { $0.severity != .error }, "\(parsed.diagnostics)")
        return (source, parsed.labs, parsed.lecture)
    }

    private static func edition() throws -> (text: String, original: Lab) {
        var (source, labs, _) = try labs(of: deck)
        let place = labs[0].location
        labs[0].variants = [
            LabVariant(name: "port", kind: .port(20_000...29_999), literal: "5432", at: place),
            LabVariant(name: "password", kind: .word, literal: "gophers", at: place),
            LabVariant(name: "tag", kind: .word, at: place),
        ]
        let values = VariantValues(["port": "23117", "password": "kobadulise", "tag": "v1a2b3"])
        let edition = StudentLecture(labs, ["pg": values])
        return (
            String(decoding: edition.text(of: source, .markdown), as: UTF8.self), labs[0].applying(values)
        )
    }

    @Test("It asks what the runner asks of that student, and needs no values any more")
    func asksTheSame() throws {
        let (text, wanted) = try Self.edition()
        let lab = try #require(try Self.labs(of: text).1.first)
        func named(_ text: String) -> String {
            text.replacing("{{variant.tag}}", with: "v1a2b3").replacing("{{=variant.tag[:3]}}", with: "v1a")
                .replacing("{{=variant.password}}", with: "kobadulise")
        }
        #expect(lab.steps.map(\.command.text) == wanted.steps.map(\.command.text))
        #expect(
            lab.steps.flatMap(\.checks).map(\.source)
                == wanted.steps.flatMap(\.checks).map { named($0.source) }
        )
        #expect(lab.steps.flatMap(\.checks).map(\.hint) == wanted.steps.flatMap(\.checks).map(\.hint))
        #expect(lab.steps.map(\.typed) == wanted.steps.map(\.typed))
        #expect(lab.steps.map(\.shown) == wanted.steps.map(\.shown))
        #expect(lab.setup.map(\.text) == wanted.setup.map(\.text))
        #expect(lab.teardown.map(\.text) == wanted.teardown.map(\.text))
        #expect(lab.replacements.map(\.value) == ["v1a2b3"])
        #expect(lab.steps[0].command.text.contains("-p 23117:5432"))
        #expect(lab.title == "gophers", "a title is no task")
        #expect(!text.contains("variant."))
    }

    @Test func leavesAllElseAsItIs() throws {
        let text = try Self.edition().text
        let changed = zip(Self.deck.split(separator: "\n"), text.split(separator: "\n")).filter { $0 != $1 }
        #expect(changed.count == 8, "\(changed)")
        #expect(text.contains("- The password is gophers") && text.contains("## A database on 5432"))
        #expect(text.contains("$ echo gophers on localhost:5432"), "outside of the lab nobody has values")
    }

    @Test func isByteForByteTheLectureWithoutValues() throws {
        let text = Self.deck.replacing("\n", with: "\r\n")
        let source = SourceFile(name: "a.slide", text: text)
        let (_, labs, _) = try Self.labs(of: Self.deck)
        #expect(StudentLecture(labs, [:]).text(of: source, .markdown) == Array(text.utf8))
        #expect(StudentLecture(labs, ["pg": VariantValues()]).text(of: source, .markdown) == Array(text.utf8))
    }
}
