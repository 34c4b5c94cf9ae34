import ArgumentParser
import DeckModel
import DeckSyntax
import DeckTerm
import Ports
import SourceText
import SystemPackage
import TermUI

/// A lecture that is to be shown in a terminal.
struct Talk: Sendable {
    let course: Course
    let lecture: LectureFile

    init(course: Course, lecture: LectureFile) {
        self.course = course
        self.lecture = lecture
    }

    /// Reads a lecture; one that `present` refuses ends the command with its problems.
    init(_ path: FilePath) throws {
        guard !LectureFinder.isFolder(path) else {
            throw CommandFailure("'\(path)' is a folder: name a lecture in it")
        }
        _ = try LectureFinder.lectures(at: path)
        course = try Course(of: path, isFolder: false)
        course.reportProblems()
        guard !course.diagnostics.hasErrors else { throw ExitCode(1) }
        do throws(FileError) {
            lecture = try LectureFile(path, in: course)
        } catch {
            throw CommandFailure(error.reason)
        }
        guard lecture.parsed.isRefused else { return }
        let colour = StandardStream.error.takesColour(Environment.variables)
        let text = lecture.diagnosticText(colour: colour)
        for diagnostic in lecture.parsed.diagnostics { StandardStream.error.write(text.text(diagnostic)) }
        throw ExitCode(1)
    }

    /// The slides, which are made when they are asked for.
    var slides: TalkSlides { TalkSlides(lecture.parsed.deck, assets: assets, isArticle: lecture.isArticle) }

    /// What is known about the files that the lecture names.
    var assets: CourseAssets {
        CourseAssets(course: course, folder: course.relative(lecture.path).removingLastComponent())
    }

    /// The course's colour; nil where it has none.
    var accent: RGB? {
        guard let text = course.settings.theme.accent?.dropFirst() else { return nil }
        let digits = text.count == 3 ? text.map { "\($0)\($0)" }.joined() : String(text)
        return UInt32(digits, radix: 16).map { RGB($0) }
    }
}
