import ArgumentParser
import SystemPackage

/// `slidectl new` makes a small course.
struct NewCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new",
        abstract: "Make a small course: a lecture, a picture, and the settings."
    )

    @Argument(help: "The folder to make; its name becomes the course's title.", completion: .directory)
    var name: String

    @Option(help: "The course's title.")
    var title: String?

    @Option(help: "The author's name on the first lecture.")
    var author = "Your Name"

    func run() throws {
        let folder = FilePath(name)
        guard !folder.isEmpty else { throw CommandFailure("the folder needs a name") }
        let title = title ?? WorkingFolder.absolute(folder).lastComponent?.string ?? name
        try NewCourse(folder: folder, title: title, author: author).write()
        let lecture = folder.appending("lectures/01-first.slide")
        StandardStream.output.write(
            "\(folder) is made. Show it with: slidectl serve \(lecture.string.quotedForShell)\n"
        )
    }
}
