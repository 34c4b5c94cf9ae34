import DeckSyntax
import Host
import LabGrader
import LabModel
import LabSandbox
import LabSyntax
import Ports
import SourceText
import SystemPackage

/// A lecture with its labs, as the commands that run them need it.
struct LabLecture: Sendable {
    let course: Course
    let lecture: LectureFile
    let labs: ParsedLabs
    private let files: LectureFiles
    /// All steps start with files as they were when the first one did.
    private let reader: ReadOnceFileReader

    /// Reads a lecture, and for grading the private part that stands beside it.
    ///
    /// - Throws: ``CommandFailure`` where it can't be read, or where a lab isn't written as it must be.
    init(_ path: FilePath, isForGrading: Bool = false) throws(CommandFailure) {
        course = try Course(of: path, isFolder: false)
        do throws(FileError) {
            lecture = try LectureFile(path, in: course)
        } catch {
            throw CommandFailure(error.reason)
        }
        let read = try LectureLabs(of: lecture, in: course, isForStudents: !isForGrading)
        labs = read.labs
        files = LectureFiles(of: lecture.parsed.deck)
        reader = ReadOnceFileReader(course.reader)
        let errors = labs.diagnostics.filter { $0.severity == .error }
        guard errors.isEmpty else {
            let text = lecture.diagnosticText(
                colour: StandardStream.error.takesColour(Environment.variables),
                further: [read.sidecar].compactMap { $0 }
            )
            for diagnostic in errors { StandardStream.error.write(text.text(diagnostic)) }
            throw CommandFailure("the labs can't be run as they are written")
        }
    }

    /// Says on standard error what can't work in the files that the lecture shows.
    ///
    /// - Returns: Whether anything of it is an error.
    func reportFiles() -> Bool {
        let findings = lecture.fileFindings(labs, in: course)
        let text = lecture.diagnosticText(
            colour: StandardStream.error.takesColour(Environment.variables),
            further: lecture.shownFiles(in: course)
        )
        for finding in findings { StandardStream.error.write(text.text(finding)) }
        return findings.contains { $0.severity == .error }
    }

    /// The lab of a name, or all of them.
    func chosen(_ name: String?) throws(CommandFailure) -> [Lab] {
        guard let name else { return labs.all }
        let found = labs.all.filter { $0.id == name }
        guard !found.isEmpty else {
            let names = labs.all.map(\.id).joined(separator: ", ")
            throw CommandFailure(
                "no lab is called '\(name)'" + (names.isEmpty ? "" : "; there are \(names)")
            )
        }
        return found
    }

    /// The lab that is meant where there can be only one.
    func single(_ name: String?) throws(CommandFailure) -> Lab {
        let declared = try chosen(name).filter { name != nil || $0.isDeclared }
        guard let lab = declared.first else { throw CommandFailure("the lecture has no labs") }
        guard declared.count == 1 else {
            let names = declared.map(\.id).joined(separator: ", ")
            throw CommandFailure("the lecture has several labs; --lab names one of \(names)")
        }
        return lab
    }

    /// What a step starts with: files by their places in the workspace.
    func files(for step: LabStep, of lab: Lab) throws -> [String: [UInt8]] {
        var bytes: [String: [UInt8]] = [:]
        for (place, path) in files.workspace(at: step.command.location.range.lowerBound.line) {
            bytes[place] = try? reader.read(WorkingFolder.absolute(FilePath(path)))
        }
        let folder = lecture.path.removingLastComponent()
        for file in lab.files where file.origin == .lecture {
            do throws(FileError) {
                bytes[file.path] = try reader.read(folder.pushing(FilePath(file.path)))
            } catch {
                throw CommandFailure("\(file.location): \(error.reason)")
            }
        }
        return bytes
    }
}
