import LabGrading
import SystemPackage

/// Where grading writes: everything stands beside the gradebook and begins with its name.
struct GradePlaces: Sendable {
    let csv: FilePath
    let state: GradeFolder

    init(output: FilePath, state: FilePath?) {
        csv = WorkingFolder.absolute(output)
        let folder = state.map { WorkingFolder.absolute($0) } ?? Self.beside(csv, ".state")
        self.state = GradeFolder(folder.string)
    }

    var json: FilePath { Self.beside(csv, ".json") }
    var page: FilePath { Self.beside(csv, ".html") }
    var staff: FilePath { Self.beside(csv, ".staff.json") }

    func page(of student: String) -> FilePath { Self.beside(csv, "").appending(student + ".html") }

    private static func beside(_ csv: FilePath, _ ending: String) -> FilePath {
        let name = csv.lastComponent?.string ?? ""
        return csv.removingLastComponent().appending(String(name.dropLast(4)) + ending)
    }
}
