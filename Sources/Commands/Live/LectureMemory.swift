import DeckHTML
import DeckSyntax
import Synchronization
import SystemPackage

/// The last state of each lecture that was served: what makes the next page of it quick.
final class LectureMemory: Sendable {
    struct Entry {
        var parsed: ParsedDeck
        var slides: SlideMemory
        /// Where the addresses of the page's pictures, films and frames lead, from the root.
        var places: [String: FilePath?]
    }

    private let entries = Mutex<[FilePath: Entry]>([:])

    /// How many lectures are remembered; one more, and all are forgotten.
    private static let capacity = 64

    subscript(path: FilePath) -> Entry? {
        get { entries.withLock { $0[path] } }
        set {
            entries.withLock { entries in
                if entries.count >= Self.capacity, entries[path] == nil { entries = [:] }
                entries[path] = newValue
            }
        }
    }
}
