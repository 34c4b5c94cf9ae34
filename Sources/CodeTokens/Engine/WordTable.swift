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
            let count = word.bytes.count
            var slot = Self.hash(word.bytes[0], word.bytes[count - 1], count: count) & (capacity - 1)
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

    /// A word's place is told by its length and its ends: few words share them.
    @inline(__always)
    private static func hash(_ first: UInt8, _ last: UInt8, count: Int) -> Int {
        Int(first) &* 31 &+ Int(last) &* 7 &+ count
    }

    /// Tells the kind of the word between `start` and the cursor.
    func kind(of cursor: Cursor, from start: Int) -> TokenKind? {
        let count = cursor.at - start
        guard count > 0, count <= longest else { return nil }
        let (first, last) = (folded(cursor.bytes[start]), folded(cursor.bytes[cursor.at - 1]))
        var slot = Self.hash(first, last, count: count) & (slots.count - 1)
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
