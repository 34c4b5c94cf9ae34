/// A place in a text, and the tokens found before it.
///
/// Reading past the end gives 0, which ends every loop over a class of bytes; a loop that runs *until* a byte
/// asks ``isAtEnd``, since a text may hold NULs.
struct Cursor {
    let bytes: UnsafeBufferPointer<UInt8>
    var at = 0
    private(set) var end: Int
    private(set) var tokens: [Token] = []

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
        end = bytes.count
        tokens.reserveCapacity(bytes.count / 16)
    }

    /// The same place without the tokens: a copy with them would cost a copy of them all at the next token.
    var lookahead: Cursor {
        Cursor(bytes, at: at, end: end)
    }

    private init(_ bytes: UnsafeBufferPointer<UInt8>, at: Int, end: Int) {
        self.bytes = bytes
        self.at = at
        self.end = end
    }

    var isAtEnd: Bool {
        @inline(__always) get { at >= end }
    }

    /// The byte here; 0 at the end.
    var byte: UInt8 {
        @inline(__always) get { at < end ? bytes[at] : 0 }
    }

    /// The byte at an offset from here; 0 outside the text.
    @inline(__always)
    func peek(_ offset: Int) -> UInt8 {
        let index = at + offset
        return index >= 0 && index < end ? bytes[index] : 0
    }

    @inline(__always)
    mutating func advance(_ count: Int = 1) {
        at = min(at + count, end)
    }

    @inline(__always)
    mutating func skip(while matches: (UInt8) -> Bool) {
        var next = at
        while next < end, matches(bytes[next]) { next += 1 }
        at = next
    }

    mutating func skipBlanks() {
        skip(while: \.isBlank)
    }

    /// Goes to the line feed that ends the line, or to the end.
    mutating func skipLine() {
        skip { $0 != "\n" }
    }

    func starts(with text: StaticString) -> Bool {
        guard at + text.utf8CodeUnitCount <= end else { return false }
        for index in 0..<text.utf8CodeUnitCount where bytes[at + index] != text.utf8Start[index] {
            return false
        }
        return true
    }

    /// Whether the bytes from `start` to here are exactly `text`.
    func isText(_ text: StaticString, from start: Int) -> Bool {
        guard at - start == text.utf8CodeUnitCount else { return false }
        for index in 0..<text.utf8CodeUnitCount where bytes[start + index] != text.utf8Start[index] {
            return false
        }
        return true
    }

    /// Whether nothing stands before the place on its line, or nothing but blanks.
    func isFirstOnLine(indented: Bool = true) -> Bool {
        var index = at
        while indented, index > 0, bytes[index - 1].isBlank { index -= 1 }
        return index == 0 || bytes[index - 1] == "\n"
    }

    /// Records that the bytes from `start` to here are a token.
    ///
    /// One that touches its like is one with it.
    mutating func emit(_ kind: TokenKind, from start: Int) {
        guard start < at else { return }
        if let last = tokens.last, last.kind == kind, last.range.upperBound == start {
            tokens[tokens.count - 1].range = last.range.lowerBound..<at
        } else {
            tokens.append(Token(kind: kind, range: start..<at))
        }
    }

    /// Lets another lexer read a part of the text, and goes to that part's end.
    mutating func scan(upTo limit: Int, _ body: (inout Cursor) -> Void) {
        let outer = end
        end = max(at, min(limit, outer))
        body(&self)
        at = end
        end = outer
    }
}
