public import SourceText

/// A Dockerfile as values: every instruction typed and placed, every problem collected.
///
/// The rules are those of Docker's own parser, which the classic builder and BuildKit share. Parsing returns for any
/// bytes whatever; a file with problems still has the instructions that could be read, so that who judges a build
/// sees as much as the builder might.
public struct Dockerfile: Hashable, Sendable {
    /// What the file asks of its parser: `# syntax=…`, `# escape=…`, by lower-case name.
    public var directives: [String: String]
    /// The character that escapes and continues lines: a backslash unless the file says a backtick.
    public var escape: UInt8
    /// The instructions, in order.
    public var instructions: [Instruction]
    /// What a builder would refuse, in order.
    public var problems: [Problem]

    /// One reason why a builder refuses the file.
    public struct Problem: Hashable, Sendable {
        /// Where it is.
        public var range: Range<SourcePosition>
        /// What it is, in the builder's words where it has some.
        public var text: String
    }

    /// Parses a file.
    public init(_ bytes: [UInt8]) {
        var reader = LineReader(bytes)
        var found: [Problem] = []
        instructions = []
        while let line = reader.next() {
            var parser = InstructionParser(line: line, escape: reader.escape)
            if let instruction = parser.parse() { instructions.append(instruction) }
            found += parser.problems
        }
        directives = reader.directives
        escape = reader.escape
        problems = reader.problems + found
        if instructions.isEmpty, problems.isEmpty {
            let start = SourcePosition(line: 1, column: 1)
            problems.append(Problem(range: start..<start, text: "file with no instructions"))
        }
        problems += Self.misplaced(instructions)
        problems.sort { $0.range.lowerBound < $1.range.lowerBound }
    }

    /// Before the first stage only arguments may stand.
    private static func misplaced(_ instructions: [Instruction]) -> [Problem] {
        for instruction in instructions {
            switch instruction.kind {
            case .arg: continue
            case .from: return []
            default: return [Problem(range: instruction.range, text: "no build stage in current context")]
            }
        }
        return []
    }

    /// Parses a file.
    public init(_ text: String) { self.init(Array(text.utf8)) }
}
