import GoText

/// Steps by lines and characters, as addresses take them; nil where the file has too few.
extension [UInt8] {
    /// The start of the line that a place lies in.
    func lineStart(before place: Int) -> Int {
        var start = place
        while start > 0, self[start - 1] != UInt8(ascii: "\n") { start -= 1 }
        return start
    }

    /// The `count`-th line from the next line start on, its line feed included; for 0 that start itself.
    func line(_ count: Int, after place: Int) -> Range<Int>? {
        var start = place
        while start > 0, start < self.count, self[start - 1] != UInt8(ascii: "\n") { start += 1 }
        if count == 0 { return start..<start }
        var remaining = count
        var position = start
        while position < self.count {
            if self[position] == UInt8(ascii: "\n") {
                remaining -= 1
                if remaining == 0 { return start..<position + 1 }
                start = position + 1
            }
            position += 1
        }
        // A last line without line feed is no line here.
        return nil
    }

    /// The line `count` - 1 lines before the one a place lies in; for 0 and 1 the start of that one.
    func line(_ count: Int, before place: Int) -> Range<Int>? {
        var start = lineStart(before: place)
        var end = start
        for _ in 0..<Swift.max(count - 1, 0) {
            guard start > 0 else { return nil }
            end = start
            start = lineStart(before: start - 1)
        }
        return start..<end
    }

    /// The place `count` characters further.
    func character(_ count: Int, after place: Int) -> Range<Int>? {
        guard count > 0 else { return place..<place }
        var position = place
        for _ in 0..<count {
            guard position < self.count else { return nil }
            position += GoText.characterLength(self[position...])
        }
        return position..<position
    }

    /// The place `count` characters back, counting the bytes that begin one; so maybe inside a character.
    func character(_ count: Int, before place: Int) -> Range<Int>? {
        var remaining = count
        var position = place
        while position > 0, remaining > 0 {
            if self[position] & 0xC0 != 0x80 { remaining -= 1 }
            position -= 1
        }
        return remaining == 0 ? position..<position : nil
    }
}
