/// Makes the mechanical changes that diagnostics propose.
///
///     let result = FixApplier.apply(diagnostics, to: source)
///     if result.applied > 0 { write(result.bytes) }
public enum FixApplier {
    /// A file with changes made.
    public struct Result: Sendable {
        /// The file's new contents.
        public var bytes: [UInt8]
        /// How many diagnostics' fixes were made.
        public var applied: Int
        /// Diagnostics whose fix overlaps one that was made, or doesn't fit the file; a second round may take them.
        public var skipped: [Diagnostic]
    }

    /// Applies the first fix of each diagnostic that has one and whose changes are all in the file.
    ///
    /// The first in the file wins where fixes overlap. A fix is made whole or not at all. Line ends stay what they are:
    /// in a file with CRLF the lines that a fix adds end so, too.
    public static func apply(_ diagnostics: [Diagnostic], to source: SourceFile) -> Result {
        let lineEnd: [UInt8] = source.usesCRLF ? [0x0D, 0x0A] : [0x0A]
        var accepted: [Change] = []
        var result = Result(bytes: [], applied: 0, skipped: [])
        for diagnostic in diagnostics.sortedByPlace() {
            guard let fix = diagnostic.fixes.first,
                fix.edits.contains(where: { $0.location.file == source.name })
            else { continue }
            let changes = fix.edits.compactMap { Change($0, in: source, lineEnd: lineEnd) }
            guard changes.count == fix.edits.count, let all = merging(changes, into: accepted) else {
                result.skipped.append(diagnostic)
                continue
            }
            accepted = all
            result.applied += 1
        }
        result.bytes = replacing(accepted, in: source.bytes)
        return result
    }

    /// A replacement of bytes.
    fileprivate struct Change: Equatable {
        let range: Range<Int>
        let replacement: [UInt8]

        /// Nil where the place isn't in the file.
        init?(_ edit: Diagnostic.Fix.Edit, in source: SourceFile, lineEnd: [UInt8]) {
            guard edit.location.file == source.name,
                let start = source.offset(of: edit.location.range.lowerBound),
                let end = source.offset(of: edit.location.range.upperBound), start <= end
            else { return nil }
            range = start..<end
            // A CR that the replacement brings along stays the only one.
            var bytes: [UInt8] = []
            for byte in edit.replacement.utf8 {
                if byte == 0x0A, bytes.last != 0x0D { bytes += lineEnd } else { bytes.append(byte) }
            }
            replacement = bytes
        }

        /// Whether two changes can't both be made: they share a byte, or begin at one place and have no order.
        func conflicts(with other: Change) -> Bool {
            let (first, second) =
                range.lowerBound <= other.range.lowerBound ? (range, other.range) : (other.range, range)
            return first.lowerBound == second.lowerBound || first.upperBound > second.lowerBound
        }
    }

    /// Adds changes to accepted ones; nil where one conflicts.
    ///
    /// The same change asked for twice is made once. The accepted stand in the order of their places.
    private static func merging(_ changes: [Change], into accepted: [Change]) -> [Change]? {
        var all = accepted
        for change in changes {
            let index = all.partitioningIndex(startingAt: change.range.lowerBound)
            // Those that begin earlier don't overlap one another, so only the nearest can reach as far as this one.
            let reachable = all[max(index - 1, 0)...].prefix {
                $0.range.lowerBound <= change.range.upperBound
            }
            if reachable.contains(change) { continue }
            guard !reachable.contains(where: { $0.conflicts(with: change) }) else { return nil }
            all.insert(change, at: index)
        }
        return all
    }

    private static func replacing(_ changes: [Change], in bytes: [UInt8]) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count + 64)
        var position = 0
        for change in changes {
            out += bytes[position..<change.range.lowerBound]
            out += change.replacement
            position = change.range.upperBound
        }
        return out + bytes[position...]
    }
}

extension [FixApplier.Change] {
    /// The index of the first change that begins at an offset or behind it.
    fileprivate func partitioningIndex(startingAt offset: Int) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if self[middle].range.lowerBound < offset { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

extension SourceFile {
    /// Whether the first line ends in CRLF.
    fileprivate var usesCRLF: Bool {
        guard let end = bytes.firstIndex(of: 0x0A) else { return false }
        return end > 0 && bytes[end - 1] == 0x0D
    }

    /// The byte offset of a position; nil where the file has no such line or column.
    fileprivate func offset(of position: SourcePosition) -> Int? {
        // A file without any line still has a place to insert at.
        guard lines.indices.contains(position.line - 1) else {
            return position.line == 1 && position.column == 1 ? 0 : nil
        }
        let line = lines[position.line - 1]
        let offset = line.lowerBound + position.column - 1
        return position.column > 0 && offset <= line.upperBound ? offset : nil
    }
}
