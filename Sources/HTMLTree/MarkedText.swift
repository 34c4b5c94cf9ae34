/// Text of which stretches stand in elements, such as code in its colours: one value for what a tree would take one
/// for each stretch.
public struct MarkedText: Hashable, Sendable {
    public var text: String
    /// The stretches, in ascending order; they don't overlap.
    public var marks: [Mark]
    public var tags: [Tag]

    public init(_ text: String, marks: [Mark], tags: [Tag]) {
        self.text = text
        self.marks = marks
        self.tags = tags
    }

    /// A stretch of the text.
    public struct Mark: Hashable, Sendable {
        /// The index of its element in ``MarkedText/tags``.
        public var tag: Int
        /// Offsets in the text's UTF-8.
        public var range: Range<Int>

        public init(tag: Int, range: Range<Int>) {
            self.tag = tag
            self.range = range
        }
    }

    /// An element around a stretch; it is printed when it is made, so a table of them is best made once.
    public struct Tag: Hashable, Sendable {
        let start: [UInt8]
        let end: [UInt8]

        public init(_ name: String, _ attributes: [HTML.Attribute] = []) {
            end = Array("</\(name)>".utf8)
            start = HTMLPrinter.bytes(of: .tag(name, attributes)).dropLast(end.count)
        }
    }
}
