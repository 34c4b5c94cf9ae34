import SourceText
import SystemPackage

/// Files that a deck names are there.
struct MissingFileRule: LintRule {
    let id: Diagnostic.ID = "lint.file.missing"
    let summary = "a file that the deck shows or links to is in the course"

    func check(_ context: LintContext) -> [Diagnostic] {
        context.references.compactMap { reference in
            guard let path = context.file(of: reference.url) else { return nil }
            if let root = context.root, !path.isBelow(root) {
                return .outsideCourse(id, reference, root)
            }
            switch context.files.info(path) {
            case .file?: return nil
            case .folder?: return reference.isShown ? .folderShown(id, reference) : nil
            case nil: return .missingFile(id, reference, path)
            }
        }
    }
}

extension FilePath {
    /// Whether the path is the folder or leads to something inside it, links not followed.
    fileprivate func isBelow(_ folder: FilePath) -> Bool {
        let folder = folder.lexicallyNormalized()
        // "." is the folder that relative paths begin in.
        if folder == "." || folder.isEmpty { return isRelative && components.first != ".." }
        return lexicallyNormalized().starts(with: folder)
    }
}

extension Diagnostic {
    fileprivate static func missingFile(_ id: ID, _ reference: PageReference, _ path: FilePath) -> Self {
        Self(
            id,
            .error,
            at: reference.location,
            "file '\(reference.url)' doesn't exist",
            notes: [
                Note("looked for '\(path)'"),
                Note("addresses begin at the deck's folder, those with a leading slash at the course's"),
            ]
        )
    }

    fileprivate static func folderShown(_ id: ID, _ reference: PageReference) -> Self {
        Self(id, .error, at: reference.location, "'\(reference.url)' is a folder, not a file")
    }

    fileprivate static func outsideCourse(_ id: ID, _ reference: PageReference, _ root: FilePath) -> Self {
        Self(
            id,
            .error,
            at: reference.location,
            "file '\(reference.url)' lies outside the course, so it isn't served",
            notes: [Note("the course is '\(root)'; move the file into it")]
        )
    }
}
