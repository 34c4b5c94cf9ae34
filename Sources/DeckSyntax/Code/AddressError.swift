import GoText

/// An address that leads nowhere.
struct AddressError: Error, Hashable {
    enum Reason: Hashable {
        case noMatch(pattern: String)
        case outOfRange
        case reverseSearch
        case syntax(near: UInt8)
        case regexp(GoRegexpError)
        case numberTooLarge(digits: String)
        /// A backslash ends the address inside `/…`: the real `present` crashes.
        case loneBackslash
        /// Characters are counted backwards from the end of the file: the real `present` crashes.
        case backwardsFromEnd
    }

    let reason: Reason
    /// The part of the address that is wrong, in the indices of the address.
    let range: Range<Int>

    /// Whether the real `present` crashes instead of saying something.
    var isCrash: Bool { reason == .loneBackslash || reason == .backwardsFromEnd }

    /// What `present` says after `FILE:LINE: `; for a crash what we say.
    var message: String {
        switch reason {
        case .noMatch(let pattern): "no match for \(pattern)"
        case .outOfRange: "address out of range"
        case .reverseSearch: "reverse search not implemented"
        // Go takes the byte for a character's number.
        case .syntax(let byte): "invalid address syntax near \(Unicode.Scalar(byte))"
        case .regexp(let error): error.message
        case .numberTooLarge(let digits): "strconv.Atoi: parsing \(GoText.quoted(digits)): value out of range"
        case .loneBackslash: "the address ends in a lone backslash"
        case .backwardsFromEnd: "characters can't be counted backwards from the end of the file"
        }
    }
}
