import Glibc

/// A file's name and bytes, with its lines found once.
///
/// Lines end at LF; one CR directly before the LF, or before the end of the file, belongs to the line end.
/// An empty line after the last LF does not count. Bytes are not decoded: invalid UTF-8 is kept.
public struct SourceFile: Sendable {
    /// The name to show in messages.
    public let name: String
    public let bytes: [UInt8]
    /// The byte range of each line without its line end.
    public let lines: [Range<Int>]

    public init(name: String, bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
        self.lines = Self.splitLines(bytes)
    }

    public init(name: String, text: String) {
        self.init(name: name, bytes: Array(text.utf8))
    }

    /// The file without the byte-order mark that it may begin with: YAML allows one, its readers here don't.
    public var withoutByteOrderMark: SourceFile {
        bytes.starts(with: [0xEF, 0xBB, 0xBF])
            ? SourceFile(name: name, bytes: Array(bytes.dropFirst(3))) : self
    }

    /// Returns the bytes of a line.
    ///
    /// - Parameter line: The line, from 1.
    /// - Returns: The bytes; none for a line that does not exist.
    public func line(_ line: Int) -> ArraySlice<UInt8> {
        guard lines.indices.contains(line - 1) else { return [] }
        return bytes[lines[line - 1]]
    }

    /// Returns the location of a whole line.
    public func location(line: Int) -> SourceLocation {
        SourceLocation(file: name, line: line, length: self.line(line).count)
    }

    /// Returns the location of a stretch of one line, given in byte columns from 1.
    public func location(line: Int, columns: Range<Int>) -> SourceLocation {
        let start = SourcePosition(line: line, column: columns.lowerBound)
        return SourceLocation(
            file: name,
            range: start..<SourcePosition(line: line, column: columns.upperBound)
        )
    }

    /// Returns the position of a byte offset.
    ///
    /// - Complexity: O(log *n*) in the number of lines.
    public func position(of offset: Int) -> SourcePosition {
        var low = 0
        var high = lines.count
        while low < high {
            let middle = (low + high) / 2
            if lines[middle].lowerBound <= offset { low = middle + 1 } else { high = middle }
        }
        let index = max(low - 1, 0)
        let start = lines.isEmpty ? 0 : lines[index].lowerBound
        return SourcePosition(line: index + 1, column: max(offset - start, 0) + 1)
    }

    private static func splitLines(_ bytes: [UInt8]) -> [Range<Int>] {
        var lines: [Range<Int>] = []
        lines.reserveCapacity(bytes.count / 24)
        bytes.withUnsafeBufferPointer { buffer in
            var start = 0
            while start < buffer.count {
                let end = buffer.lineEnd(from: start)
                let isCRLF = end > start && buffer[end - 1] == UInt8(ascii: "\r")
                lines.append(start..<(isCRLF ? end - 1 : end))
                start = end + 1
            }
        }
        return lines
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// The place of the first line feed from an offset on; the end where there is none.
    public func lineEnd(from start: Int) -> Int {
        guard let base = baseAddress, start < count,
            let found = memchr(base + start, Int32(UInt8(ascii: "\n")), count - start)
        else { return count }
        return UnsafeRawPointer(found) - UnsafeRawPointer(base)
    }

    public var lineFeedCount: Int {
        var feeds = 0
        var next = lineEnd(from: 0)
        while next < count {
            feeds += 1
            next = lineEnd(from: next + 1)
        }
        return feeds
    }
}
