// Whose module the system's structures are of depends on what else is loaded: both are named.
import CoreFoundation
import Glibc
import SystemPackage

/// Finds the lectures below a folder.
enum LectureFinder {
    /// Lectures, and what hides others: a link that leads nowhere, a folder that can't be looked into.
    struct Found {
        var lectures: [FilePath] = []
        var problems: [CommandFailure] = []
    }

    /// Returns all decks and articles below a folder, in order of their paths.
    ///
    /// Folders whose names begin with a dot or an underscore are passed over, as `present` does.
    static func lectures(below folder: FilePath) -> [FilePath] { search(below: folder).lectures }

    /// Returns the lecture at a path, or the lectures below it where it is a folder; those that are hidden are left out.
    ///
    /// - Throws: Where there is nothing, or nothing that is a lecture.
    static func lectures(at path: FilePath) throws(CommandFailure) -> [FilePath] {
        let found = try search(at: path)
        if found.lectures.isEmpty, let problem = found.problems.first { throw problem }
        return found.lectures
    }

    /// Finds the lecture at a path, or the lectures below it where it is a folder.
    ///
    /// - Throws: Where there is nothing, or nothing that is a lecture.
    static func search(at path: FilePath) throws(CommandFailure) -> Found {
        let kind: mode_t
        do throws(Errno) { kind = try Self.kind(of: path) } catch {
            throw failure(at: path, error, as: path.string)
        }
        guard kind == S_IFDIR else {
            guard LectureFile.isLecture(path) else {
                throw CommandFailure(
                    "'\(path)' is no lecture: its name ends neither in .slide nor in .article"
                )
            }
            return Found(lectures: [path])
        }
        let found = search(below: path)
        guard !found.lectures.isEmpty || !found.problems.isEmpty else {
            throw CommandFailure(
                "there are no lectures (.slide, .article) below '\(path)'; make some with: slidectl new NAME"
            )
        }
        return found
    }

    static func exists(_ path: FilePath) -> Bool { (try? kind(of: path)) != nil }

    static func isFolder(_ path: FilePath) -> Bool { (try? kind(of: path)) == S_IFDIR }

    private static func search(below folder: FilePath) -> Found {
        var found = Found()
        collect(below: folder, into: &found)
        return found
    }

    private static func collect(below folder: FilePath, into found: inout Found) {
        let names: [FilePath.Component]
        do throws(Errno) { names = try Self.names(in: folder) } catch {
            found.problems.append(failure(at: folder, error, as: WorkingFolder.shown(folder)))
            return
        }
        for name in names {
            let path = folder.appending(name)
            guard !name.string.hasPrefix("."), !name.string.hasPrefix("_"), name.string != "node_modules"
            else { continue }
            do throws(Errno) {
                if try kind(of: path) == S_IFDIR {
                    if !isLink(path) { collect(below: path, into: &found) }
                } else if LectureFile.isLecture(path) {
                    // Reports, addresses and pages are text: they could not name it.
                    if String(validating: path) == nil {
                        found.problems.append(wronglyNamed(WorkingFolder.shown(path)))
                    } else {
                        found.lectures.append(path)
                    }
                }
            } catch {
                // What can't be told to be no folder of lectures hides some, perhaps.
                guard LectureFile.isLecture(path) || error == .permissionDenied && !isLink(path) else {
                    continue
                }
                found.problems.append(failure(at: path, error, as: WorkingFolder.shown(path)))
            }
        }
    }

    /// The names in a folder, in order, as the bytes that they are: a text would lose those that aren't UTF-8.
    private static func names(in folder: FilePath) throws(Errno) -> [FilePath.Component] {
        guard let stream = folder.withPlatformString({ opendir($0) }) else { throw Errno(rawValue: errno) }
        defer { closedir(stream) }
        var names: [FilePath.Component] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) {
                    FilePath.Component(platformString: $0)
                }
            }
            if let name, name.kind == .regular { names.append(name) }
        }
        return names.sorted { $0.string < $1.string }
    }

    /// What stands at a path, as `S_IFMT` tells it.
    private static func kind(of path: FilePath, followingLinks: Bool = true) throws(Errno) -> mode_t {
        var status = stat()
        let result = path.withPlatformString {
            fstatat(AT_FDCWD, $0, &status, followingLinks ? 0 : AT_SYMLINK_NOFOLLOW)
        }
        guard result == 0 else { throw Errno(rawValue: errno) }
        return status.st_mode & S_IFMT
    }

    private static func isLink(_ path: FilePath) -> Bool {
        (try? kind(of: path, followingLinks: false)) == S_IFLNK
    }

    private static func failure(at path: FilePath, _ error: Errno, as name: String) -> CommandFailure {
        guard error == .noSuchFileOrDirectory || error == .notDirectory else {
            return CommandFailure("'\(name)' can't be read: \("\(error)".lowercased())")
        }
        if isLink(path) { return CommandFailure("'\(name)' is a link to something that doesn't exist") }
        // Arguments are texts: what isn't UTF-8 has been replaced by this sign before it gets here.
        if name.contains("\u{FFFD}") { return wronglyNamed(name) }
        return CommandFailure("'\(name)' doesn't exist")
    }

    private static func wronglyNamed(_ name: String) -> CommandFailure {
        CommandFailure("'\(name)' can't be read: its name isn't UTF-8; rename it")
    }
}
