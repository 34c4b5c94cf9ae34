import TestKit
import Testing

@testable import TextMatch

/// The automaton against a matcher that tries everything, on small words.
@Suite struct AutomatonPropertyTests {
    private static let sources = [
        "a", "b", "{{a|b}}", "{{x:word}}", "...", "a (?)", "b (*)", "{{word}} (+)", "{{b|c}} (*)", "c",
    ]

    @Test func agreesWithAMatcherThatTriesEverything() throws {
        var random = SeededGenerator(seed: 11)
        var matches = 0
        for _ in 0..<4_000 {
            let lines = try (0..<Int.random(in: 0...5, using: &random)).map { _ throws(PatternError) in
                try LinePattern(parsing: random.pick(Self.sources))
            }
            let output = (0..<Int.random(in: 0...6, using: &random)).map { _ in random.pick(["a", "b", "c"]) }
            let result = BlockPattern(lines).match(output)
            #expect(
                result.isMatch == Self.fits(lines[...], output[...]),
                "\(lines.map(\.source)) on \(output)"
            )
            if result.isMatch { matches += 1 }
            if case .mismatch(let diff) = result {
                // A difference accounts for every line of the output.
                let count = diff.entries.reduce(0) { count, entry in
                    switch entry {
                    case .same, .seen: count + 1
                    case .anyLines(let lines), .notCompared(let lines): count + lines
                    case .expected: count
                    }
                }
                #expect(count == output.count)
                #expect(diff.entries.contains { if case .same = $0 { false } else { true } })
            }
        }
        #expect((500...3_500).contains(matches))
    }

    private static func fits(_ patterns: ArraySlice<LinePattern>, _ output: ArraySlice<String>) -> Bool {
        guard let first = patterns.first else { return output.isEmpty }
        let rest = patterns.dropFirst()
        let takes =
            output.first.map { line in
                if case .line(let pieces, _) = first.form {
                    LineExpression(pieces, captures: Captures())?.match(Array(line.utf8)) != nil
                } else {
                    true
                }
            } ?? false
        let next = output.dropFirst()
        switch first.form {
        case .anyLines, .line(_, .anyNumber): return fits(rest, output) || takes && fits(patterns, next)
        case .line(_, .optional): return fits(rest, output) || takes && fits(rest, next)
        case .line(_, .once): return takes && fits(rest, next)
        case .line(_, .atLeastOnce): return takes && (fits(rest, next) || fits(patterns, next))
        }
    }

    @Test func countsEachLineOnceHoweverManyWaysThereAre() throws {
        // A matcher that tries one way after the other would need ages for this.
        let dots = (0..<400).flatMap { _ in ["...", "a{{any}}"] }
        let lines = try dots.map { line throws(PatternError) in try LinePattern(parsing: line) }
        #expect(
            !BlockPattern(lines + [try LinePattern(parsing: "z")]).match(Array(repeating: "ab", count: 2_000))
                .isMatch
        )
    }
}
