import SourceText
import SystemPackage

/// Picture files hold what their names say.
struct UnreadableImageRule: LintRule {
    let id: Diagnostic.ID = "lint.image.unreadable"
    let summary = "a file with the name of a picture is one"

    private static let extensions: Set<String> = ["png", "gif", "jpg", "jpeg", "webp", "svg"]

    func check(_ context: LintContext) -> [Diagnostic] {
        context.pictures.compactMap { picture in
            guard let name = picture.path.extension?.lowercased(), Self.extensions.contains(name),
                picture.size == nil, !isUnsizedDrawing(picture, context)
            else { return nil }
            return .imageUnreadable(id, picture, isPointer: isPointer(picture, context))
        }
    }

    /// Whether the file is a drawing that doesn't tell its size.
    private func isUnsizedDrawing(_ picture: Picture, _ context: LintContext) -> Bool {
        context.files.head(picture.path, count: 65_536).firstRange(of: Array("<svg".utf8)) != nil
    }

    /// Whether the file only stands for one that is kept elsewhere.
    private func isPointer(_ picture: Picture, _ context: LintContext) -> Bool {
        context.files.head(picture.path, count: 64).starts(with: "version https://git-lfs".utf8)
    }
}

extension Diagnostic {
    fileprivate static func imageUnreadable(_ id: ID, _ picture: Picture, isPointer: Bool) -> Self {
        let remedy =
            isPointer
            ? "the file is a Git LFS pointer; fetch it with 'git lfs pull'"
            : "open the file and save it again"
        return Self(
            id,
            .warning,
            at: picture.reference.location,
            "file '\(picture.reference.url)' is no picture that a browser shows",
            notes: [Note(remedy)]
        )
    }
}
