import SimShell

/// The keys of a server: its databases, and what has changed in them.
struct RedisStore: Sendable {
    struct Entry: Sendable {
        var value: RedisValue
        /// In milliseconds since 1970.
        var expires: Int?
        /// Grows with each change of any key.
        var revision: Int
    }

    /// In bytes, about; beyond it nothing can be written.
    static let sizeLimit = 48 << 20

    private(set) var databases: [[[UInt8]: Entry]]
    private var lastRevision = 0
    /// Changes since the last save.
    var dirty = 0
    private var written = 0
    /// What the server holds of the container's memory for its keys; nil for a store that is only passed through.
    var memory: MemoryShare?

    /// Whether there is room for what is to be written.
    enum Room: Hashable {
        case enough
        /// The server itself keeps no more.
        case full
        /// The container has no more.
        case outOfMemory
    }

    init(databases: Int = 16) { self.databases = Array(repeating: [:], count: max(1, min(databases, 1024))) }

    /// What a key holds now.
    mutating func entry(_ key: [UInt8], in database: Int, now: Int) -> Entry? {
        guard let entry = databases[database][key] else { return nil }
        if let expires = entry.expires, expires <= now {
            databases[database][key] = nil
            return nil
        }
        return entry
    }

    /// Gives a key a value, or takes it away; a collection without members goes away.
    mutating func put(_ value: RedisValue?, expires: Int?, at key: [UInt8], in database: Int) {
        lastRevision += 1
        dirty += 1
        guard let value, !value.isEmpty else {
            databases[database][key] = nil
            return
        }
        databases[database][key] = Entry(value: value, expires: expires, revision: lastRevision)
    }

    /// Takes the value out to be changed in place, so that it isn't copied.
    mutating func take(_ key: [UInt8], in database: Int) { databases[database][key]?.value = .string([]) }

    mutating func expire(_ key: [UInt8], at moment: Int?, in database: Int) {
        lastRevision += 1
        dirty += 1
        databases[database][key]?.expires = moment
        databases[database][key]?.revision = lastRevision
    }

    mutating func clear(_ database: Int) {
        dirty += databases[database].isEmpty ? 0 : databases[database].count
        databases[database] = [:]
    }

    /// Forgets what has expired.
    mutating func sweep(_ database: Int, now: Int) {
        let gone = databases[database].filter { ($0.value.expires ?? Int.max) <= now }.map(\.key)
        for key in gone { databases[database][key] = nil }
    }

    /// Says that so many bytes are to be written.
    mutating func reserve(_ bytes: Int) -> Room {
        written += bytes + 64
        if written <= Self.sizeLimit, memory?.hold(written) ?? true { return .enough }
        // What was deleted since counts no more.
        written =
            bytes
            + databases.reduce(0) { sum, database in
                database.reduce(sum) { $0 + $1.key.count + $1.value.value.size + 64 }
            }
        guard memory?.hold(written) ?? true else { return .outOfMemory }
        return written <= Self.sizeLimit ? .enough : .full
    }
}

/// Texts with `*`, `?`, `[…]` and `\`.
enum RedisGlob {
    static func matches(_ text: [UInt8], _ pattern: [UInt8]) -> Bool {
        var at = 0
        var place = 0
        var star: (pattern: Int, text: Int)?
        while at < text.count {
            if place < pattern.count, pattern[place] == UInt8(ascii: "*") {
                star = (place, at)
                place += 1
                continue
            }
            if let next = one(text[at], pattern, place) {
                place = next
                at += 1
                continue
            }
            guard let last = star else { return false }
            place = last.pattern + 1
            at = last.text + 1
            star = (last.pattern, at)
        }
        while place < pattern.count, pattern[place] == UInt8(ascii: "*") { place += 1 }
        return place == pattern.count
    }

    /// The place after what matches one byte.
    private static func one(_ byte: UInt8, _ pattern: [UInt8], _ start: Int) -> Int? {
        guard start < pattern.count else { return nil }
        switch pattern[start] {
        case UInt8(ascii: "?"): return start + 1
        case UInt8(ascii: "\\") where start + 1 < pattern.count:
            return pattern[start + 1] == byte ? start + 2 : nil
        case UInt8(ascii: "["):
            var place = start + 1
            let isNegated = place < pattern.count && pattern[place] == UInt8(ascii: "^")
            if isNegated { place += 1 }
            var isIn = false
            while place < pattern.count, pattern[place] != UInt8(ascii: "]") {
                if pattern[place] == UInt8(ascii: "\\"), place + 1 < pattern.count { place += 1 }
                if place + 2 < pattern.count, pattern[place + 1] == UInt8(ascii: "-") {
                    let ends = [pattern[place], pattern[place + 2]].sorted()
                    if ends[0] <= byte, byte <= ends[1] { isIn = true }
                    place += 3
                } else {
                    if pattern[place] == byte { isIn = true }
                    place += 1
                }
            }
            return isIn != isNegated ? min(place + 1, pattern.count) : nil
        case let other: return other == byte ? start + 1 : nil
        }
    }
}
