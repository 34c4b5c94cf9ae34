import SourceText

/// Finds the places of texts that the tree holds without a place, such as the addresses of Markdown links.
///
/// A text that occurs several times is found at one place after the other.
struct TextLocator {
    private let source: SourceFile
    private let lines: ClosedRange<Int>
    private var next: [String: SourcePosition] = [:]
    /// How many more lines may be looked through: texts that aren't written as they are read are looked for in vain.
    private var budget = 20_000

    /// Looks in the lines of a location only.
    init(_ source: SourceFile, in location: SourceLocation) {
        self.source = source
        self.lines = location.range.lowerBound.line...location.range.upperBound.line
    }

    /// Returns the next place of a text; the line to begin at where the text isn't written as it is read.
    ///
    /// As an address the text must stand by itself, as that in `(x.png)` does.
    mutating func locate(_ text: String, from line: Int, asAddress: Bool) -> SourceLocation {
        let start = max(
            next[text] ?? SourcePosition(line: 1, column: 1),
            SourcePosition(line: line, column: 1)
        )
        let first = SourcePosition(line: lines.lowerBound, column: 1)
        // The definition of a reference link may stand above its use.
        guard !text.isEmpty, let found = search(text, start, asAddress) ?? search(text, first, asAddress)
        else {
            return source.location(line: line)
        }
        next[text] = found.range.upperBound
        return found
    }

    private mutating func search(
        _ text: String,
        _ start: SourcePosition,
        _ asAddress: Bool
    ) -> SourceLocation? {
        let wanted = Array(text.utf8)
        guard start.line <= lines.upperBound else { return nil }
        for number in max(start.line, lines.lowerBound)...lines.upperBound {
            guard budget > 0 else { return nil }
            budget -= 1
            let line = source.line(number)
            var index = line.startIndex + (number == start.line ? start.column - 1 : 0)
            while index + wanted.count <= line.endIndex {
                let slice = line[index..<index + wanted.count]
                if line[index] == wanted[0], slice.elementsEqual(wanted),
                    !asAddress || standsAlone(slice, in: line)
                {
                    return source.location(of: slice, line: number)
                }
                index += 1
            }
        }
        return nil
    }

    private func standsAlone(_ slice: ArraySlice<UInt8>, in line: ArraySlice<UInt8>) -> Bool {
        let before = line[..<slice.startIndex].last
        let after = line[slice.endIndex...].first
        return before.map { " \t(<:".utf8.contains($0) } ?? true
            && after.map { " \t)>".utf8.contains($0) } ?? true
    }
}
