import DeckHTML
import DeckModel
import DeckSyntax
import Foundation
import Host
import Ports
import SystemPackage

/// Writes lectures as a folder of static pages with an index.
struct SiteWriter {
    let course: Course
    let output: FilePath
    private(set) var written: [FilePath] = []
    /// What couldn't be copied, with the reason.
    private(set) var missing: [String] = []

    init(course: Course, output: FilePath) {
        self.course = course
        self.output = output
    }

    /// Writes the pages of lectures, the files they show, and an index of all.
    mutating func write(_ lectures: [LectureFile]) throws {
        var entries: [(path: FilePath, lecture: LectureFile)] = []
        for lecture in lectures {
            let path = course.relative(lecture.path)
            try write(lecture, at: path)
            entries.append((path, lecture))
        }
        try writeIndex(entries)
    }

    private mutating func write(_ lecture: LectureFile, at path: FilePath) throws {
        let folder = path.removingLastComponent()
        var options = PageOptions()
        options.language = course.settings.language ?? "en"
        options.carriesPolicy = true
        options.links = SiteLinks()
        let renderer = PageRenderer(style: Resources.pageStyle, theme: try course.theme(for: folder))
        let deck = lecture.parsed.deck
        let page = lecture.isArticle ? renderer.article(of: deck, options: options) : renderer.page(of: deck, options: options)
        try write(page.html, at: SiteLinks.page(path))
        for address in page.assets {
            guard let asset = LocalAddress.path(address, from: folder) else { continue }
            try copy(asset)
        }
    }

    private mutating func copy(_ asset: FilePath) throws {
        guard !written.contains(asset) else { return }
        do throws(FileError) {
            let bytes = try course.reader.read(course.root.pushing(asset))
            do { try write(bytes, at: asset) } catch { missing.append("\(error)") }
        } catch {
            missing.append(error.reason)
        }
    }

    private mutating func writeIndex(_ entries: [(path: FilePath, lecture: LectureFile)]) throws {
        var listing = FolderListing(title: course.settings.course ?? "Lectures", path: "")
        for (path, lecture) in entries {
            let page = SiteLinks.page(path)
            let entry = FolderListing.Entry(
                name: path.string,
                address: page.components.map { $0.string.percentEncodedForPath }.joined(separator: "/"),
                title: lecture.parsed.deck.title.string, time: lecture.parsed.deck.time)
            if lecture.isArticle { listing.articles.append(entry) } else { listing.decks.append(entry) }
        }
        var options = PageOptions()
        options.language = course.settings.language ?? "en"
        options.carriesPolicy = true
        let renderer = PageRenderer(style: Resources.pageStyle, theme: try course.theme(for: ""))
        try write(renderer.index(listing, options: options).html, at: "index.html")
    }

    private mutating func write(_ bytes: [UInt8], at path: FilePath) throws {
        let file = output.pushing(path)
        do {
            try FileManager.default.createDirectory(
                atPath: file.removingLastComponent().string, withIntermediateDirectories: true)
            try Data(bytes).write(to: URL(fileURLWithPath: file.string), options: .atomic)
        } catch {
            throw CommandFailure("'\(WorkingFolder.shown(file))' can't be written: \(error.localizedDescription)")
        }
        written.append(path)
    }
}

/// In a site, lectures lie beside their sources' places as `.html`.
struct SiteLinks: AssetLinks {
    func address(for address: String) -> String { address }

    func target(of address: String) -> String {
        let end = address.firstIndex { $0 == "?" || $0 == "#" } ?? address.endIndex
        let path = address[..<end]
        guard !path.contains("://") else { return address }
        for ending in [".slide", ".article"] where path.hasSuffix(ending) {
            return path.dropLast(ending.count) + ".html" + address[end...]
        }
        return address
    }

    /// The page of a lecture; a deck and an article of one name stay apart.
    static func page(_ path: FilePath) -> FilePath {
        var path = path
        path.extension = "html"
        return path
    }
}
