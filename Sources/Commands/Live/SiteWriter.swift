import DeckHTML
import DeckModel
import DeckSyntax
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
        let entries = lectures.map { (path: course.relative($0.path), lecture: $0) }
        let pages = SitePages(entries.map(\.path))
        let files = ReadFiles(of: lectures, in: course)
        for page in ["index.html"] + entries.map({ pages.page(of: $0.path) }) {
            try files.refuse(asOutput: output.pushing(page))
        }
        for (path, lecture) in entries { try write(lecture, at: path, pages) }
        try writeIndex(entries, pages)
    }

    private mutating func write(_ lecture: LectureFile, at path: FilePath, _ pages: SitePages) throws {
        let folder = path.removingLastComponent()
        let links = SiteLinks(pages: pages, folder: folder, course: course)
        var options = PageOptions()
        options.language = course.settings.language ?? "en"
        options.carriesPolicy = true
        options.links = links
        let renderer = PageRenderer(style: Resources.pageStyle, theme: try course.theme(for: folder))
        let deck = lecture.parsed.deck
        let page =
            lecture.isArticle
            ? renderer.article(of: deck, options: options) : renderer.page(of: deck, options: options)
        try write(page.html, at: pages.page(of: path))
        for address in page.assets {
            guard let asset = LocalAddress.path(address, from: folder) else { continue }
            try copy(asset)
        }
        for file in links.files { try copy(file) }
    }

    private mutating func copy(_ asset: FilePath) throws {
        guard !written.contains(asset) else { return }
        do {
            let bytes = try course.reader.read(course.root.pushing(asset))
            try write(bytes, at: asset)
        } catch let error as FileError {
            if !missing.contains(error.reason) { missing.append(error.reason) }
        }
    }

    private mutating func writeIndex(
        _ entries: [(path: FilePath, lecture: LectureFile)],
        _ pages: SitePages
    ) throws {
        var listing = FolderListing(title: course.settings.course ?? "Lectures", path: "")
        for (path, lecture) in entries {
            let page = pages.page(of: path)
            let entry = FolderListing.Entry(
                name: path.string,
                address: page.components.map { $0.string.percentEncodedForPath }.joined(separator: "/"),
                title: lecture.parsed.deck.title.string,
                time: lecture.parsed.deck.time
            )
            if lecture.isArticle { listing.articles.append(entry) } else { listing.decks.append(entry) }
        }
        var options = PageOptions()
        options.language = course.settings.language ?? "en"
        options.carriesPolicy = true
        let renderer = PageRenderer(style: Resources.pageStyle, theme: try course.theme(for: ""))
        try write(renderer.index(listing, options: options).html, at: "index.html")
    }

    private mutating func write(_ bytes: [UInt8], at path: FilePath) throws {
        try OutputFile.write(bytes, to: output.pushing(path))
        written.append(path)
    }
}
