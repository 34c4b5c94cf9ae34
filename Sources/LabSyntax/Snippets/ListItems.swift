/// Tells how far a line of Markdown is indented by the list items that it stands in: a fence in one begins there.
struct ListItems {
    /// Where the content of the open items begins, the outermost first.
    private var columns: [Int] = []
    private var isBehindText = false

    /// What a line is inside of its list items.
    struct Content {
        /// The text without what indents it.
        var text: Substring
        /// Where it begins.
        var column: Int
        /// Where the content of its innermost item begins; 0 outside of lists.
        var item: Int
    }

    /// Reads the next line that isn't a comment.
    mutating func read(_ line: String) -> Content {
        var rest = line.drop { $0 == " " }
        var column = line.count - rest.count
        guard !rest.isEmpty else {
            isBehindText = false
            return Content(text: rest, column: column, item: 0)
        }
        // Headings, commands and notes end the Markdown that a list stands in.
        if column == 0, let first = rest.first, first == "#" || first == "." || first == ":" { columns = [] }
        let isOwn = Self.marker(rest) != nil || rest.hasPrefix("```") || rest.hasPrefix("~~~")
        // Text right below an item's text goes on with it, however little it is indented.
        if isOwn || !isBehindText { columns.removeAll { $0 > column } }
        while column < (columns.last ?? 0) + 4, let width = Self.marker(rest) {
            rest = rest.dropFirst(width)
            let blanks = rest.prefix { $0 == " " }.count
            columns.append(column + width + (blanks > 4 || blanks == rest.count ? 1 : blanks))
            rest = rest.dropFirst(blanks)
            column += width + blanks
        }
        isBehindText = !rest.isEmpty && !isOwn || columns.last == column
        return Content(text: rest, column: column, item: columns.last { $0 <= column } ?? 0)
    }

    /// How many characters the sign of a list item takes; nil where none begins.
    private static func marker(_ text: Substring) -> Int? {
        let digits = text.prefix { $0.isASCII && $0.isNumber }.count
        let sign = text.dropFirst(digits).first
        let isSign = digits == 0 ? sign == "-" || sign == "*" || sign == "+" : sign == "." || sign == ")"
        guard isSign, digits <= 9 else { return nil }
        let next = text.dropFirst(digits + 1).first
        return next == nil || next == " " ? digits + 1 : nil
    }
}
