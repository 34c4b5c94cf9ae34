/// An expression of awk.
indirect enum AwkExpression: Sendable {
    case number(Double)
    case text([UInt8])
    /// Alone it asks whether the line matches.
    case regex(PosixRegex)
    case place(AwkPlace)
    case assign(AwkPlace, AwkOperator?, AwkExpression)
    case step(AwkPlace, by: Double, isPrefix: Bool)
    case conditional(AwkExpression, AwkExpression, AwkExpression)
    case and(AwkExpression, AwkExpression)
    case or(AwkExpression, AwkExpression)
    case not(AwkExpression)
    case negative(AwkExpression)
    case positive(AwkExpression)
    case arithmetic(AwkOperator, AwkExpression, AwkExpression)
    case compare(AwkComparison, AwkExpression, AwkExpression)
    case match(AwkExpression, AwkExpression, isNegated: Bool)
    case concatenation(AwkExpression, AwkExpression)
    case contains(String, [AwkExpression])
    case call(String, [AwkExpression])
    case builtin(String, [AwkExpression])
    case readLine(AwkPlace?, AwkLineSource)
    /// In parentheses: of several, `print` makes its list.
    case group([AwkExpression])
}

/// What can be assigned to.
indirect enum AwkPlace: Sendable {
    case variable(String)
    case field(AwkExpression)
    case element(String, [AwkExpression])
}

enum AwkOperator: Sendable {
    case add, subtract, multiply, divide, remainder, power
}

enum AwkComparison: Sendable {
    case less, lessOrEqual, equal, unequal, greater, greaterOrEqual
}

/// Where `getline` reads.
indirect enum AwkLineSource: Sendable {
    case input
    case file(AwkExpression)
    case command(AwkExpression)
}

/// Where `print` writes.
enum AwkSink: Sendable {
    case output
    case file(AwkExpression, isAppending: Bool)
    case command(AwkExpression)
}

/// A statement of awk.
indirect enum AwkStatement: Sendable {
    case expression(AwkExpression)
    case print([AwkExpression], AwkSink)
    case printf([AwkExpression], AwkSink)
    case condition(AwkExpression, AwkStatement, AwkStatement?)
    case loop(AwkExpression, AwkStatement)
    case loopOnce(AwkStatement, AwkExpression)
    case count(AwkStatement?, AwkExpression?, AwkStatement?, AwkStatement)
    case each(String, String, AwkStatement)
    case block([AwkStatement])
    case delete(String, [AwkExpression]?)
    case next
    case leave(AwkExpression?)
    case giveBack(AwkExpression?)
    case stopLoop
    case nextRound
}

/// When a rule's action runs.
enum AwkPattern: Sendable {
    case begin
    case end
    case always
    case holds(AwkExpression)
    case range(AwkExpression, AwkExpression)
}

struct AwkRule: Sendable {
    var pattern: AwkPattern
    /// Nil for the line as it is.
    var action: AwkStatement?
}

struct AwkFunction: Sendable {
    var parameters: [String]
    var body: AwkStatement
}

/// A program of awk.
struct AwkProgram: Sendable {
    var rules: [AwkRule] = []
    var functions: [String: AwkFunction] = [:]
}

/// Why a program can't be read or run.
struct AwkFailure: Error {
    var words: String
    /// What the engine knows to be there, but doesn't carry out.
    var isUnmodelled = false
}
