import GoText

/// Addresses: which part of a file a listing shows.
///
/// The language is that of the editors sam and acme, with `present`'s own oddities: `-1` is the start of the
/// same line, `+` before a regular expression goes one line further, ranges the wrong way round are turned.
enum SourceAddress {
    /// Finds the bytes that an address names, widened to whole lines.
    ///
    /// - Throws: ``AddressError``.
    static func evaluate(_ address: ArraySlice<UInt8>, in file: [UInt8]) throws(AddressError) -> Range<Int> {
        if address.isEmpty { return 0..<file.count }
        var walk = AddressWalk(address, in: file)
        let (low, high) = try walk.run()
        return widened(min(low, high)..<max(low, high), in: file)
    }

    /// Moves both ends to line ends; an empty range at the start of the file stays empty.
    private static func widened(_ range: Range<Int>, in file: [UInt8]) -> Range<Int> {
        let start = file.lineStart(before: range.lowerBound)
        var end = range.upperBound
        while end > 0, end < file.count, file[end - 1] != UInt8(ascii: "\n") { end += 1 }
        return start..<max(start, end)
    }
}

/// One walk over an address from left to right.
private struct AddressWalk {
    private let file: [UInt8]
    private let address: ArraySlice<UInt8>
    private var next: Int
    private var low = 0
    private var high = 0
    /// A `+` or `-` that waits for what it applies to.
    private var direction: UInt8?
    private var previous: UInt8?
    private var countsCharacters = false

    init(_ address: ArraySlice<UInt8>, in file: [UInt8]) {
        self.address = address
        self.file = file
        next = address.startIndex
    }

    mutating func run() throws(AddressError) -> (low: Int, high: Int) {
        var left: Int?
        while next < address.endIndex {
            let byte = address[next]
            switch byte {
            case UInt8(ascii: ","):
                // Only the left end of the first part and the right end of the last one count.
                left = left ?? low
                next += 1
                if next == address.endIndex { return (left ?? low, file.count) }
                (low, direction, previous, countsCharacters) = (high, nil, nil, false)
                continue
            case UInt8(ascii: "+"), UInt8(ascii: "-"):
                if previous == UInt8(ascii: "+") || previous == UInt8(ascii: "-") {
                    try step(1, previous, from: next - 1)
                }
                direction = byte
            case UInt8(ascii: "$"):
                (low, high) = (file.count, file.count)
                if next + 1 < address.endIndex { direction = UInt8(ascii: "+") }
            case UInt8(ascii: "#"): countsCharacters = true
            case UInt8(ascii: "0")...UInt8(ascii: "9"): try number()
            case UInt8(ascii: "/"): try regexp()
            default: throw AddressError(reason: .syntax(near: byte), range: next..<next + 1)
            }
            previous = byte
            next += 1
        }
        if let direction { try step(1, direction, from: address.endIndex - 1) }
        return (left ?? low, high)
    }

    /// Applies the number that begins here; leaves its last digit for the loop to pass.
    private mutating func number() throws(AddressError) {
        let digits = address[next...].prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        let text = GoText.decode(digits)
        guard let count = Int(text) else {
            throw AddressError(
                reason: .numberTooLarge(digits: text),
                range: digits.startIndex..<digits.endIndex
            )
        }
        if direction == nil { (low, high) = (0, 0) }
        try step(count, direction, from: next, to: digits.endIndex)
        (direction, countsCharacters) = (nil, false)
        next = digits.endIndex - 1
    }

    /// Goes to the match of the regular expression here; leaves its last byte for the loop to pass.
    private mutating func regexp() throws(AddressError) {
        var end = next + 1
        while end < address.endIndex, address[end] != UInt8(ascii: "/") {
            if address[end] == UInt8(ascii: "\\") {
                end += 1
                guard end < address.endIndex else {
                    throw AddressError(reason: .loneBackslash, range: end - 1..<end)
                }
            }
            end += 1
        }
        let pattern = address[(next + 1)..<end]
        let range = next..<min(end + 1, address.endIndex)
        let found: Range<Int>?
        do throws(GoRegexpError) {
            let regexp = try GoRegexp(multiline: pattern)
            found = regexp.firstMatch(in: file, from: high) ?? regexp.firstMatch(in: file)
        } catch {
            throw AddressError(reason: .regexp(error), range: range)
        }
        if direction == UInt8(ascii: "-") { throw AddressError(reason: .reverseSearch, range: range) }
        guard let match = found else {
            throw AddressError(reason: .noMatch(pattern: GoText.decode(pattern)), range: range)
        }
        (low, high) = (match.lowerBound, match.upperBound)
        next = range.upperBound - 1
    }

    private func compile(_ pattern: ArraySlice<UInt8>, _ range: Range<Int>) throws(AddressError) -> GoRegexp {
        do throws(GoRegexpError) {
            return try GoRegexp(multiline: pattern)
        } catch {
            throw AddressError(reason: .regexp(error), range: range)
        }
    }

    /// Moves by a number of lines or characters; without a direction forwards.
    private mutating func step(
        _ count: Int,
        _ direction: UInt8?,
        from start: Int,
        to end: Int? = nil
    ) throws(AddressError) {
        let target: Range<Int>?
        switch (countsCharacters, direction == UInt8(ascii: "-")) {
        case (false, false): target = file.line(count, after: high)
        case (false, true): target = file.line(count, before: low)
        case (true, false): target = file.character(count, after: high)
        case (true, true):
            if low == file.count, low > 0, count > 0 {
                throw AddressError(reason: .backwardsFromEnd, range: start..<(end ?? start + 1))
            }
            target = file.character(count, before: low)
        }
        guard let target else {
            throw AddressError(reason: .outOfRange, range: start..<(end ?? start + 1))
        }
        (low, high) = (target.lowerBound, target.upperBound)
    }
}
