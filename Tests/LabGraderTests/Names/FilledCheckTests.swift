import LabModel
import TextMatch
import Testing

@testable import LabGrader

/// Names in checks: what a check is about must be known, what it asks may hold any text.
struct FilledCheckTests {
    private let names = NameTable(
        captures: Captures(["cid": "0123456789abcdef", "api": "web", "sly": "{{=variant.word}} $cid"]),
        replacements: ["NAME": "todos", "TAG": "{{variant.tag}}"],
        variant: ["tag": "v7", "word": "gophers", "port": "20001"]
    )

    @Test(arguments: [
        ("container $cid running", CheckSubject.container("0123456789abcdef")),
        ("container $cid[:12] running", .container("0123456789ab")),
        ("container shop-$api-1 running", .container("shop-web-1")),
        ("container $api-1 running", .container("web-1")), ("image <NAME>:<TAG> exists", .image("todos:v7")),
        ("image todos:{{=variant.tag}} exists", .image("todos:v7")),
        ("tcp :{{=variant.port}} open", .tcp(port: "20001")),
        ("http :{{=variant.port}}/$api status=200", .http(port: "20001", path: "/web")),
        // What an output gave is text: it can't ask for the student's secrets.
        ("container $sly running", .container("{{=variant.word}} $cid")),
    ])
    func fillsInSubjects(_ text: String, _ subject: CheckSubject) throws {
        #expect(try FilledCheck(try check(text), names).subject == subject)
    }

    @Test func fillsInWhatIsAsked() throws {
        let filled = try FilledCheck(
            try check("container $cid env A={{=variant.word}} network <NAME>"),
            names
        )
        #expect(
            filled.predicates == [.environment(name: "A", value: "gophers"), .attached(network: "todos")]
        )
        #expect(filled.text == "container 0123456789abcdef env A=gophers network todos")
    }

    @Test func keepsWhatIsNoName() throws {
        let filled = try FilledCheck(try check("image todos:v1 history has-no \"$HOME <b> ${X} $.y\""), names)
        #expect(
            filled.predicates == [
                .contains(property: "history", isContained: false, text: "$HOME <b> ${X} $.y")
            ]
        )
    }

    @Test(arguments: [
        ("container $nope running", "nope", false), ("container $cidx running", "cidx", false),
        ("image <WHAT> exists", "<WHAT>", true), ("volume {{=variant.nope}} exists", "variant.nope", true),
        ("container db env A={{=nope}}", "nope", false),
    ])
    func tellsWhatIsMissing(_ text: String, _ name: String, _ isOfTheLab: Bool) throws {
        let check = try check(text)
        #expect(throws: NameTable.Missing(name, isOfTheLab: isOfTheLab)) { try FilledCheck(check, names) }
    }
}
