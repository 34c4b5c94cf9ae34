import DeckSyntax
import DeckTerm
import Host
import Ports
import SourceText
import SystemPackage

/// Reads a talk again when its files are saved, and tells the loop.
struct TalkFollower: Sendable {
    let talk: Talk
    let mailbox: TalkMailbox
    private static let pictures: Set = ["svg", "png", "jpg", "jpeg", "gif", "webp"]

    /// Follows until the task is cancelled.
    @concurrent
    func run(_ watcher: any FileWatcher = InotifyWatcher()) async {
        var lecture = talk.lecture
        var course = talk.course
        let changes = watcher.changes(below: course.root)
        // Of a save between the first reading and the watch nothing tells.
        if lecture.isOutdated(in: course) { readAgain(&lecture, &course) }
        for await batch in changes {
            if batch.contains(where: isPicture) { mailbox.post(.picturesChanged) }
            if concerns(batch, lecture, course) { readAgain(&lecture, &course) }
        }
    }

    /// Tells the loop what was saved; what can't be shown leaves the lecture as it was.
    private func readAgain(_ lecture: inout LectureFile, _ course: inout Course) {
        course = course.reread()
        do throws(FileError) {
            let saved = try LectureFile(lecture.path, in: course, after: lecture.parsed)
            guard saved.parsed.isRefused else {
                lecture = saved
                return mailbox.post(.show(.slides(Talk(course: course, lecture: saved).slides)))
            }
            let text = saved.diagnosticText(colour: false)
            let errors = saved.parsed.diagnostics.filter { $0.severity == .error }
            mailbox.post(
                .show(.problems(errors.flatMap { text.text($0).split(separator: "\n").map(String.init) }))
            )
        } catch {
            // A save may remove the file for a moment; what comes next tells.
            mailbox.post(.show(.problems([error.reason])))
        }
    }

    private func concerns(_ batch: Set<FilePath>, _ lecture: LectureFile, _ course: Course) -> Bool {
        if batch.contains(course.root) || batch.contains(lecture.path) { return true }
        if batch.contains(course.root.appending(Course.settingsName)) || batch.contains(where: isPicture) {
            return true
        }
        return lecture.includedPaths.contains { batch.contains($0) }
    }

    private func isPicture(_ path: FilePath) -> Bool {
        Self.pictures.contains(path.extension?.lowercased() ?? "")
    }
}
