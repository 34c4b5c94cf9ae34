import Foundation
import SystemPackage

/// A small course to begin with.
struct NewCourse {
    let folder: FilePath
    let title: String
    let author: String

    private static let files = ["slidectl.yaml", "assets/picture.svg", "lectures/01-first.slide"]

    /// Writes the files into a folder that is new or empty.
    func write() throws(CommandFailure) {
        for (name, value) in [("title", title), ("author's name", author)] {
            let isLine = value.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
            guard value.contains(where: { !$0.isWhitespace }), isLine, !value.contains("{{") else {
                throw CommandFailure("the \(name) is one line of text without '{{'")
            }
        }
        if LectureFinder.exists(folder), !LectureFinder.isFolder(folder) {
            throw CommandFailure("'\(folder)' is a file: choose another name")
        }
        if let entries = try? FileManager.default.contentsOfDirectory(atPath: folder.string), !entries.isEmpty
        {
            throw CommandFailure("'\(folder)' isn't empty: choose another name")
        }
        for name in Self.files {
            try OutputFile.write(Array(text(of: name).utf8), to: folder.pushing(FilePath(name)))
        }
    }

    private func text(of name: String) -> String {
        let isYAML = name.hasSuffix(".yaml")
        let quoted = "\"\(title.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\""
        return Resources.text("new/\(name)")
            .replacing("{{title}}", with: isYAML ? quoted : title)
            .replacing("{{author}}", with: author)
            .replacing("{{date}}", with: Self.today)
    }

    /// The date as a deck's header has it.
    private static var today: String {
        let date = Calendar(identifier: .gregorian).dateComponents([.year, .month, .day], from: Date())
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        return "\(date.day ?? 1) \(months[(date.month ?? 1) - 1]) \(date.year ?? 2026)"
    }
}
