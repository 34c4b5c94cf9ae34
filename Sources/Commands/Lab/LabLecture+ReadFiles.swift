import LabGrading
import LabModel
import LabSyntax
import SystemPackage

extension LabLecture {
    /// What commands read of a lecture: itself, what it includes and lays, its private part, its lock, the settings.
    ///
    /// Nothing that is made of them is written over them.
    func readFiles(and further: [FilePath] = []) -> ReadFiles {
        let folder = lecture.path.removingLastComponent()
        let laid = labs.all.flatMap(\.files).filter { $0.origin == .lecture }
        return ReadFiles(
            of: [lecture],
            in: course,
            and: LectureLabs.sidecarPlaces(of: lecture, in: course) + [LockPlace(of: lecture.path).path]
                + laid.map { folder.pushing(FilePath($0.path)) } + further
        )
    }
}

extension AskedFiles {
    /// Where all that is asked for may lie in a folder of answers; other files in it aren't anybody's answer.
    func paths(in folder: FilePath) -> [FilePath] {
        items.flatMap(\.places).map { WorkingFolder.absolute(folder.pushing(FilePath($0))) }
    }
}
