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
    private let compression = Mutex<Task<ByteBuffer?, Never>?>(nil)

    init(_ page: DeckPage) {
        bytes = ByteBuffer(bytes: page.html)
        var rest = page
        rest.html = []
        self.page = rest
        tag = "\"\(page.etag)\""
        gzipTag = "\"\(page.etag)-gz\""
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
