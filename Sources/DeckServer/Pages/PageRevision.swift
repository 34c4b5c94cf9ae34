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
        case notAsked
        case underWay(Task<Void, Never>)
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
        if case .done(let bytes) = slowCompression.withLock({ $0 }) { return bytes }
        _ = makingSmallest()
        return nil
    }

    /// Waits until the smallest form is there.
    func prepareSmallest() async { await makingSmallest()?.value }

    private func makingSmallest() -> Task<Void, Never>? {
        slowCompression.withLock { state in
            switch state {
            case .done: return nil
            case .underWay(let task): return task
            case .notAsked:
                let task = Task.detached(priority: .background) {
                    let bytes = Brotli.compress(self.bytes)
                    self.slowCompression.withLock { $0 = .done(bytes) }
                }
                state = .underWay(task)
                return task
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
