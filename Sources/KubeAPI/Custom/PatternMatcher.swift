/// A regular expression of a schema, matched in time that grows only with the text.
///
/// The syntax is that of Go's, without word boundaries, Unicode classes and flags.
struct PatternMatcher {
    private let program: [PatternStep]

    /// Reads a pattern; nil where it can't be read or is too large.
    init?(_ pattern: String) {
        var parser = PatternParser(pattern)
        guard let node = parser.pattern() else { return nil }
        var program: [PatternStep] = []
        guard node.compile(into: &program) else { return nil }
        program.append(.match)
        self.program = program
    }

    /// Whether the pattern is somewhere in a text.
    func matches(_ text: String) -> Bool {
        let scalars = Array(text.unicodeScalars)
        var threads = PatternThreads(count: program.count)
        for position in 0...scalars.count {
            // A match may begin anywhere.
            if follow(0, at: position, of: scalars.count, &threads) { return true }
            guard position < scalars.count else { return false }
            let current = threads.steps
            threads.clear()
            for step in current {
                guard case .scalar(let set) = program[step], set.contains(scalars[position]) else { continue }
                if follow(step + 1, at: position + 1, of: scalars.count, &threads) { return true }
            }
        }
        return false
    }

    /// Adds a step and all that follow without a character; tells whether a match is among them.
    private func follow(_ start: Int, at position: Int, of end: Int, _ threads: inout PatternThreads) -> Bool
    {
        var stack = [start]
        while let step = stack.popLast() {
            guard threads.add(step) else { continue }
            switch program[step] {
            case .match: return true
            case .jump(let target): stack.append(target)
            case .split(let one, let other): stack += [other, one]
            case .start: if position == 0 { stack.append(step + 1) }
            case .end: if position == end { stack.append(step + 1) }
            case .scalar: break
            }
        }
        return false
    }
}

/// One step of a compiled pattern.
enum PatternStep {
    case scalar(PatternSet)
    case split(Int, Int)
    case jump(Int)
    case start
    case end
    case match
}

/// The steps at which a match stands, each once.
struct PatternThreads {
    private(set) var steps: [Int] = []
    private var isIn: [Bool]

    init(count: Int) { isIn = Array(repeating: false, count: count) }

    mutating func add(_ step: Int) -> Bool {
        guard !isIn[step] else { return false }
        isIn[step] = true
        steps.append(step)
        return true
    }

    mutating func clear() {
        for step in steps { isIn[step] = false }
        steps.removeAll(keepingCapacity: true)
    }
}

/// Which characters may stand in a place.
struct PatternSet {
    var ranges: [ClosedRange<UInt32>]
    var isNegated = false

    func contains(_ scalar: Unicode.Scalar) -> Bool {
        ranges.contains { $0.contains(scalar.value) } != isNegated
    }

    static func one(_ scalar: Unicode.Scalar) -> PatternSet {
        PatternSet(ranges: [scalar.value...scalar.value])
    }
    static let digits: [ClosedRange<UInt32>] = [0x30...0x39]
    static let words: [ClosedRange<UInt32>] = [0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A]
    static let spaces: [ClosedRange<UInt32>] = [0x09...0x0A, 0x0C...0x0D, 0x20...0x20]

    /// All that isn't in some ranges.
    static func others(than ranges: [ClosedRange<UInt32>]) -> [ClosedRange<UInt32>] {
        var next: UInt32 = 0
        var rest: [ClosedRange<UInt32>] = []
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if range.lowerBound > next { rest.append(next...range.lowerBound - 1) }
            next = max(next, range.upperBound + 1)
        }
        return rest + [next...0x10FFFF]
    }
}
