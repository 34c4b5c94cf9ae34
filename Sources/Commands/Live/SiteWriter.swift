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
    private var files: SiteFiles
    private var rendered: [(path: FilePath, html: [UInt8])] = []

    /// What couldn't be copied, with the reason.
    var missing: [String] { files.missing }

    init(course: Course, output: FilePath) {
        self.course = course
        self.output = output
        files = SiteFiles(course: course)
    }

    /// Writes the pages of lectures, the files they show, and an index of all.
    mutating func write(_ lectures: [LectureFile]) throws {
        let entries = lectures.map { (path: course.relative($0.path), lecture: $0) }
        let pages = SitePages(entries.map(\.path))
        let read = ReadFiles(of: lectures, in: course)
        for page in pages.all { try read.refuse(asOutput: output.pushing(page)) }
        for (path, lecture) in entries { try render(lecture, at: path, pages) }
        try renderIndex(entries, pages)
        files.addNamed(pages)
        // A file and a page of one name: nothing is written where one of them would be lost.
        for file in files.all {
            guard let lecture = pages.owner(of: file) else { continue }
            throw CommandFailure(
                "'\(WorkingFolder.shown(course.root.pushing(file)))' would be lost, because \(lecture) has "
                    + "its place in the site: give the file another name, or link to the lecture itself"
            )
        }
        for page in rendered { try OutputFile.write(page.html, to: output.pushing(page.path)) }
        try files.copy(to: output)
    }

    private mutating func render(_ lecture: LectureFile, at path: FilePath, _ pages: SitePages) throws {
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
        add(page, at: pages.page(of: path), from: folder, pages)
        for file in links.files { files.add(file) }
        for lecture in links.lecturesElsewhere { files.leaveOut(lecture) }
        for linked in links.folders { files.leaveOut(folder: linked, linkedFrom: lecture.path) }
    }

    private mutating func renderIndex(
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
        add(renderer.index(listing, options: options), at: SitePages.index, from: "", pages)
    }

    /// Takes a page, and the files that it shows.
    private mutating func add(
        _ page: RenderedPage,
        at path: FilePath,
        from folder: FilePath,
        _ pages: SitePages
    ) {
        rendered.append((path, page.html))
        for address in page.assets {
            guard let file = LocalAddress.path(address, from: folder), !pages.contains(file) else { continue }
            if LectureFile.isLecture(file) { files.leaveOut(file) } else { files.add(file) }
        }
    }
}
