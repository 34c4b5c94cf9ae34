/// Words as a shell tells them apart: quotes keep blanks together, an escape takes the next character as it is.
enum ShellWords {
    /// Returns the words with their quotes and escapes still in them.
    static func split(_ text: String, escape: UInt8) -> [String] {
        var words: [String] = []
        var word: [UInt8] = []
        var quote: UInt8?
        var isWord = false
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            if let open = quote {
                word.append(byte)
                if byte == open {
                    quote = nil
                } else if byte == escape, open == UInt8(ascii: "\""), let next = rest.popFirst() {
                    word.append(next)
                }
            } else if LineReader.isSpace(byte) {
                if isWord { words.append(String(decoding: word, as: UTF8.self)) }
                word = []
                isWord = false
            } else {
                isWord = true
                word.append(byte)
                if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
                    quote = byte
                } else if byte == escape, let next = rest.popFirst() {
                    word.append(next)
                }
            }
        }
        if isWord { words.append(String(decoding: word, as: UTF8.self)) }
        return words
    }

    /// Returns a word without its quotes and escapes.
    static func unquote(_ word: String, escape: UInt8) -> String {
        var result: [UInt8] = []
        var quote: UInt8?
        var rest = Array(word.utf8)[...]
        while let byte = rest.popFirst() {
            if byte == quote {
                quote = nil
            } else if quote == nil, byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
                quote = byte
            } else if byte == escape, quote != UInt8(ascii: "'"), let next = rest.popFirst() {
                result.append(next)
            } else {
                result.append(byte)
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}

/// Fields between commas, where double quotes keep a comma: the CSV of `--mount`.
enum CommaFields {
    static func split(_ text: String) -> [String] {
        var fields = [""]
        var isQuoted = false
        for character in text {
            if character == "\"" {
                isQuoted.toggle()
            } else if character == ",", !isQuoted {
                fields.append("")
            } else {
                fields[fields.count - 1].append(character)
            }
        }
        return fields
    }
}
