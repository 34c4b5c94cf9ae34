import DeckHTML
import Host
import HTMLTree
import Ports
import SystemPackage

/// The course's own style sheet, with the sheets that it imports in it, for the pages of one folder.
///
/// It stands inside pages, behind ours, where no `@import` counts and addresses are relative to the page.
struct ThemeSheet {
    private(set) var text = ""
    /// The sheets that it consists of, from the root.
    private(set) var files: [FilePath] = []
    /// The other files that it names, from the root.
    private(set) var assets: [FilePath] = []

    private let climb: String
    private let read: (FilePath) throws(FileError) -> [UInt8]

    /// - Parameters:
    ///   - sheet: The sheet, from the root.
    ///   - folder: The folder of the pages, from the root.
    ///   - read: Reads a file by its path from the root.
    /// - Throws: Where the sheet or one that it imports can't be read.
    init(
        _ sheet: FilePath,
        for folder: FilePath,
        reading read: @escaping (FilePath) throws(FileError) -> [UInt8]
    ) throws(FileError) {
        climb = String(repeating: "../", count: folder.components.count)
        self.read = read
        text = try text(of: sheet, importedBy: [])
    }

    private mutating func text(
        of sheet: FilePath,
        importedBy way: [FilePath]
    ) throws(FileError) -> String {
        let css = Self.text(of: try read(sheet))
        if !files.contains(sheet) { files.append(sheet) }
        return try StyleText.rewrite(css) { (reference) throws(FileError) -> StyleReplacement? in
            let address = reference.address
            guard let place = LocalAddress.path(address, from: sheet.removingLastComponent()) else {
                // Behind our rules an `@import` does nothing, so the page's policy needn't let its host in.
                return reference.use == .sheet ? .sheet("") : nil
            }
            if reference.use == .sheet {
                // Sheets may import each other in a circle.
                guard place != sheet, !way.contains(place) else { return .sheet("") }
                return .sheet(try text(of: place, importedBy: way + [sheet]))
            }
            if !assets.contains(place) { assets.append(place) }
            let path = place.components.map { $0.string.percentEncodedForPath }.joined(separator: "/")
            return .address(climb + path + LocalAddress.ending(address))
        }
    }

    /// The text of a sheet as a browser has it behind reading the page: the page's policy allows it by its hash.
    private static func text(of bytes: [UInt8]) -> String {
        var text = String(decoding: bytes, as: UTF8.self)
        if text.unicodeScalars.first == "\u{FEFF}" { text.unicodeScalars.removeFirst() }
        for (read, kept) in [("\r\n", "\n"), ("\r", "\n"), ("\0", "\u{FFFD}")] {
            text = text.replacing(read, with: kept)
        }
        return text
    }
}
