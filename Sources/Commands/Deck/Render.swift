import ArgumentParser
import DeckHTML
import DeckJSON
import DeckModel
import DeckSyntax
import Host
import Ports
import SourceText
import SystemPackage

/// Writes lectures in one of the forms of `slidectl render`.
struct Render {
    let path: FilePath
    let format: RenderCommand.Format
    let output: FilePath?

    func run() throws {
        let isFolder = LectureFinder.isFolder(path)
        guard !isFolder || format == .site else {
            throw CommandFailure("'\(path)' is a folder: name a lecture, or write a site with --to site")
        }
        let found = try LectureFinder.search(at: path)
        let course = try Course(of: path, isFolder: isFolder)
        course.reportProblems()
        guard !course.diagnostics.hasErrors else { throw ExitCode(1) }
        if format == .site { return try site(of: found, course) }
        let lecture = try read(path, course)
        if lecture.parsed.isRefused { throw ExitCode(1) }
        if let output { try ReadFiles(of: [lecture], in: course).refuse(asOutput: output) }
        let text = try text(of: lecture, course)
        guard let output else {
            StandardStream.output.write(text)
            return
        }
        try OutputFile.write(text, to: output)
    }

    private func text(of lecture: LectureFile, _ course: Course) throws -> [UInt8] {
        let deck = lecture.parsed.deck
        return switch format {
        case .presentJSON: Array((PresentJSON.document(deck).text() + "\n").utf8)
        case .tree: Array(TreeDump.text(of: deck).utf8)
        case .html, .site: try page(of: lecture, course)
        }
    }

    private func page(of lecture: LectureFile, _ course: Course) throws -> [UInt8] {
        let folder = course.relative(lecture.path).removingLastComponent()
        let links = InlinedAssets(course: course, folder: folder)
        var options = PageOptions()
        options.language = course.settings.language ?? "en"
        options.carriesPolicy = true
        options.links = links
        let renderer = PageRenderer(style: Resources.pageStyle, theme: try course.theme(for: folder))
        let deck = lecture.parsed.deck
        let page =
            lecture.isArticle
            ? renderer.article(of: deck, options: options) : renderer.page(of: deck, options: options)
        for problem in links.missing { StandardStream.error.write("slidectl: warning: \(problem)\n") }
        return page.html
    }

    /// Writes a site of all lectures, or none of it: pages that are missing would be dead links.
    private func site(of found: LectureFinder.Found, _ course: Course) throws {
        guard let output else { throw CommandFailure("a site needs a folder to write to: add -o FOLDER") }
        var lectures: [LectureFile] = []
        var failures = found.problems
        for path in found.lectures {
            do throws(CommandFailure) { lectures.append(try read(path, course)) } catch {
                failures.append(error)
            }
        }
        for failure in failures { StandardStream.error.write("slidectl: \(failure.message)\n") }
        guard failures.isEmpty else { throw ExitCode(2) }
        if lectures.contains(where: \.parsed.isRefused) { throw ExitCode(1) }
        var writer = SiteWriter(course: course, output: output)
        try writer.write(lectures)
        for problem in writer.missing { StandardStream.error.write("slidectl: warning: \(problem)\n") }
        let count = lectures.count
        StandardStream.error.write(
            "\(count) lecture\(count == 1 ? "" : "s") written to \(output)/index.html\n"
        )
    }

    /// Reads a lecture and says what is wrong with it.
    private func read(_ path: FilePath, _ course: Course) throws(CommandFailure) -> LectureFile {
        let lecture: LectureFile
        do throws(FileError) {
            lecture = try LectureFile(path, in: course)
        } catch {
            throw CommandFailure(error.reason)
        }
        let text = lecture.diagnosticText(colour: StandardStream.error.takesColour(Environment.variables))
        for diagnostic in lecture.parsed.diagnostics { StandardStream.error.write(text.text(diagnostic)) }
        return lecture
    }
}
