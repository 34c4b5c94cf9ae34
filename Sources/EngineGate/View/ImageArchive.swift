import EngineAPI

/// The lists of names in an archive of images, as `docker save` writes them.
enum ImageArchive {
    /// Whether a file of the archive lists names.
    static func isList(_ path: String) -> Bool {
        path == "manifest.json" || path == "repositories" || path == "index.json"
    }

    /// A list with its names changed; a name for which the change gives nil is left out.
    static func list(
        _ path: String,
        _ bytes: [UInt8],
        renamed: (String) -> ImageReference?
    ) throws -> [UInt8] {
        let json: JSON
        do { json = try JSON(strictly: bytes) } catch {
            throw EngineError.malformed("slidectl: '\(path)' in the archive can't be read: \(error)")
        }
        switch path {
        case "manifest.json": return manifest(json, renamed).bytes
        case "index.json": return index(json, renamed).bytes
        // The oldest form of the same; manifest.json is always there, too, and is read instead.
        default: return JSON.object([]).bytes
        }
    }

    private static func manifest(_ json: JSON, _ renamed: (String) -> ImageReference?) -> JSON {
        .array(
            (json.elements ?? []).map { image in
                changing(image, "RepoTags") { tags in
                    .array(
                        (tags.elements ?? []).compactMap { $0.text.flatMap(renamed) }.map {
                            .string($0.description)
                        }
                    )
                }
            }
        )
    }

    private static func index(_ json: JSON, _ renamed: (String) -> ImageReference?) -> JSON {
        changing(json, "manifests") { manifests in
            .array(
                (manifests.elements ?? []).map { manifest in
                    changing(manifest, "annotations") { annotations in
                        .object(
                            (annotations.members ?? []).compactMap { member in
                                guard member.name == "io.containerd.image.name" else {
                                    return member.name == "org.opencontainers.image.ref.name" ? nil : member
                                }
                                return member.value.text.flatMap(renamed).map {
                                    .init(member.name, .string($0.description))
                                }
                            }
                        )
                    }
                }
            )
        }
    }

    private static func changing(_ json: JSON, _ name: String, _ change: (JSON) -> JSON) -> JSON {
        guard let members = json.members else { return json }
        return .object(members.map { $0.name == name ? .init(name, change($0.value)) : $0 })
    }
}
