import Host
import Ports
import SystemPackage

/// The files of a course that a site has beside its pages, each by its path from the root.
struct SiteFiles {
    private let course: Course
    private(set) var all: [FilePath] = []
    private var known: Set<FilePath> = []
    /// What couldn't be copied, with the reason.
    private(set) var missing: [String] = []

    init(course: Course) { self.course = course }

    /// Adds a file; one that isn't there is reported.
    mutating func add(_ file: FilePath) {
        guard known.insert(file).inserted else { return }
        do throws(FileError) {
            _ = try course.open(file)
            all.append(file)
        } catch {
            note(error.reason)
        }
    }

    /// Notes that a lecture isn't given away: its source has what only its speaker shall see.
    mutating func leaveOut(_ lecture: FilePath) {
        note(
            "'\(WorkingFolder.shown(course.root.pushing(lecture)))' is shown or linked to, but isn't among the "
                + "lectures of the site: write the site of a folder that holds it, too"
        )
    }

    /// Notes that a link leads to a folder, whose list of lectures only `serve` has.
    mutating func leaveOut(folder: FilePath, linkedFrom lecture: FilePath) {
        note(
            "'\(WorkingFolder.shown(lecture))' links to the folder '\(folder)', which has no page in a site: "
                + "link to a lecture in it"
        )
    }

    /// Adds what the pages and style sheets among the files need themselves.
    mutating func addNamed(_ pages: SitePages) {
        var index = 0
        while index < all.count {
            let file = all[index]
            index += 1
            guard NamedFiles.areIn(file), pages.owner(of: file) == nil,
                let bytes = try? course.reader.read(course.root.pushing(file))
            else { continue }
            let named = NamedFiles.addresses(in: bytes, of: file)
            for (addresses, isLoaded) in [(named.loaded, true), (named.linked, false)] {
                for address in addresses {
                    guard let path = LocalAddress.path(address, from: file.removingLastComponent()) else {
                        continue
                    }
                    add(path, namedBy: file, isLoaded: isLoaded, pages)
                }
            }
        }
    }

    private mutating func add(
        _ file: FilePath,
        namedBy page: FilePath,
        isLoaded: Bool,
        _ pages: SitePages
    ) {
        guard !pages.contains(file) else {
            return note("'\(page)' names '\(file)', which is '\(pages.page(of: file))' in a site")
        }
        if LectureFile.isLecture(file) { return leaveOut(file) }
        // A link may lead to what only the site has; what isn't served isn't given away here either.
        if course.holdsFile(file) || isLoaded && !course.hides(file) { add(file) }
    }

    /// Copies the files, as large as they may be.
    mutating func copy(to output: FilePath) throws {
        for path in all {
            let file: any ServedFile
            do throws(FileError) { file = try course.open(path) } catch {
                note(error.reason)
                continue
            }
            try OutputFile.write(file, to: output.pushing(path))
        }
    }

    private mutating func note(_ problem: String) {
        if !missing.contains(problem) { missing.append(problem) }
    }
}
