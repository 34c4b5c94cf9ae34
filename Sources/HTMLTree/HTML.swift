/// HTML as values; ``HTMLPrinter`` turns them into bytes and does all escaping.
public enum HTML: Hashable, Sendable {
    /// Text, to be escaped.
    case text(Substring)
    /// Markup that its author answers for, printed as it is.
    case raw(String)
    case marked(MarkedText)
    case element(Element)
    case fragment([HTML])

    /// An element with its attributes and content.
    public struct Element: Hashable, Sendable {
        public var name: String
        public var attributes: [Attribute]
        public var content: [HTML]

        public init(_ name: String, _ attributes: [Attribute] = [], _ content: [HTML] = []) {
            self.name = name
            self.attributes = attributes
            self.content = content
        }
    }

    /// An attribute; without a value it stands alone, such as `controls`.
    public struct Attribute: Hashable, Sendable {
        public var name: String
        public var value: String?

        public init(_ name: String, _ value: String? = nil) {
            self.name = name
            self.value = value
        }
    }

    /// Nothing at all.
    public static let empty = HTML.fragment([])

    /// Makes text from a string.
    public static func text(_ string: String) -> HTML { .text(Substring(string)) }

    /// Makes an element.
    public static func tag(_ name: String, _ attributes: [Attribute] = [], _ content: HTML...) -> HTML {
        .element(Element(name, attributes, content))
    }

    /// Makes an element with a list of content.
    public static func tag(_ name: String, _ attributes: [Attribute] = [], content: [HTML]) -> HTML {
        .element(Element(name, attributes, content))
    }
}

extension HTML: ExpressibleByStringLiteral {
    public init(stringLiteral value: String) { self = .text(Substring(value)) }
}

extension [HTML.Attribute] {
    /// Returns the attributes with one more, if it has a value.
    public func with(_ name: String, _ value: String?) -> Self {
        value.map { self + [HTML.Attribute(name, $0)] } ?? self
    }

    /// Returns the attributes with one more that stands alone, if the condition holds.
    public func with(_ name: String, if condition: Bool) -> Self {
        condition ? self + [HTML.Attribute(name)] : self
    }
}
