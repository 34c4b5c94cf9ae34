import DeckHTML
import DeckModel
import DeckServer
import DeckSyntax
import Host
import Ports
import SourceText
import SystemPackage

/// Makes the pages that `serve` sends, from the files as they are each time.
struct CoursePages: DeckPageSource {
    let course: Course
    private let memory: LectureMemory

    init(course: Course) { self.init(course, LectureMemory()) }

    private init(_ course: Course, _ memory: LectureMemory) {
        self.course = course
        self.memory = memory
    }

    var changeScript: String { Resources.pageStyle.reloadScript }

    @concurrent
    func page(for deck: FilePath) async -> DeckPage { upToDate.page(at: deck) }

    /// The same pages under the settings as they stand now.
    private var upToDate: CoursePages { CoursePages(course.reread(), memory) }

    private func page(at deck: FilePath) -> DeckPage {
        let path = course.root.pushing(deck)
        do throws(FileError) {
            let earlier = memory[deck]
            // Who reads the page may sit elsewhere: where the course lies on this machine is no business of theirs.
            let lecture = try LectureFile(path, in: course, after: earlier?.parsed, namedFrom: course.root)
            return try page(of: lecture, at: deck, after: earlier)
        } catch {
            return failure(error.reason, deck)
        }
    }

    private func page(
        of lecture: LectureFile,
        at deck: FilePath,
        after earlier: LectureMemory.Entry?
    ) throws(FileError) -> DeckPage {
        let renderer: PageRenderer
        do throws(CommandFailure) {
            renderer = PageRenderer(
                style: Resources.pageStyle,
                theme: try course.theme(for: deck.removingLastComponent())
            )
        } catch {
            return failure(error.message, deck)
        }
        var options = PageOptions()
        options.language = course.settings.language ?? "en"
        options.eventsAddress = { "/.slidectl/events?deck=\(deck.string.percentEncodedForQuery)&etag=\($0)" }
        let text = lecture.diagnosticText(colour: false)
        let page: RenderedPage
        if lecture.parsed.isRefused {
            page = renderer.problems(
                lecture.parsed.diagnostics,
                of: deck.string,
                excerpt: { text.excerpt($0.location) },
                options: options
            )
        } else if lecture.isArticle {
            page = renderer.article(of: lecture.parsed.deck, options: options)
        } else {
            page = renderer.page(
                of: lecture.parsed.deck,
                options: options,
                after: earlier?.slides ?? SlideMemory(),
                origins: lecture.parsed.origins
            )
        }
        var places: [String: FilePath?] = [:]
        for address in page.assets {
            places[address] = .some(earlier?.places[address] ?? asset(address, of: deck))
        }
        memory[deck] = LectureMemory.Entry(parsed: lecture.parsed, slides: page.memory, places: places)
        let included = lecture.includedPaths.map { course.relative($0) }
        return DeckPage(
            html: page.html,
            contentSecurityPolicy: page.contentSecurityPolicy,
            etag: page.revision,
            title: page.title,
            slides: page.slides,
            frame: page.frame,
            dependencies: Set(included + [deck] + course.settingsFiles),
            assets: Set(places.values.compactMap { $0 }),
            problems: lecture.parsed.diagnostics.filter { $0.severity == .error }.map { problem($0, text) },
            isUsable: !lecture.parsed.isRefused
        )
    }

    /// The path of a file that a page names; nil for what lies elsewhere.
    private func asset(_ address: String, of deck: FilePath) -> FilePath? {
        guard let path = LocalAddress.path(address, from: deck.removingLastComponent()) else { return nil }
        return path
    }

    private func problem(_ diagnostic: Diagnostic, _ text: DiagnosticText) -> ReloadProblem {
        ReloadProblem(
            severity: diagnostic.severity.rawValue,
            place: diagnostic.location.description,
            summary: diagnostic.summary,
            excerpt: text.excerpt(diagnostic.location) ?? ""
        )
    }

    private func failure(_ message: String, _ deck: FilePath) -> DeckPage {
        let place = SourceLocation(file: deck.string, line: 1, length: 0)
        let diagnostic = Diagnostic("deck.file.unreadable", .error, at: place, message)
        let renderer = PageRenderer(style: Resources.pageStyle)
        let page = renderer.problems(
            [diagnostic],
            of: deck.string,
            excerpt: { _ in nil },
            options: PageOptions()
        )
        return DeckPage(
            html: page.html,
            contentSecurityPolicy: page.contentSecurityPolicy,
            etag: page.revision,
            title: page.title,
            frame: page.frame,
            dependencies: [deck],
            problems: [
                ReloadProblem(severity: "error", place: deck.string, summary: message, excerpt: "")
            ],
            isUsable: false
        )
    }

    @concurrent
    func listing(of folder: FilePath) async -> DeckPage { upToDate.index(of: folder) }

    private func index(of folder: FilePath) -> DeckPage {
        let listing = FolderReader.listing(of: folder, in: course) { name, isFolder in
            let path = folder.appending(name).components.map { $0.string.percentEncodedForPath }.joined(
                separator: "/"
            )
            return "/" + path + (isFolder ? "/" : "")
        }
        let theme = (try? course.theme(for: folder)) ?? PageTheme()
        var options = PageOptions()
        options.language = course.settings.language ?? "en"
        let page = PageRenderer(style: Resources.pageStyle, theme: theme).index(listing, options: options)
        let entries = (listing.decks + listing.articles).map { folder.appending($0.name) }
        return DeckPage(
            html: page.html,
            contentSecurityPolicy: page.contentSecurityPolicy,
            etag: page.revision,
            title: page.title,
            frame: page.frame,
            dependencies: Set([folder] + entries + course.settingsFiles)
        )
    }
}
