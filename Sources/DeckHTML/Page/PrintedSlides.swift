import HTMLTree

/// Slides as bytes, one after the other: a slide's values are gone before the next one's are made.
struct PrintedSlides: ~Copyable {
    private var printer: HTMLPrinter
    /// Each slide's markup.
    private(set) var texts: [String] = []

    /// - Parameter capacity: How many bytes there will be, as far as that is known.
    init(capacity: Int) {
        printer = HTMLPrinter(.short, capacity: capacity)
        printer.print(.raw("<main>\n"))
    }

    mutating func append(_ slide: HTML) {
        let start = printer.count
        printer.print(slide)
        texts.append(printer.text(from: start))
        printer.print("\n")
    }

    /// Appends a slide that was printed before.
    mutating func append(printed slide: String) {
        texts.append(slide)
        printer.print(.raw(slide))
        printer.print("\n")
    }

    /// The `main` element.
    consuming func main() -> [UInt8] {
        printer.print(.raw("</main>\n"))
        return printer.bytes
    }
}
