/// A place in a source file, counted as editors and compilers do.
public struct SourcePosition: Hashable, Sendable, Comparable {
    /// The line, from 1.
    public var line: Int
    /// The column, from 1, in UTF-8 bytes.
    public var column: Int

    public init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    public static func < (left: Self, right: Self) -> Bool {
        (left.line, left.column) < (right.line, right.column)
    }
}

extension SourcePosition: CustomStringConvertible {
    public var description: String { "\(line):\(column)" }
}

/// A stretch of one named source file.
public struct SourceLocation: Hashable, Sendable {
    /// The file's name as the user knows it, usually its path from where the command runs.
    public var file: String
    /// The stretch; empty when only a point is meant.
    public var range: Range<SourcePosition>

    public init(file: String, range: Range<SourcePosition>) {
        self.file = file
        self.range = range
    }

    /// Makes the location of the whole of one line.
    public init(file: String, line: Int, length: Int) {
        let start = SourcePosition(line: line, column: 1)
        self.init(file: file, range: start..<SourcePosition(line: line, column: 1 + max(length, 0)))
    }
}

extension SourceLocation: CustomStringConvertible {
    public var description: String { "\(file):\(range.lowerBound)" }
}
