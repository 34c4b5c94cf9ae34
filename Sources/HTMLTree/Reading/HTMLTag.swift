/// A start tag taken apart; what is not changed is printed as it was.
public struct HTMLTag: Sendable {
    public struct Attribute: Sendable {
        public var name: String
        /// The value with its character references read; nil where the attribute stands alone.
        public private(set) var value: String?
        /// The attribute as written, white space before it included.
        public private(set) var source: String

        public init(name: String, value: String?, source: String) {
            self.name = name
            self.value = value
            self.source = source
        }

        public mutating func setValue(_ new: String) {
            guard new != value else { return }
            value = new
            let escaped = new.replacing("&", with: "&amp;").replacing("\"", with: "&quot;")
            source = " \(name)=\"\(escaped)\""
        }
    }

    public var name: String
    public var attributes: [Attribute]
    /// What stands between the last attribute and the end, such as ` /`.
    public var tail: String

    /// The tag as it is printed.
    public var text: String { "<\(name)" + attributes.map(\.source).joined() + tail + ">" }

    /// The value of an attribute by its name, whatever its case.
    public func value(of name: String) -> String? { attributes.first { $0.name.lowercased() == name }?.value }

    /// Adds a class to those that the tag has.
    public mutating func addClass(_ name: String) {
        if let index = attributes.firstIndex(where: { $0.name.lowercased() == "class" }) {
            attributes[index].setValue((attributes[index].value.map { $0 + " " } ?? "") + name)
        } else {
            var attribute = Attribute(name: "class", value: nil, source: "")
            attribute.setValue(name)
            attributes.append(attribute)
        }
    }
}
