import Crypto
import HTMLTree

/// A slide as it stands on the page.
struct PrintedSlide: Sendable {
    let text: String
    /// What the text hashes to: made with the slide, so that a page needn't read all of its slides again.
    let digest: SHA256Digest

    init(_ slide: HTML) {
        var printer = HTMLPrinter(.short, capacity: 2048)
        printer.print(slide)
        text = printer.text
        digest = SHA256.hash(of: text)
    }
}

extension SHA256 {
    fileprivate static func hash(of text: String) -> Digest {
        var hash = SHA256()
        hash.update(text)
        return hash.finalize()
    }

    /// Goes on with the UTF-8 of a text.
    mutating func update(_ text: String) {
        var text = text
        text.withUTF8 { update(bufferPointer: UnsafeRawBufferPointer($0)) }
    }
}
