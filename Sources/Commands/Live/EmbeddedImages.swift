import EngineSim
import Foundation
import Host
import LabSandbox
import Ports
import SimServices
import SimShell
import SourceText
import SystemPackage

/// The embedded engine as the binary carries it: its images and programs.
enum EmbeddedImages {
    /// What the engines of sessions are made of.
    ///
    /// - Parameter folder: A folder with further images, one or several a file; they win over those inside.
    /// - Returns: The parts of an engine.
    /// - Throws: ``CommandFailure`` where the folder or a file of it can't be read, or isn't written as it must be.
    static func engine(withImagesIn folder: String? = nil) throws(CommandFailure) -> EmbeddedEngine {
        let further = try folder.map { folder throws(CommandFailure) in
            try images(in: WorkingFolder.absolute(FilePath(folder)))
        }
        let shelves = (further ?? []).map { model in ImageShelf(model.repository) { _ in [model] } }
        return EmbeddedEngine(
            catalog: ImageCatalog(shelves: inside + shelves),
            programs: Coreutils.programs.merging(Services.programs),
            version: Slidectl.version
        )
    }

    /// The images that the binary carries: a file for each repository.
    private static var inside: [ImageShelf] {
        Resources.names(below: "images/").map { name in
            let source = SourceFile(name: name, text: Resources.text(name))
            return ImageShelf(ImageFile.repository(of: source)) { ImageFile(source, tagged: $0).images }
        }
    }

    private static func images(in folder: FilePath) throws(CommandFailure) -> [ImageModel] {
        guard let entries = try? FileManager.default.contentsOfDirectory(atPath: folder.string) else {
            throw CommandFailure("the folder of images \(folder) can't be read")
        }
        var models: [ImageModel] = []
        for name in entries.sorted() where name.hasSuffix(".yaml") || name.hasSuffix(".yml") {
            let path = folder.appending(name)
            let source: SourceFile
            do throws(FileError) {
                let bytes = try LiveFileReader().read(path)
                source = SourceFile(name: path.string, bytes: bytes).withoutByteOrderMark
            } catch { throw CommandFailure(error.reason) }
            let file = ImageFile(source)
            guard file.diagnostics.isEmpty else {
                let isColoured = StandardStream.error.takesColour(Environment.variables)
                let text = DiagnosticText(colour: isColoured) { _, line in
                    line <= source.lines.count ? String(decoding: source.line(line), as: UTF8.self) : nil
                }
                for diagnostic in file.diagnostics { StandardStream.error.write(text.text(diagnostic)) }
                throw CommandFailure("the images in \(path) can't be used as they are written")
            }
            models += file.images
        }
        return models
    }
}
