/// A command of the shell, parsed.
indirect enum ShellCommand: Sendable {
    case simple(SimpleCommand)
    case pipeline([ShellCommand])
    case not(ShellCommand)
    /// Commands joined by `&&` and `||`.
    case chain(ShellCommand, [ChainLink])
    case sequence([ShellCommand])
    case background(ShellCommand)
    case subshell(ShellCommand)
    /// `if`, with its `elif`s.
    case branches([(condition: ShellCommand, body: ShellCommand)], otherwise: ShellCommand?)
    case loop(condition: ShellCommand, body: ShellCommand, isUntil: Bool)
    /// `for`; nil words are `"$@"`.
    case forEach(variable: String, words: [ShellWord]?, body: ShellCommand)
    case choice(ShellWord, [CaseBranch])
    case function(name: String, body: ShellCommand)
    case redirected(ShellCommand, [ShellRedirection])
    /// bash's `((…))`.
    case arithmetic([WordPart])
    /// bash's `[[ … ]]`.
    case condition(ShellCondition)
    /// bash's `for ((…; …; …))`.
    case counted(CountedLoop)

    static let nothing = ShellCommand.sequence([])
}

/// A further command of a chain.
struct ChainLink: Sendable {
    var isAnd: Bool
    var command: ShellCommand
}

/// One branch of `case`.
struct CaseBranch: Sendable {
    var patterns: [ShellWord]
    var body: ShellCommand
}

/// Words with assignments before them and redirections among them.
struct SimpleCommand: Sendable {
    var assignments: [ShellAssignment] = []
    var words: [ShellWord] = []
    var redirections: [ShellRedirection] = []
    /// As messages count them.
    var line = 0
}

/// `name=value`.
struct ShellAssignment: Sendable {
    var name: String
    var value: ShellWord
    /// bash's `name+=value`.
    var isAppending = false
}

/// A redirection of one file descriptor.
struct ShellRedirection: Sendable {
    enum Kind: Sendable {
        case read
        case write
        case append
        case readWrite
        /// `>|`
        case clobber
        /// `<&` and `>&`: another descriptor's number, or `-`.
        case duplicate
        case hereDocument
        /// bash's `<<<`.
        case hereString
    }

    var descriptor: Int
    var kind: Kind
    var word: ShellWord
    /// `&>`: the standard error goes the same way.
    var takesErrors = false

    /// What is redirected in turn.
    var steps: [ShellRedirection] {
        guard takesErrors else { return [self] }
        let output = ShellWord(parts: [.plain(Array(String(descriptor).utf8))])
        return [self, ShellRedirection(descriptor: 2, kind: .duplicate, word: output)]
    }
}

/// A word as it was written, in parts that expand on their own.
struct ShellWord: Sendable {
    var parts: [WordPart] = []
}

/// A part of a word.
indirect enum WordPart: Sendable {
    /// Bytes that may hold patterns.
    case plain([UInt8])
    /// Bytes that mean themselves.
    case quoted([UInt8])
    case double([WordPart])
    case parameter(ParameterUse)
    case substitution(ShellCommand)
    case arithmetic([WordPart])
}

/// `$name` or `${name…}`.
struct ParameterUse: Sendable {
    enum Operation: Sendable {
        case value
        case length
        /// `:-` and its kin; the byte is that of `- = ? +`.
        case test(UInt8, orEmpty: Bool, ShellWord)
        case removePrefix(ShellWord, longest: Bool)
        case removeSuffix(ShellWord, longest: Bool)
        case substring(offset: ShellWord, length: ShellWord?)
        case replace(ShellWord, with: ShellWord, all: Bool)
        /// bash's `^^` and its kin: of all letters, or of the first.
        case changeCase(isUpper: Bool, all: Bool)
        /// bash's `${!name}`: the parameter that the value names.
        case indirect
    }

    var name: String
    var operation: Operation
}

/// Why text is no shell script.
struct ShellSyntaxError: Error, Hashable {
    /// After `syntax error: `.
    var message: String
    var line: Int
    /// Whether more text could still make it one.
    var isIncomplete: Bool
    /// Whether bash would understand it; the message says so then.
    var isUnmodelled = false
}
