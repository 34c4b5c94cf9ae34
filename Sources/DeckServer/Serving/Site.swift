package import SystemPackage
import Ports

/// What is served, and to whom.
struct Site: Sendable {
    var start: StartPage
    var hosts: HostCheck
    var folder: any ServedFolder
    var store: DeckStore
    var compressed: CompressedAssets
}

/// Where `/` leads.
package enum StartPage: Hashable, Sendable {
    /// To the list of decks.
    case listing
    /// To a deck, by its path from the root.
    case deck(FilePath)
}
