import SystemPackage

/// A picture file that a deck shows.
struct Picture {
    let reference: PageReference
    let path: FilePath
    /// The file's length, in bytes.
    let bytes: Int
    /// The size in pixels; nil where the file's header can't be read.
    let size: ImageSize?
}

extension LintContext {
    /// The pictures of the deck whose files are there.
    var pictures: [Picture] {
        references.filter(\.isPicture).compactMap { reference in
            guard let path = file(of: reference.url), case .file(let bytes)? = files.info(path) else {
                return nil
            }
            // Cameras put previews of up to some hundred KiB before the frame of a JPEG file.
            let size =
                ImageSize.read(files.head(path, count: 65_536))
                ?? ImageSize.read(files.head(path, count: 1_048_576))
            return Picture(reference: reference, path: path, bytes: bytes, size: size)
        }
    }
}
