import Glibc
import LabGrading
import LabModel
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

    /// The folder of students' pages.
    var pages: FilePath { Self.beside(csv, "") }

    func page(of student: String) -> FilePath { pages.appending(student + ".html") }

    /// The entries of a folder of submissions that are what is written, or that it is written into.
    func entries(of box: FilePath) -> Set<String> {
        let root = Self.real(box)
        let written = [csv, json, page, staff, pages, FilePath(state.path)]
        return Set(
            written.compactMap { path in
                guard let name = path.lastComponent else { return nil }
                var place = Self.real(path.removingLastComponent()).appending(name)
                return place.removePrefix(root) ? place.components.first?.string : nil
            }
        )
    }

    /// Refuses to write into what a student handed in: it would be read as a part of that, or taken for no submission.
    func refuseSubmissions(in box: FilePath, of labs: [Lab]) throws(CommandFailure) {
        let answers = AskedFiles(of: labs).items.flatMap(\.places)
        for name in entries(of: box).sorted() {
            let entry = box.appending(name)
            guard let found = answers.first(where: { LectureFinder.exists(entry.pushing(FilePath($0))) })
            else { continue }
            throw CommandFailure(
                "'\(entry)' is a submission, it holds \(found), and grading would write there: "
                    + "let -o or --state name another place"
            )
        }
    }

    /// The path without links, as far as it leads to what is there.
    private static func real(_ path: FilePath) -> FilePath {
        var existing = WorkingFolder.absolute(path)
        var missing: [FilePath.Component] = []
        while let last = existing.lastComponent {
            if let real = realpath(existing.string, nil) {
                defer { free(real) }
                return FilePath(platformString: real).appending(missing.reversed())
            }
            missing.append(last)
            existing.removeLastComponent()
        }
        return existing.appending(missing.reversed())
    }

    private static func beside(_ csv: FilePath, _ ending: String) -> FilePath {
        let name = csv.lastComponent?.string ?? ""
        return csv.removingLastComponent().appending(String(name.dropLast(4)) + ending)
    }
}
