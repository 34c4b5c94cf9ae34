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
            case .outside?: return .linkedFromOutside(id, reference)
            case nil: return .missingFile(id, reference, path)
            case .unreadable(let reason)?: return .unreadable(id, reference, reason)
            case .folder? where reference.isShown: return .folderShown(id, reference)
            case .folder?, .file?:
                return path.isHidden(below: context.root ?? context.folder) ? .hidden(id, reference) : nil
            }
        }
    }
}

extension FilePath {
    /// Whether the path has a part that isn't given away, on its way from a folder.
    fileprivate func isHidden(below folder: FilePath) -> Bool {
        var path = self
        _ = path.removePrefix(folder.lexicallyNormalized())
        return path.components.contains {
            $0.kind == .regular
                && ($0.string.hasPrefix(".") || $0.string.lowercased().hasSuffix(".lab.yaml"))
        }
    }

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

    fileprivate static func unreadable(_ id: ID, _ reference: PageReference, _ reason: String) -> Self {
        Self(
            id,
            .error,
            at: reference.location,
            "file '\(reference.url)' can't be read: \(reason)",
            notes: [Note("only regular files that slidectl may read are served")]
        )
    }

    fileprivate static func folderShown(_ id: ID, _ reference: PageReference) -> Self {
        Self(id, .error, at: reference.location, "'\(reference.url)' is a folder, not a file")
    }

    fileprivate static func linkedFromOutside(_ id: ID, _ reference: PageReference) -> Self {
        Self(
            id,
            .error,
            at: reference.location,
            "file '\(reference.url)' lies outside the course by a link, so it isn't served",
            notes: [Note("put a copy in the link's place")]
        )
    }

    fileprivate static func hidden(_ id: ID, _ reference: PageReference) -> Self {
        Self(
            id,
            .error,
            at: reference.location,
            "file '\(reference.url)' isn't served",
            notes: [Note("what begins with a dot isn't, and no private part of labs; give it another name")]
        )
    }

    fileprivate static func outsideCourse(_ id: ID, _ reference: PageReference, _ root: FilePath) -> Self {
        Self(
            id,
            .error,
            at: reference.location,
            "file '\(reference.url)' lies outside the course, so it isn't served",
            notes: [
                Note(
                    "the course is '\(root)'; move the file into it, or put slidectl.yaml into a folder above both"
                )
            ]
        )
    }
}
