/// The words of a language that have a colour: a hash table over bytes, built once.
struct WordTable: Sendable {
    private struct Slot: Sendable {
        var start: UInt16
        /// 0 where the slot is free.
        var length: UInt8
        var kind: TokenKind
    }

    private let letters: [UInt8]
    private let slots: [Slot]
    private let longest: Int
    private let ignoresCase: Bool

    /// Makes a table of words separated by spaces; where a word stands twice, the first counts.
    ///
    /// With `ignoringCase` the words are given in lower case.
    init(_ groups: KeyValuePairs<TokenKind, String>, ignoringCase: Bool = false) {
        let words = groups.flatMap { group in
            group.value.split(whereSeparator: { $0 == " " || $0 == "\n" })
                .map { (bytes: Array($0.utf8), kind: group.key) }
        }
        var capacity = 16
        while capacity < words.count * 3 { capacity *= 2 }
        var letters: [UInt8] = []
        var slots = [Slot](repeating: Slot(start: 0, length: 0, kind: .keyword), count: capacity)
        for word in words {
            var slot = Int(truncatingIfNeeded: Self.hash(word.bytes)) & (capacity - 1)
            while slots[slot].length > 0 { slot = (slot + 1) & (capacity - 1) }
            slots[slot] = Slot(
                start: UInt16(letters.count),
                length: UInt8(word.bytes.count),
                kind: word.kind
            )
            letters += word.bytes
        }
        self.letters = letters
        self.slots = slots
        longest = words.map(\.bytes.count).max() ?? 0
        ignoresCase = ignoringCase
    }

    private static func hash(_ bytes: [UInt8]) -> UInt {
        bytes.reduce(0) { $0 &* 31 &+ UInt($1) }
    }

    /// Tells the kind of the word between `start` and the cursor.
    func kind(of cursor: Cursor, from start: Int) -> TokenKind? {
        let count = cursor.at - start
        guard count > 0, count <= longest else { return nil }
        var hash: UInt = 0
        for index in start..<cursor.at { hash = hash &* 31 &+ UInt(folded(cursor.bytes[index])) }
        var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while slots[slot].length > 0 {
            if Int(slots[slot].length) == count, isWord(in: slots[slot], equalTo: cursor, from: start) {
                return slots[slot].kind
            }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }

    private func isWord(in slot: Slot, equalTo cursor: Cursor, from start: Int) -> Bool {
        for offset in 0..<Int(slot.length)
        where letters[Int(slot.start) + offset] != folded(cursor.bytes[start + offset]) {
            return false
        }
        return true
    }

    @inline(__always)
    private func folded(_ byte: UInt8) -> UInt8 {
        ignoresCase ? byte.lowercased : byte
    }
}
