import DeckHTML
import Glibc
import Host
import Ports
import SourceText
import SystemPackage

/// A course: a root folder, below which everything that its lectures name is found, and its settings.
struct Course: Sendable {
    /// The root, absolute.
    let root: FilePath
    let settings: CourseSettings
    /// What is wrong with the settings.
    let diagnostics: [Diagnostic]
    /// The settings file, for excerpts; nil where there is none.
    let settingsSource: SourceFile?
    let reader: RootedFileReader

    static let settingsName = "slidectl.yaml"

    /// Finds the course of a deck or a folder: the nearest folder above that holds `slidectl.yaml`, else the deck's own
    /// folder, or the folder given.
    ///
    /// - Parameters:
    ///   - path: The deck or the folder.
    ///   - isFolder: Which of the two it is.
    ///   - folder: The folder that was given, where the deck was found below it.
    /// - Throws: Where the root can't be opened, or its settings can't be read.
    init(of path: FilePath, isFolder: Bool, foundBelow folder: FilePath? = nil) throws(CommandFailure) {
        let absolute = WorkingFolder.absolute(path)
        let own = isFolder ? absolute : absolute.removingLastComponent()
        let root = Self.root(above: own) ?? folder.map(WorkingFolder.absolute) ?? own
        do throws(FileError) {
            self.root = root
            self.reader = RootedFileReader(root: try RootFolder(root))
        } catch {
            throw CommandFailure("\(WorkingFolder.shown(root)): \(error.reason)")
        }
        let file = root.appending(Self.settingsName)
        let bytes: [UInt8]
        do throws(FileError) {
            bytes = try LiveFileReader().read(file)
        } catch .notFound {
            var settings = CourseSettings()
            try Environment.apply(to: &settings)
            (self.settings, diagnostics, settingsSource) = (settings, [], nil)
            return
        } catch {
            throw CommandFailure(error.reason)
        }
        let source = SourceFile(name: WorkingFolder.shown(file), bytes: bytes).withoutByteOrderMark
        var read = SettingsReader(source)
        let sheet = read.settings.theme.css.map { FilePath($0) }
        read.checkFiles { [reader] path throws(FileError) in
            guard path == sheet else {
                _ = try reader.read(root.pushing(path))
                return []
            }
            return try Self.themeSheet(path, reader, root).assets.compactMap { asset in
                do throws(FileError) {
                    _ = try RootedFolder(reader.root).open(root.pushing(asset))
                    return nil
                } catch { return error }
            }
        }
        var settings = read.settings
        try Environment.apply(to: &settings)
        (self.settings, diagnostics, settingsSource) = (settings, read.diagnostics, source)
    }

    /// The course with its settings read afresh; the root stays where it is.
    func reread() -> Course {
        guard let course = try? Course(of: root, isFolder: true), course.root == root else { return self }
        return course
    }

    /// Says on standard error what is wrong with the settings.
    func reportProblems() {
        let colour = StandardStream.error.takesColour(Environment.variables)
        let text = DiagnosticText(colour: colour) { [settingsSource] _, line in
            guard let settingsSource, line <= settingsSource.lines.count else { return nil }
            return String(decoding: settingsSource.line(line), as: UTF8.self)
        }
        for diagnostic in diagnostics { StandardStream.error.write(text.text(diagnostic)) }
    }

    private static func root(above folder: FilePath) -> FilePath? {
        var folder = folder
        while true {
            if access(folder.appending(settingsName).string, F_OK) == 0 { return folder }
            guard folder.removeLastComponent() else { return nil }
        }
    }

    /// The path of something below the root, as addresses and pages name it.
    func relative(_ path: FilePath) -> FilePath {
        var path = WorkingFolder.absolute(path)
        return path.removePrefix(root) ? path : WorkingFolder.absolute(path)
    }

    /// Whether a path from the root is a file that may be given away.
    func holdsFile(_ path: FilePath) -> Bool { !hides(path) && (try? open(path)) != nil }

    /// Whether a path from the root is of what isn't given away, wherever it is.
    func hides(_ path: FilePath) -> Bool {
        path.components.contains { $0.string.hasPrefix(".") }
            || path.lastComponent?.string.lowercased().hasSuffix(".lab.yaml") == true
    }

    /// Opens a file by its path from the root.
    func open(_ path: FilePath) throws(FileError) -> any ServedFile {
        try RootedFolder(reader.root).open(root.pushing(path))
    }

    /// The theme for the pages of a folder of the course.
    ///
    /// The folder is named from the root; addresses in the theme lead up from there.
    func theme(for folder: FilePath) throws(CommandFailure) -> PageTheme {
        var theme = PageTheme()
        theme.accent = settings.theme.accent
        theme.textFont = settings.theme.textFont
        theme.codeFont = settings.theme.codeFont
        let climb = String(repeating: "../", count: folder.components.count)
        theme.logo = settings.theme.logo.map { climb + $0 }
        do throws(FileError) {
            theme.styleSheet = try themeSheet(for: folder)?.text ?? ""
        } catch {
            throw CommandFailure(
                "theme.css in \(settingsSource?.name ?? Self.settingsName): \(error.reason)"
            )
        }
        return theme
    }

    /// The files besides the lectures whose content is in every page, from the root.
    var settingsFiles: [FilePath] {
        let sheet = settings.theme.css.map { FilePath($0) }
        let sheets = (try? themeSheet(for: ""))?.files ?? []
        return [FilePath(Self.settingsName)] + (sheets.isEmpty ? [sheet].compactMap(\.self) : sheets)
    }

    private func themeSheet(for folder: FilePath) throws(FileError) -> ThemeSheet? {
        guard let sheet = settings.theme.css else { return nil }
        return try Self.themeSheet(FilePath(sheet), for: folder, reader, root)
    }

    private static func themeSheet(
        _ sheet: FilePath,
        for folder: FilePath = "",
        _ reader: RootedFileReader,
        _ root: FilePath
    ) throws(FileError) -> ThemeSheet {
        try ThemeSheet(sheet, for: folder) { path throws(FileError) in try reader.read(root.pushing(path)) }
    }
}

extension FileError {
    /// The reason without Go's form around it.
    var reason: String {
        switch self {
        case .notFound(let path): "'\(WorkingFolder.shown(path))' doesn't exist"
        case .isDirectory(let path): "'\(WorkingFolder.shown(path))' is a folder"
        case .outsideRoot(let path): "'\(WorkingFolder.shown(path))' lies outside the course's root"
        case .tooLarge(let path, let limit):
            "'\(WorkingFolder.shown(path))' is larger than \(limit >> 20) MiB"
        case .unreadable(let path, let reason): "'\(WorkingFolder.shown(path))' can't be read: \(reason)"
        }
    }
}

/// Paths as the user sees them: from the folder where the command runs, where that is shorter.
enum WorkingFolder {
    static let path: FilePath = {
        guard let folder = getcwd(nil, 0) else { return "/" }
        defer { free(folder) }
        return FilePath(platformString: folder)
    }()

    static func absolute(_ path: FilePath) -> FilePath {
        (path.isAbsolute ? path : self.path.pushing(path)).lexicallyNormalized()
    }

    /// The path to print, and to name files by.
    static func shown(_ path: FilePath) -> String {
        var path = absolute(path)
        guard path.removePrefix(self.path) else { return path.string }
        return path.isEmpty ? "." : path.string
    }
}
