public import SourceText

/// A value that each student has of their own: `port: "port 20000..29999 for 5432"`.
public struct LabVariant: Hashable, Sendable {
    /// What kind of value it is.
    public enum Kind: Hashable, Sendable {
        /// A port of the host.
        case port(ClosedRange<Int>)
        /// A word that can be said aloud: `kobadulise`.
        case word
        /// A name for a container or an object of the cluster: two words and a hyphen.
        case name
        /// `v{{hex6}}`
        case template([Piece])
    }

    /// A piece of a template.
    public enum Piece: Hashable, Sendable {
        case literal(String)
        /// So many lower-case hexadecimal digits.
        case hex(Int)
        case word
        case number(ClosedRange<Int>)
    }

    /// The name that commands and checks call it by, as `{{variant.NAME}}` and `{{=variant.NAME}}`.
    public var name: String
    public var kind: Kind
    /// The text of the lecture that the value stands for; nil where it is only used by its name.
    public var literal: String?
    public var location: SourceLocation

    public init(name: String, kind: Kind, literal: String? = nil, at location: SourceLocation) {
        (self.name, self.kind, self.literal, self.location) = (name, kind, literal, location)
    }
}
