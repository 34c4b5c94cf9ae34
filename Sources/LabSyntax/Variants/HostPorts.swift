/// Finds where a text means a port of the host: containers keep theirs, whatever they are published as.
///
/// `-p 5432:5432` has the host's in front, `0.0.0.0:5432->5432/tcp` too; `localhost:5432` is the host's, `db:5432` is the
/// container's own, and so is `5432/tcp`.
enum HostPorts {
    /// Finds the places of a port in a text.
    ///
    /// Where `alone` is set, a number without anything around it counts, too, as in `nc localhost 5432`.
    static func places(of port: String, in text: [UInt8], alone: Bool = true) -> [Range<Int>] {
        let digits = Array(port.utf8)
        guard !digits.isEmpty, text.count >= digits.count else { return [] }
        return (0...text.count - digits.count).compactMap { start in
            let place = start..<start + digits.count
            return text[place].elementsEqual(digits) && isHostPort(place, text, alone) ? place : nil
        }
    }

    private static func isHostPort(_ place: Range<Int>, _ text: [UInt8], _ alone: Bool) -> Bool {
        let before = text[..<place.lowerBound]
        let after = text[place.upperBound...]
        guard before.last.map({ !WordBoundary.isPart($0) }) ?? true, isEnd(after) else { return false }
        if ["/tcp", "/udp", "/sctp"].contains(where: { after.starts(with: $0.utf8) }) { return false }
        if after.starts(with: "->".utf8) { return true }
        if after.first == UInt8(ascii: ":") { return after.dropFirst().first?.isDigit == true }
        guard let sign = before.last else { return alone }
        if sign == UInt8(ascii: ":") { return isHost(before.dropLast()) }
        guard alone else { return false }
        let isAlone = sign.isBlank || sign == 0x0A || sign == UInt8(ascii: "\"") || sign == UInt8(ascii: "'")
        return isAlone && !before.reversed().drop(while: \.isBlank).starts(with: "--expose".utf8.reversed())
    }

    /// Whether a number ends: `5432.` may end a sentence, `5432-1` goes on, `5432->` doesn't.
    private static func isEnd(_ after: ArraySlice<UInt8>) -> Bool {
        guard let next = after.first, WordBoundary.isPart(next) else { return true }
        if after.starts(with: "->".utf8) { return true }
        return next == UInt8(ascii: ".") && after.dropFirst().first.map { !WordBoundary.isPart($0) } ?? true
    }

    /// Whether what stands before a colon is the host: nothing, an address, or its own name.
    private static func isHost(_ before: ArraySlice<UInt8>) -> Bool {
        if before.last == UInt8(ascii: "]") || before.last == UInt8(ascii: ":") { return true }
        let word = String(
            decoding: before.reversed().prefix(while: WordBoundary.isPart).reversed(),
            as: UTF8.self
        )
        if ["", "localhost", "host.docker.internal"].contains(word) { return true }
        let numbers = word.split(separator: ".", omittingEmptySubsequences: false)
        return numbers.count == 4 && numbers.allSatisfy { UInt8($0) != nil }
    }
}
