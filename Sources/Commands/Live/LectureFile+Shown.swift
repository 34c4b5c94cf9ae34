import DeckSyntax
import FileLint
import Host
import LabModel
import LabSyntax
import SourceText
import SystemPackage

extension LectureFile {
    /// The files that the lecture shows or includes, as far as they can be read: what can't has been reported.
    func shownFiles(in course: Course) -> [SourceFile] {
        parsed.includedFiles.sorted { $0.string < $1.string }.compactMap { path in
            (try? course.reader.read(path)).map { SourceFile(name: path.string, bytes: $0) }
        }
    }

    /// What can't work in the files that the lecture shows, and in the commands that use them.
    func fileFindings(_ labs: ParsedLabs, in course: Course) -> [Diagnostic] {
        let steps = labs.all.flatMap(\.steps).sorted {
            $0.location.range.lowerBound < $1.location.range.lowerBound
        }
        let commands = steps.map { step in
            ShownCommand(commands: CommandWords(step.command.text).commands, at: step.command.location)
        }
        return FileLint.findings(files: shownFiles(in: course), commands: commands)
    }
}
