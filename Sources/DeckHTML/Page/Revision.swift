import Crypto

/// Names a state of a page by what it consists of: the same parts, the same name.
struct Revision {
    private var hash = SHA256()

    mutating func add(_ text: String) { hash.update(text) }

    mutating func add(_ slide: PrintedSlide) {
        slide.digest.withUnsafeBytes { hash.update(bufferPointer: $0) }
    }

    /// Twenty hexadecimal digits.
    var name: String {
        let digits = Array("0123456789abcdef")
        return String(hash.finalize().prefix(10).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
    }
}
