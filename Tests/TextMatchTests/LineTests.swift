import Testing

@testable import TextMatch

/// Reads an expectation; a line that can't be read is an issue of the test.
func pattern(_ lines: String..., mode: BlockPattern.Mode = .lines) throws -> BlockPattern {
    BlockPattern(try lines.map { line throws(PatternError) in try LinePattern(parsing: line) }, mode: mode)
}

@Suite struct LineTests {
    private func captures(_ result: MatchResult) -> [String: String]? {
        guard case .match(let captures) = result else { return nil }
        return Dictionary(uniqueKeysWithValues: captures.names.map { ($0, captures[$0] ?? "") })
    }

    @Test(arguments: [
        ("a.b", "a.b", true), ("a.b", "axb", false), ("{{any}}", "", true), ("x{{any}}z", "xyz", true),
        ("a{{ws}}b", "a \t b", true), ("a{{ws}}b", "ab", false), ("{{word}}", "one", true),
        ("{{word}}", "one two", false), ("{{int}} MB", "-12 MB", true), ("{{int}}", "1.5", false),
        ("{{true|false}}", "false", true), ("{{a|b.c}}", "bxc", false), ("{{re:[a-f]{6}}}", "abcdef", true),
        ("{{re:[a-f]{6}}}!", "abcdef!", true), ("{{re:(a)(b)}}{{n = 3}}", "ab3", true),
        ("{{n in 1..5}}", "5", true), ("{{n in 1..5}}", "6", false), ("{{n != 3}}", "4", true),
        ("{{size <= 30MB}}", "29.9MB", true), ("{{size <= 30MB}}", "30.1MB", false),
        ("{{size <= 1GiB}}", "1.0 GB", true), ("{{t < 2m}}", "1m59s", true), ("{{t < 2m}}", "2m1s", false),
        ("{{cid:hex64}}", "9a6a02b6f0d4", false), ("{{hex12}}", "9a6a02b6f0d4", true),
        ("{{p:port}}", "65536", false), ("{{p:port}}", "65535", true), ("{{ip}}", "256.1.1.1", false),
        ("{{ip}}", "127.0.0.1", true), ("{{ip}}", "::1", true), ("{{cidr}}", "172.18.0.0/16", true),
        ("{{age}}", "About a minute ago", true), ("{{age}}", "2 weeks ago", true), ("{{age}}", "5m3s", true),
        ("{{ts}}", "2026-11-25T13:51:48.5Z", true), ("{{semver}}", "v1.33.0-rc.1", true),
        ("{{image}}", "gcr.io/google-samples/kubernetes-bootcamp:v1", true),
        ("{{digest}}", "sha256:00", false), ("{{uuid}}", "123e4567-e89b-12d3-a456-426614174000", true),
        ("{{any}} (lit)", "{{any}}", true), ("a (?) (lit)", "a (?)", true), ("a (?) (lit)", "a", false),
        ("a (esc) (lit)", "a (esc)", true), ("a (lit) (lit)", "a (lit)", true),
        ("{{x}} (lit) (?)", "{{x}}", true),
        (#"a\tb\x41 (esc)"#, "a\tbA", true), ("a (b)", "a (b)", true),
        ("héé{{any}}", "héé ☃", true), ("{{x:word}}-{{x:word}}", "a-a", true),
        ("{{x:word}}-{{x:word}}", "a-b", false),
    ])
    func fitsOneLine(source: String, line: String, fits: Bool) throws {
        #expect(try pattern(source).match([line]).isMatch == fits)
    }

    @Test func keepsWhatHolesTake() throws {
        let id = String(repeating: "ab", count: 32)
        let result = try pattern("{{cid:hex64}}", "{{=cid[:12]}}  up {{n >= 1}}").match([
            id, "abababababab  up 3",
        ])
        #expect(captures(result) == ["cid": id, "n": "3"])
        #expect(try !pattern("{{cid:hex64}}", "{{=cid[:12]}}").match([id, "bababababa00"]).isMatch)
    }

    @Test func knowsWhatWasCapturedBefore() throws {
        let earlier = Captures(["variant.tag": "v1"])
        #expect(try pattern("app:{{=variant.tag}}").match(["app:v1"], captures: earlier).isMatch)
        #expect(try !pattern("app:{{=nothing}}").match(["app:v1"], captures: earlier).isMatch)
    }

    @Test func takesAsFewLinesAsItCan() throws {
        let result = try pattern("...", "id {{x:int}}", "...").match(["id 1", "id 2", "id 3"])
        #expect(captures(result) == ["x": "1"])
        let word = try pattern("{{a:any}}-{{b:any}}").match(["x-y-z"])
        #expect(captures(word) == ["a": "x", "b": "y-z"])
    }

    @Test(arguments: [
        (["a (?)", "b"], ["b"], true), (["a (?)", "b"], ["a", "b"], true),
        (["a (?)", "b"], ["a", "a", "b"], false),
        (["a (*)", "b"], ["a", "a", "b"], true), (["a (+)", "b"], ["b"], false),
        (["a (+)", "b"], ["a", "a", "b"], true), (["a (+)", "a"], ["a"], false),
        (["a (+)", "a"], ["a", "a"], true),
        (["..."], [], true), (["...", "a", "...", "b"], ["x", "a", "y", "a", "b"], true),
        (["...", "a", "...", "b"], ["b", "a"], false), ([], [], true), ([], ["a"], false),
        (["...", "a (+)", "b"], ["a", "b", "a", "a", "b"], true), (["a (?)", "... ", "a"], ["a"], true),
    ])
    func fitsLines(sources: [String], output: [String], fits: Bool) throws {
        let lines = try sources.map { line throws(PatternError) in try LinePattern(parsing: line) }
        #expect(BlockPattern(lines).match(output).isMatch == fits)
    }

    @Test func findsAStretchOfTheOutput() throws {
        let block = try pattern("b", "c", mode: .contains)
        #expect(block.match(["a", "b", "c", "d"]).isMatch)
        #expect(!block.match(["a", "b", "x", "c"]).isMatch)
    }

    @Test(arguments: [
        (["a", "b"], ["b", "a"], true), (["a", "a"], ["a"], false), (["a", "{{any}}"], ["x", "a"], true),
        (["{{word}}", "{{int}}"], ["7", "x"], true), (["{{word}}", "{{int}}"], ["x", "y"], false),
        (["a"], ["a", "b"], false), (["a", "..."], ["b", "a"], true), (["a (?)"], [], true),
        (["x{{int}} (*)", "y"], ["x1", "y", "x2"], true), (["x{{int}} (+)", "y"], ["y"], false),
        (["{{a|b}}", "{{b|c}}", "{{a|c}}"], ["a", "b", "c"], true),
        (["{{a|b}}", "{{b|c}}", "{{a|c}}"], ["a", "a", "c"], true),
        (["{{a|b}}", "{{a|b}}", "c"], ["a", "c", "c"], false),
    ])
    func fitsLinesInAnyOrder(sources: [String], output: [String], fits: Bool) throws {
        let lines = try sources.map { line throws(PatternError) in try LinePattern(parsing: line) }
        #expect(BlockPattern(lines, mode: .unordered).match(output).isMatch == fits)
    }

    @Test func showsTheDifferenceWithWhatWasCaptured() throws {
        let block = try pattern("one", "{{x:int}} files", "gone", "...", "end {{=y}}")
        guard
            case .mismatch(let diff) = block.match(
                ["one", "3 files", "new", "end"],
                captures: Captures(["y": "2"])
            )
        else {
            Issue.record("it matches")
            return
        }
        #expect(
            diff.entries == [
                .same("one"), .same("3 files"), .expected("gone"), .seen("new"), .seen("end"),
                .expected("end 2"),
            ]
        )
        #expect(diff.tentative["x"] == "3")
    }

    @Test("What was printed in place of a line that isn't there is shown, and no more than that")
    func showsWhatWasPrintedInstead() throws {
        func entries(_ block: BlockPattern, _ output: [String]) -> [LineDiff.Entry] {
            guard case .mismatch(let diff) = block.match(output) else { return [] }
            return diff.entries
        }
        let one = try pattern("(1 row)", mode: .contains)
        #expect(entries(one, ["(0 rows)"]) == [.expected("(1 row)"), .seen("(0 rows)")])
        let many = (1...20).map { "line \($0)" }
        #expect(
            entries(one, many) == [.expected("(1 row)"), .anyLines(12)] + many.suffix(8).map { .seen($0) }
        )
        let two = try pattern("line 10", "gone", mode: .contains)
        #expect(entries(two, many).prefix(3) == [.anyLines(9), .same("line 10"), .expected("gone")])
    }

    @Test(arguments: [
        ("a {{", "a hole ends with '}}'"), ("{{nope}}", "'nope' is no hole"),
        ("{{x:nope}}", "'nope' is no hole"),
        ("{{re:(}}", "the regular expression can't be read"), ("{{=}}", "'=' is followed by a captured name"),
        ("{{=a[:x]}}", "'=' is followed by a captured name"),
    ])
    func saysWhatIsWrongWithAHole(source: String, message: String) {
        do throws(PatternError) {
            _ = try LinePattern(parsing: source)
            Issue.record("it is taken")
        } catch {
            #expect(error.message.hasPrefix(message), "\(error.message)")
            #expect(error.range.upperBound <= source.utf8.count)
        }
    }

    @Test(arguments: [
        ("...", true), ("{{any}}", true), ("{{any}} (?)", true), ("a (?)", false), ("a (*)", false),
        ("{{word}}", false), ("", false), ("{{re:.*}}", true), ("{{re:^(?:.*?)$}}", true),
        ("{{any}}{{re:(?s)(.*)}}", true), ("{{re:.+}}", false), ("{{re:.*x}}", false),
        (#"{{re:.*\$}}"#, false), ("{{re:(.*)x(.*)}}", false),
    ])
    func tellsALineThatAsksForNothing(source: String, nothing: Bool) throws {
        #expect(try LinePattern(parsing: source).assertsNothing == nothing)
    }

    /// What asks for nothing holds for each output, and what asks for something refuses one.
    @Test(arguments: [
        (["a (?)"], BlockPattern.Mode.lines, false), (["a (*)"], .lines, false),
        (["a (?)"], .unordered, false),
        (["a (*)"], .contains, true), (["a (+)"], .contains, false), (["...", "a (?)"], .lines, true),
        (["a (?)", "{{any}} (*)"], .unordered, true), (["a (?)", "b"], .lines, false),
        ([], .unordered, false),
        ([], .lines, false), ([], .contains, true),
    ])
    func tellsABlockThatAsksForNothing(sources: [String], mode: BlockPattern.Mode, nothing: Bool) throws {
        let lines = try sources.map { line throws(PatternError) in try LinePattern(parsing: line) }
        let block = BlockPattern(lines, mode: mode)
        #expect(block.assertsNothing == nothing)
        let outputs = [[], ["a"], ["b"], ["c", "d"], ["a", "a"]]
        #expect(outputs.allSatisfy { block.match($0).isMatch } == nothing)
    }
}
