import ArgumentParser
import DeckLint
import DeckModel
import DeckSyntax
import DeckTerm
import SourceText
import SystemPackage

/// The sizes that slides are to fit: of terminals in characters, of browser windows in pixels.
struct FitSizes: ExpressibleByArgument, Hashable {
    /// A size; from 500 on a width is meant in pixels, since no terminal is so wide.
    struct Size: Hashable {
        var width: Int
        var height: Int
        var isPixels: Bool { width >= 500 }
    }

    var sizes: [Size]

    /// Reads sizes such as `80x24,1280x720`.
    init?(argument: String) {
        var sizes: [Size] = []
        for text in argument.lowercased().split(separator: ",", omittingEmptySubsequences: false) {
            let parts = text.split(separator: "x", omittingEmptySubsequences: false)
            guard parts.count == 2, let width = Int(parts[0]), let height = Int(parts[1]),
                (1...10_000).contains(width), (1...10_000).contains(height)
            else { return nil }
            sizes.append(Size(width: width, height: height))
        }
        self.sizes = sizes
    }

    /// Returns a finding for each slide that doesn't fit, and for each size that it doesn't fit.
    func check(_ lecture: LectureFile, _ course: Course) -> [Diagnostic] {
        let deck = lecture.parsed.deck
        // An article is one long page.
        guard !lecture.isArticle, !lecture.parsed.isRefused else { return [] }
        let folder = course.relative(lecture.path).removingLastComponent()
        let slides = TalkSlides(deck, assets: CourseAssets(course: course, folder: folder))
        return sizes.flatMap { size in
            size.isPixels
                ? PageFit.check(
                    deck,
                    source: lecture.source,
                    at: lecture.path,
                    window: MediaSize(height: size.height, width: size.width),
                    files: CourseAssetInspector(course),
                    root: course.root
                )
                : ScreenFit.check(slides, ScreenFormat(columns: size.width, rows: size.height))
        }
    }
}
