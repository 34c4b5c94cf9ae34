package import SystemPackage

/// A page that the store can make.
package enum PageName: Hashable, Sendable {
    case deck(FilePath)
    case listing(FilePath)
}
