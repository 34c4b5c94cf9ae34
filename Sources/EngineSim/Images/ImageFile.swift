public import SourceText
import Yams

/// A file of the catalogue that was read: its images, and what is wrong in it.
public struct ImageFile: Sendable {
    /// The images; none where something is wrong.
    public let images: [ImageModel]
    public let diagnostics: [Diagnostic]

    /// The largest file that is read, in bytes.
    static let largest = 1 << 20

    /// Reads a file; see `docs/embedded-images.md` for what it may say.
    ///
    /// - Parameters:
    ///   - source: The file.
    ///   - tag: Reads no variant but the one that has the tag; nil for all.
    public init(_ source: SourceFile, tagged tag: String? = nil) {
        guard source.bytes.count <= Self.largest else {
            self.init(refusing: "it is larger than 1 MiB", at: source.location(line: 1))
            return
        }
        // Nested aliases grow without bound while they are read; no file of the catalogue needs one.
        if source.bytes.contains(UInt8(ascii: "&")), Self.hasAnchor(source.bytes) {
            self.init(refusing: "anchors and aliases aren't taken here", at: source.location(line: 1))
            return
        }
        do {
            guard let root = try Yams.compose(yaml: String(decoding: source.bytes, as: UTF8.self)) else {
                self.init(refusing: "it is empty", at: source.location(line: 1))
                return
            }
            var reader = ImageFileReader(source)
            let images = reader.read(root, tagged: tag)
            self.init(reader.diagnostics.isEmpty ? images : [], reader.diagnostics)
        } catch {
            let (reason, line) = Self.reason(error)
            self.init(refusing: reason, at: source.location(line: max(1, min(line, source.lines.count))))
        }
    }

    /// The repository that a file's images are of, as a line of its own says it; empty where none does.
    ///
    /// Only that line is read.
    public static func repository(of source: SourceFile) -> String {
        let key = Array("image: ".utf8)
        let line = source.bytes.split(separator: UInt8(ascii: "\n")).first { $0.starts(with: key) }
        return String(decoding: line?.dropFirst(key.count) ?? [], as: UTF8.self)
    }

    private init(refusing reason: String, at location: SourceLocation) {
        self.init([], [.unreadableImageFile(reason, at: location)])
    }

    private init(_ images: [ImageModel], _ diagnostics: [Diagnostic]) {
        (self.images, self.diagnostics) = (images, diagnostics)
    }

    /// A `*name` where a value begins: without one no anchor can grow.
    private static func hasAnchor(_ bytes: [UInt8]) -> Bool {
        bytes.indices.dropFirst().contains { index in
            bytes[index] == UInt8(ascii: "*") && [0x20, 0x0A, 0x2C, 0x5B].contains(bytes[index - 1])
                && index + 1 < bytes.count && bytes[index + 1] > 0x2F
        }
    }

    private static func reason(_ error: any Error) -> (String, Int) {
        switch error as? YamlError {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            (problem, mark.line)
        case .duplicatedKeysInMapping(let keys, let context):
            (
                "a key stands once in its place; found twice: \(keys.sorted().joined(separator: ", "))",
                context.mark.line
            )
        default: ("it is no YAML", 1)
        }
    }
}

extension Diagnostic {
    static func unreadableImageFile(_ reason: String, at location: SourceLocation) -> Self {
        Self(
            "file.image.yaml",
            .error,
            at: location,
            "the description of an image can't be read as YAML",
            notes: [Note(reason)]
        )
    }

    static func unknownImageKey(_ key: String, known: [String], at location: SourceLocation) -> Self {
        Self(
            "file.image.key",
            .error,
            at: location,
            "'\(key)' means nothing to the description of an image",
            notes: [Note("there are \(known.joined(separator: ", "))")]
        )
    }

    static func wrongImageValue(_ key: String, _ wanted: String, at location: SourceLocation) -> Self {
        Self("file.image.value", .error, at: location, "'\(key)' must be \(wanted)")
    }
}
