import Host
import LabModel
import SourceText
import SystemPackage

/// Which lecture a class is graded for, and which of its labs.
enum GradedLecture {
    /// The one lecture with labs in the course around the submissions; where there is none, around the working folder.
    ///
    /// - Throws: ``CommandFailure`` where there are none or several.
    static func path(around box: FilePath) throws(CommandFailure) -> FilePath {
        for folder in [WorkingFolder.absolute(box), WorkingFolder.path] {
            guard LectureFinder.isFolder(folder) else { continue }
            let root = try Course(of: folder, isFolder: true).root
            let found = LectureFinder.lectures(below: root).filter(hasLabs)
            if found.count == 1 { return found[0] }
            if found.count > 1 {
                let names = found.map(WorkingFolder.shown).joined(separator: ", ")
                throw CommandFailure("several lectures have labs: \(names); --deck names one")
            }
        }
        throw CommandFailure("no lecture with labs was found around '\(box)'; --deck names one")
    }

    /// The labs that are graded: those that were written as labs.
    static func labs(of lecture: LabLecture, _ name: String?) throws(CommandFailure) -> [Lab] {
        let labs = try lecture.chosen(name).filter(\.isDeclared)
        guard !labs.isEmpty else {
            throw CommandFailure("\(lecture.lecture.source.name) has no lab; //lab:begin begins one")
        }
        return labs
    }

    private static func hasLabs(_ path: FilePath) -> Bool {
        guard let bytes = try? LiveFileReader().read(path) else { return false }
        // Read whole only where the words are there at all.
        let lines = bytes.split(separator: UInt8(ascii: "\n"))
        return lines.contains { $0.starts(with: "//lab:begin".utf8) || $0.starts(with: "#lab:begin".utf8) }
    }
}
