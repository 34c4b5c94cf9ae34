public import LabModel

/// The values of all students of a class in one lab, to find whose they are where they appear.
public struct VariantRoll: Sendable {
    /// A value of somebody else.
    public struct Foreign: Hashable, Sendable {
        /// The variant's name.
        public var name: String
        public var value: String
        /// Whose it is: few values of a small range may be several students'.
        public var students: [String]
    }

    private struct Holder: Sendable {
        var variant: LabVariant
        var students: Set<String>
    }

    /// The shortest value that says anything, ports aside: shorter ones turn up by chance.
    static let shortest = 5

    /// By value; a value that two variants give stands under both.
    private var holders: [String: [Holder]] = [:]
    private let own: [String: Set<String>]

    /// Makes the roll.
    ///
    /// - Parameters:
    ///   - lab: The lab; what stands in it is nobody's own.
    ///   - students: Each student's values.
    public init(of lab: Lab, _ students: [String: VariantValues]) {
        own = students.mapValues { Set($0.values.values) }
        for variant in lab.variants {
            for (student, values) in students {
                guard let value = values[variant.name], Self.tells(value, variant) else { continue }
                if let index = holders[value]?.firstIndex(where: { $0.variant.name == variant.name }) {
                    holders[value]?[index].students.insert(student)
                } else {
                    holders[value, default: []].append(Holder(variant: variant, students: [student]))
                }
            }
        }
        for text in LabTexts.all(of: lab) {
            for word in Self.words(of: Array(text.text.utf8)) { holders[word.text] = nil }
        }
    }

    /// Values of others in what a student handed in or saw, by name and value.
    ///
    /// A port counts where it is the host's; the number by itself may be anything.
    ///
    /// - Complexity: Proportional to the text, however many students there are.
    public func foreign(in text: String, of student: String) -> [Foreign] {
        let bytes = Array(text.utf8)
        let own = own[student] ?? []
        var found: Set<Foreign> = []
        for word in Self.words(of: bytes) where !own.contains(word.text) {
            for holder in holders[word.text] ?? [] {
                if case .port = holder.variant.kind, !Self.isHostPort(word, bytes) { continue }
                found.insert(
                    Foreign(name: holder.variant.name, value: word.text, students: holder.students.sorted())
                )
            }
        }
        return found.sorted { ($0.name, $0.value) < ($1.name, $1.value) }
    }

    private static func tells(_ value: String, _ variant: LabVariant) -> Bool {
        if case .port = variant.kind { return true }
        return value.utf8.count >= shortest
    }

    // MARK: Words

    private struct Word: Hashable {
        var text: String
        var place: Range<Int>
    }

    /// The words of a text, and their parts: a value stands in the middle of names and tags, too, as in `todos-v3fa9c1`.
    private static func words(of bytes: [UInt8]) -> Set<Word> {
        var words: Set<Word> = []
        for more in ["-_.", "-_", ""] {
            words.formUnion(
                Self.words(of: bytes) { byte in
                    WordBoundary.isPart(byte) && (!"-_.".utf8.contains(byte) || more.utf8.contains(byte))
                }
            )
        }
        return words
    }

    private static func words(of bytes: [UInt8], _ isPart: (UInt8) -> Bool) -> [Word] {
        var words: [Word] = []
        var at = 0
        while at < bytes.count {
            guard isPart(bytes[at]) else {
                at += 1
                continue
            }
            var end = bytes[at...].firstIndex { !isPart($0) } ?? bytes.count
            let next = end
            // The end of a sentence, and of `23117->5432/tcp`, is no part of the word.
            while end > at + 1, bytes[end - 1] == UInt8(ascii: ".") || bytes[end - 1] == UInt8(ascii: "-") {
                end -= 1
            }
            words.append(Word(text: String(decoding: bytes[at..<end], as: UTF8.self), place: at..<end))
            at = next
        }
        return words
    }

    private static func isHostPort(_ word: Word, _ bytes: [UInt8]) -> Bool {
        // What decides stands on the same line.
        let start = (bytes[..<word.place.lowerBound].lastIndex(of: 0x0A) ?? -1) + 1
        let end = bytes[word.place.upperBound...].firstIndex(of: 0x0A) ?? bytes.count
        let line = Array(bytes[start..<end])
        return HostPorts.places(of: word.text, in: line, alone: false).contains {
            $0.lowerBound == word.place.lowerBound - start
        }
    }
}
