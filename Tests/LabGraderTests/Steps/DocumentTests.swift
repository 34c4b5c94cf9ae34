import LabModel
import TextMatch
import Testing

@testable import LabGrader

@Suite("Documents that hold at least what is expected")
struct DocumentTests {
    private func match(
        _ expected: String,
        _ seen: String,
        _ format: LabStep.DocumentFormat = .json
    ) -> MatchResult {
        DocumentTest(format, expected).match(seen, Captures())
    }

    @Test(
        "An expectation holds in a document that says more",
        arguments: [
            (#"{"a": 1}"#, #"{"a": 1.0, "b": 2}"#),
            (#"{"a": {"b": "{{any}}"}}"#, #"{"a": {"b": "x", "c": []}}"#),
            (#"[{"n": "db"}, 3]"#, #"[3, {"n": "web"}, {"n": "db", "x": null}]"#),
            (#"{"n": "{{n in 1..5}}"}"#, #"{"n": 4}"#),
            (#"{"Names": "db"}"#, "{\"Names\": \"web\"}\n{\"Names\": \"db\"}\n"),
            (#"[{"a": 1}, {"b": 2}]"#, #"[{"a": 1, "b": 2}, {"a": 1}]"#),
            (#"[[1], [1, 2]]"#, #"[[2, 1], [3, 1]]"#),
            (#"{"l": [["{{any}}"], [1]]}"#, #"{"l": [[1], [2]]}"#),
            (#"[{"x": "{{n:port}}"}, {"y": "{{=n}}"}]"#, #"[{"x": 4}, {"y": 4}]"#),
        ]
    )
    func holds(expected: String, seen: String) { #expect(match(expected, seen).isMatch) }

    @Test(
        "It doesn't hold where a value is another, missing, or there too seldom",
        arguments: [
            (#"{"a": 1}"#, #"{"a": 2}"#), (#"{"a": null}"#, #"{"b": null}"#), (#"[1, 1]"#, #"[1, 2]"#),
            (#"{"a": "1"}"#, #"{"a": true}"#), (#"{"n": "{{n in 1..5}}"}"#, #"{"n": 6}"#),
            (#"{}"#, "no JSON"), (#"[{"a": 1}, {"b": 2}, {"a": 1}]"#, #"[{"a": 1, "b": 2}, {"a": 1}]"#),
            (#"[{"x": "{{n:port}}"}, {"y": "{{=n}}"}]"#, #"[{"x": 4}, {"y": 5}]"#),
        ]
    )
    func misses(expected: String, seen: String) { #expect(!match(expected, seen).isMatch) }

    @Test("Holes capture, and the difference says where")
    func capturesAndDifferences() {
        guard case .match(let captures) = match(#"{"Id": "{{id:hex12}}"}"#, #"{"Id": "0123456789ab"}"#) else {
            Issue.record("no match")
            return
        }
        #expect(captures["id"] == "0123456789ab")
        guard case .mismatch(let difference) = match(#"{"a": {"b": 1}}"#, #"{"a": {"b": 2}}"#) else { return }
        #expect(difference.entries == [.expected("$.a.b = 1"), .seen("$.a.b = 2")])
    }

    @Test("What elements capture that were moved for others is their own partner's")
    func capturesOfMovedElements() {
        let found = match(
            #"[{"a": "{{x:name}}"}, {"a": "{{y:name}}", "b": 2}]"#,
            #"[{"a": "one", "b": 2}, {"a": "two"}]"#
        )
        guard case .match(let captures) = found else {
            Issue.record("no match")
            return
        }
        #expect(captures["x"] == "two" && captures["y"] == "one")
    }

    @Test("Arrays in arrays that are all alike are compared in bearable time", .timeLimit(.minutes(1)))
    func manyAlike() {
        func nested(_ inner: String, _ count: Int) -> String {
            "[" + [String](repeating: inner, count: count).joined(separator: ",") + "]"
        }
        let expected = nested(nested(#"{"a": 1, "b": 2}"#, 3), 6)
        let seen = nested(nested(#"{"a": 1}"#, 25), 25)
        #expect(!match(expected, seen).isMatch)
        #expect(match(expected, nested(nested(#"{"a": 1, "b": 2}"#, 25), 25)).isMatch)
    }

    @Test("YAML is compared as what it means")
    func yaml() {
        #expect(
            match(
                "services: {db: {image: postgres}}",
                "services:\n  db:\n    image: postgres\n    x: 1\n",
                .yaml
            ).isMatch
        )
        #expect(!match("a: yes", "a: 'yes'\n", .yaml).isMatch)
    }

    @Test("A short text that stands for too many values is refused")
    func aliasBomb() {
        var text = "a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n"
        for level in 1...9 {
            let aliases = [String](repeating: "*a\(level - 1)", count: 10).joined(separator: ",")
            text += "a\(level): &a\(level) [\(aliases)]\n"
        }
        #expect(!match("a0: [x]", text, .yaml).isMatch)
    }
}
