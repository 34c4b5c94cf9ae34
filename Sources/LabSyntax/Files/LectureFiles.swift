public import DeckModel
import SourceText

/// The files that a lecture shows, and which of them a step's workspace starts with.
///
/// A workspace is the folder that the slide talks about: that of the file which is shown last before the command, or the
/// one above it with a Dockerfile, a compose file or the like. What the lecture shows from there is in it, at its place.
public struct LectureFiles: Hashable, Sendable {
    /// A file that is shown.
    public struct Shown: Hashable, Sendable {
        /// Its path, from where the deck was read from.
        public var path: String
        /// The line of the deck that shows it.
        public var line: Int

        public init(path: String, line: Int) { (self.path, self.line) = (path, line) }
    }

    /// In the order of the deck.
    public let shown: [Shown]
    /// The folders that hold a file which tools start from.
    private let starts: Set<String>

    public init(shown: [Shown]) {
        self.shown = shown
        starts = Set(shown.map(\.path).filter(Self.isStart).map(Self.folder))
    }

    public init(of deck: Deck) {
        self.init(shown: deck.sections.flatMap(Self.files).sorted { $0.line < $1.line })
    }

    /// What a command's workspace starts with: paths there, and the files that lie at them.
    ///
    /// - Parameter line: The command's line in the deck.
    /// - Returns: The files' paths as they are shown, by their places in the workspace.
    public func workspace(at line: Int) -> [String: String] {
        guard let nearest = shown.last(where: { $0.line < line }) ?? shown.first else {
            return [:]
        }
        let root = root(above: Self.folder(of: nearest.path))
        var workspace: [String: String] = [:]
        for file in shown where Self.isBelow(root, file.path) {
            workspace[String(file.path.dropFirst(root.isEmpty ? 0 : root.count + 1))] = file.path
        }
        return workspace
    }

    /// The nearest folder on the way up that holds a file which tools start from; else the folder itself.
    private func root(above folder: String) -> String {
        starts.filter { Self.isBelow($0, folder + "/x") }.max { $0.count < $1.count } ?? folder
    }

    /// Whether a tool reads a file of this name from the folder that it is started in.
    private static func isStart(_ path: String) -> Bool {
        let name = name(of: path).lowercased()
        let isYAML = name.hasSuffix(".yaml") || name.hasSuffix(".yml")
        return name.hasPrefix("dockerfile") || name == "containerfile" || name == "makefile"
            || name == "go.mod"
            || (isYAML && name.contains("compose"))
    }

    private static func files(of section: Section) -> [Shown] {
        section.blocks.flatMap { block -> [Shown] in
            switch block {
            case .code(let code) where !code.filePath.isEmpty:
                [Shown(path: code.filePath, line: code.command.location.range.lowerBound.line)]
            case .section(let part): files(of: part)
            default: []
            }
        }
    }

    private static func folder(of path: String) -> String {
        path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
    }

    private static func name(of path: String) -> String { String(path.split(separator: "/").last ?? "") }

    private static func isBelow(_ folder: String, _ path: String) -> Bool {
        folder.isEmpty ? !path.hasPrefix("/") && !path.hasPrefix("..") : path.hasPrefix(folder + "/")
    }
}
