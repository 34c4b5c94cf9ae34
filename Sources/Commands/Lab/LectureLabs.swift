import DeckSyntax
import Host
import LabSyntax
import Ports
import SourceText
import SystemPackage

/// The labs of a lecture: what it says itself, and the private part that stands beside it.
struct LectureLabs {
    /// Both parts together, with what is wrong in either.
    let labs: ParsedLabs
    /// The private part, for excerpts; nil where there is none.
    let sidecar: SourceFile?

    /// Reads the labs of a lecture.
    ///
    /// - Parameters:
    ///   - lecture: The lecture.
    ///   - course: Its course, whose settings may name a folder of private parts.
    ///   - isForStudents: Whether the private part is left out, as in what students see and run.
    /// - Throws: ``CommandFailure`` for a private part that is there and can't be read: nobody shall grade without it by
    ///   accident.
    init(of lecture: LectureFile, in course: Course, isForStudents: Bool = false) throws(CommandFailure) {
        let own = LabParser.parse(lecture.source, lecture.parsed.deck)
        guard !isForStudents, let sidecar = try Self.sidecar(of: lecture, in: course) else {
            (self.labs, self.sidecar) = (own, nil)
            return
        }
        self.sidecar = sidecar
        labs = LabSidecar.read(
            sidecar,
            into: own,
            lecture: lecture.path.lastComponent?.string ?? "",
            publicFiles: [lecture.source] + lecture.shownFiles(in: course)
        )
    }

    /// The private part: in the folder that the settings name, else beside the lecture.
    private static func sidecar(
        of lecture: LectureFile,
        in course: Course
    ) throws(CommandFailure) -> SourceFile? {
        var places = sidecarPlaces(of: lecture, in: course)
        guard let beside = places.popLast() else { return nil }
        // The folder may lie outside of the course: it is the lecturer's own setting.
        for place in places {
            if let found = try read(place, with: LiveFileReader()) { return found }
        }
        return try read(beside, with: course.reader)
    }

    /// Where the private part may stand; beside the lecture last.
    static func sidecarPlaces(of lecture: LectureFile, in course: Course) -> [FilePath] {
        guard let stem = lecture.path.stem else { return [] }
        let name = "\(stem).\(LabSidecar.fileExtension)"
        let beside = lecture.path.removingLastComponent().appending(name)
        guard let folder = course.settings.privateLabs else { return [beside] }
        let root = course.root.pushing(FilePath(folder)).lexicallyNormalized()
        let below = course.relative(lecture.path).removingLastComponent()
        return [root.pushing(below).appending(name), root.appending(name), beside]
    }

    private static func read(
        _ path: FilePath,
        with reader: some FileReader
    ) throws(CommandFailure) -> SourceFile? {
        do throws(FileError) {
            let bytes = try reader.read(path)
            return SourceFile(name: WorkingFolder.shown(path), bytes: bytes).withoutByteOrderMark
        } catch .notFound {
            return nil
        } catch {
            throw CommandFailure(error.reason)
        }
    }
}
