import RegularExpressions

/// Runs lines of an output through lines of a pattern, once, whatever the pattern.
///
/// It is an automaton whose states are the places between the lines of the pattern. A place is reached at most once for
/// each line of the output: who comes first stays, and what it captured counts. `...` comes as early on as it can, so
/// it takes as few lines as can be. A place inside `...` is never left: which lines go on from there is looked up, not
/// tried, so that many `...` cost no more than one.
struct LineAutomaton {
    private enum Step {
        case anyLines
        case line(LineTest.Kind, LinePattern.Quantifier)

        var mayTakeNoLine: Bool {
            switch self {
            case .anyLines, .line(_, .optional), .line(_, .anyNumber): true
            case .line(_, .once), .line(_, .atLeastOnce): false
            }
        }
    }

    private struct Thread {
        var place: Int
        var captures: Captures
    }

    private let steps: [Step]
    private let initial: Captures
    private var test: LineTest
    /// The expressions of lines that begin with a hole, which no start tells apart, and their places.
    private let openExpressions: RegularExpressionSet?
    private let openPlaces: [Int]

    /// Up to here trying each is as quick as a set.
    private static let fewExpressions = 8

    // MARK: State of a run

    /// The threads before the next line, in the order of their claim.
    private var threads: [Thread] = []
    /// For each place, the line before which it was reached last.
    private var reached: [Int]
    /// The captures with which a place behind `...` was reached first.
    private var waiting: [Int: Captures] = [:]
    private var waitingLiterals: [Int: [Int]] = [:]
    private var waitingExpressions = PrefixIndex()
    /// The place farthest on that was reached, and before which line.
    private(set) var farthest = (place: 0, line: 0)
    private var lineNumber = 0

    init(_ lines: [LinePattern], _ captures: Captures) {
        var test = LineTest()
        var promised: Set<String> = []
        steps = lines.map { line in
            defer { promised.formUnion(line.captureNames) }
            switch line.form {
            case .anyLines: return .anyLines
            case .line(_, let quantifier):
                return .line(test.prepare(line, captures, promised: promised), quantifier)
            }
        }
        let open = steps.enumerated().compactMap { place, step -> (place: Int, LineExpression)? in
            guard case .line(.expression(let expression), _) = step, expression.prefix.isEmpty else {
                return nil
            }
            return (place, expression)
        }
        openPlaces = open.map(\.place)
        openExpressions = open.count < Self.fewExpressions ? nil : RegularExpressionSet(open.map(\.1.source))
        self.test = test
        initial = captures
        reached = Array(repeating: -1, count: lines.count + 1)
    }

    /// Returns the captures of the whole output's match, nil where there is none.
    mutating func run(_ output: [String]) -> Captures? {
        enter(0, initial)
        for text in output {
            lineNumber += 1
            take(test.line(text))
            guard !threads.isEmpty || !waiting.isEmpty else { return nil }
        }
        return threads.first { $0.place == steps.count }?.captures ?? waiting[steps.count]
    }

    private mutating func take(_ line: LineTest.Line) {
        // Places that this line leads to wait for the next one.
        let before = threads
        let expressions = waitingExpressions(for: line)
        let literals = line.literal.flatMap { waitingLiterals[$0] } ?? []
        threads = []
        for thread in before where thread.place < steps.count {
            advance(from: thread.place, thread.captures, line)
        }
        for place in literals { advance(from: place, waiting[place] ?? initial, line) }
        for place in expressions { advance(from: place, waiting[place] ?? initial, line) }
    }

    /// The places behind `...` from which the line may lead on.
    private func waitingExpressions(for line: LineTest.Line) -> [Int] {
        var places = waitingExpressions.values(for: line.bytes)
        guard let openExpressions else { return places }
        let fitting = openExpressions.matches(line.bytes)?.map { openPlaces[$0] } ?? openPlaces
        places += fitting.filter { waiting[$0] != nil }
        return places
    }

    private mutating func advance(from place: Int, _ captures: Captures, _ line: LineTest.Line) {
        guard case .line(let kind, let quantifier) = steps[place],
            let captured = test.captures(kind, of: line, captures)
        else { return }
        var captures = captures
        for (name, value) in captured { captures[name] = value }
        if quantifier == .anyNumber || quantifier == .atLeastOnce { enter(place, captures) }
        enter(place + 1, captures)
    }

    /// Reaches a place, and all those from there on that need no line.
    private mutating func enter(_ start: Int, _ captures: Captures) {
        var isWaiting = false
        for place in start...steps.count {
            if place < steps.count, case .anyLines = steps[place] { isWaiting = true }
            guard isWaiting ? wait(at: place, captures) : come(to: place, captures) else { return }
            if place > farthest.place { farthest = (place, lineNumber) }
            guard place < steps.count, steps[place].mayTakeNoLine else { return }
        }
    }

    /// Notes that the next line is tried from a place; false where that is known.
    private mutating func come(to place: Int, _ captures: Captures) -> Bool {
        guard waiting[place] == nil, reached[place] < lineNumber else { return false }
        reached[place] = lineNumber
        threads.append(Thread(place: place, captures: captures))
        return true
    }

    /// Notes that a place can be gone on from at any later line; false where it was noted before.
    private mutating func wait(at place: Int, _ captures: Captures) -> Bool {
        guard waiting[place] == nil else { return false }
        waiting[place] = captures
        guard place < steps.count, case .line(let kind, _) = steps[place] else { return true }
        if case .literal(let number) = kind {
            waitingLiterals[number, default: []].append(place)
        } else if openExpressions == nil || !openPlaces.contains(place) {
            waitingExpressions.add(place, under: kind.prefix)
        }
        return true
    }
}
