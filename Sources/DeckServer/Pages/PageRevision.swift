import NIOCore
import Synchronization

/// One state of a page, with the bytes that are sent for it.
final class PageRevision: Sendable {
    /// The page, without its bytes.
    let page: DeckPage
    let bytes: ByteBuffer
    /// Strong tags, one for each encoding, quoted.
    let tag: String
    let gzipTag: String
    let brotliTag: String
    /// The tags of all forms.
    var tags: [String] { [tag, gzipTag, brotliTag] }
    private let compression = Mutex<Task<ByteBuffer?, Never>?>(nil)
    private let slowCompression = Mutex(SlowCompression.notAsked)

    /// How far the smallest form of the page is.
    private enum SlowCompression {
        case notAsked, underWay
        case done(ByteBuffer?)
    }

    init(_ page: DeckPage) {
        bytes = ByteBuffer(bytes: page.html)
        var rest = page
        rest.html = []
        self.page = rest
        tag = "\"\(page.etag)\""
        gzipTag = "\"\(page.etag)-gz\""
        brotliTag = "\"\(page.etag)-br\""
    }

    /// The page in its smallest form, where it is there by now; making it takes a tenth of a second and more, so the
    /// first who asks gets nil and sets it going.
    func smallest() -> ByteBuffer? {
        slowCompression.withLock { state in
            switch state {
            case .done(let bytes): return bytes
            case .underWay: return nil
            case .notAsked:
                state = .underWay
                Task.detached(priority: .background) {
                    let bytes = Brotli.compress(self.bytes)
                    self.slowCompression.withLock { $0 = .done(bytes) }
                }
                return nil
            }
        }
    }

    /// The compressed bytes, made when they are first asked for; nil where compression doesn't pay.
    func compressed() async -> ByteBuffer? {
        let task = compression.withLock { task in
            if let task { return task }
            let bytes = bytes
            let started = Task.detached { Gzip.compress(bytes, level: 9) }
            task = started
            return started
        }
        return await task.value
    }
}
