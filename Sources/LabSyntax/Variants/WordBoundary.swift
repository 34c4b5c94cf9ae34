/// What a word is where a lecture's literals and students' values are looked for: never a part of a longer one.
enum WordBoundary {
    /// Whether a byte may be a part of a word.
    static func isPart(_ byte: UInt8) -> Bool {
        byte.isLetter || byte.isDigit || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
            || byte == UInt8(ascii: ".")
    }

    /// The places of a word in a text: no part of a longer word, though a sentence may end behind it.
    static func places(of word: [UInt8], in text: [UInt8]) -> [Range<Int>] {
        guard !word.isEmpty, text.count >= word.count else { return [] }
        var places: [Range<Int>] = []
        var at = 0
        while at + word.count <= text.count {
            guard text[at] == word[0], text[at..<at + word.count].elementsEqual(word) else {
                at += 1
                continue
            }
            let end = at + word.count
            if (at == 0 || !isPart(text[at - 1])) && isEnd(end, in: text) { places.append(at..<end) }
            at = end
        }
        return places
    }

    /// Whether no word goes on at an offset; a point goes on only before a letter or a digit.
    private static func isEnd(_ at: Int, in text: [UInt8]) -> Bool {
        guard at < text.count, isPart(text[at]) else { return true }
        guard text[at] == UInt8(ascii: ".") else { return false }
        return at + 1 == text.count || !isPart(text[at + 1])
    }
}
