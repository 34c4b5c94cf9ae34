import Glibc
import TextMatch

/// `BenchMatch`: compares outputs with patterns of 1,000 lines, and prints how long that takes.
///
/// Prints one line a measure: its name, the output's lines, milliseconds. It is no part of the product:
/// `scripts/bench/run.py` builds and runs it.
@main
enum Main {
    private static let patternLines = 1_000

    static func main() {
        do throws(PatternError) {
            for lines in [25_000, 50_000, 100_000] {
                for (name, pattern) in try patterns() { print(name, lines, time(pattern, lines)) }
            }
        } catch {
            end("BenchMatch: \(error.message)")
        }
    }

    private static func end(_ message: String) -> Never {
        print(message)
        exit(2)
    }

    /// The kinds of expectation: the last line of each never comes, so that all of the output is looked at.
    private static func patterns() throws(PatternError) -> [(String, BlockPattern)] {
        let numbers = 0..<patternLines / 2
        let literals = numbers.flatMap { ["...", "step \($0): done"] }
        let holes = numbers.flatMap { ["...", "step \($0): {{x\($0):word}} in {{t\($0) < 1h}}"] }
        let stamped = numbers.flatMap { ["...", "{{ts}} step \($0): {{x\($0):word}} in {{t\($0) < 1h}}"] }
        let repeats = numbers.flatMap { ["line {{int}} of {{word}} (*)", "step \($0): done (?)"] }
        var patterns: [(String, BlockPattern)] = []
        for (name, sources) in [
            ("literals", literals), ("holes", holes), ("holes first", stamped), ("repeats", repeats),
        ] {
            let lines = try (sources + ["...", "the end"]).map { line throws(PatternError) in
                try LinePattern(parsing: line)
            }
            patterns.append((name, BlockPattern(lines)))
        }
        return patterns
    }

    /// Milliseconds for one comparison, its difference included.
    private static func time(_ pattern: BlockPattern, _ lines: Int) -> Int {
        let output = (0..<lines).map { number in
            switch number % 4 {
            case 0: "step \(number / 4 % (patternLines / 2)): done"
            case 1: "2026-11-25T13:51:48Z step \(number / 4 % (patternLines / 2)): built in 1.5s"
            case 2: "step \(number / 4 % (patternLines / 2)): built in 1.5s"
            default: "line \(number) of output"
            }
        }
        let start = ContinuousClock.now
        let isMatch = pattern.match(output).isMatch
        let taken = ContinuousClock.now - start
        if isMatch { end("BenchMatch: it matches, so less was looked at") }
        return Int(taken / .milliseconds(1))
    }
}
