import EngineAPI

/// What is to be mounted where in a new container, read from all the places where clients say it.
struct MountPlan {
    /// One mount.
    struct Item: Hashable {
        enum Kind: Hashable {
            case volume(name: String, labels: [String: String])
            case anonymous
            case bind(source: String, creating: Bool)
            case memory(size: Int?, mode: Int)
            case image(String)
        }

        var kind: Kind
        var destination: String
        var isReadOnly = false
        var mode = ""
        /// Whether an empty volume gets what the image has there.
        var copies = true
        var subpath = ""
        /// Whether inspection tells of it; `--tmpfs` stands in the container's settings only.
        var isListed = true
    }

    private(set) var items: [Item] = []

    init(_ creation: ContainerCreation, volumesFrom: [MountPoint]) throws(EngineError) {
        for point in volumesFrom {
            let kind: Item.Kind =
                point.type == "bind"
                ? .bind(source: point.source, creating: false) : .volume(name: point.name ?? "", labels: [:])
            add(
                Item(kind: kind, destination: point.destination, isReadOnly: !point.isWritable, copies: false)
            )
        }
        for text in creation.hostConfig.binds ?? [] { add(try Self.bind(text)) }
        for mount in creation.hostConfig.mounts ?? [] { add(try Self.mount(mount)) }
        for (path, options) in (creation.hostConfig.tmpfs ?? [:]).sorted(by: { $0.key < $1.key }) {
            let size = options.split(separator: ",").first { $0.hasPrefix("size=") }
                .flatMap { HumanSize.read(String($0.dropFirst(5)).binaryUnits) }
            let mode = options.split(separator: ",").first { $0.hasPrefix("mode=") }
                .flatMap { Int($0.dropFirst(5), radix: 8) }
            let isReadOnly = options.split(separator: ",").contains("ro")
            add(
                Item(
                    kind: .memory(size: size, mode: mode ?? 0o1777),
                    destination: try Self.memoryPlace(path),
                    isReadOnly: isReadOnly,
                    isListed: false
                )
            )
        }
        for path in creation.config.volumes?.keys.sorted() ?? [] {
            let destination = try Self.destination(path)
            if !items.contains(where: { $0.destination == destination }) {
                add(Item(kind: .anonymous, destination: destination))
            }
        }
    }

    /// Of two mounts at the same place the later one counts.
    private mutating func add(_ item: Item) {
        items.removeAll { $0.destination == item.destination }
        items.append(item)
    }

    /// `src:dst[:opts]`, or a path alone.
    private static func bind(_ text: String) throws(EngineError) -> Item {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard (1...3).contains(parts.count), parts.allSatisfy({ !$0.isEmpty }) else {
            throw EngineError(.badRequest, "invalid volume specification: '\(text)'")
        }
        if parts.count == 1 { return Item(kind: .anonymous, destination: try destination(parts[0], text)) }
        var item = Item(kind: .anonymous, destination: try destination(parts[1], text))
        if parts.count > 2 {
            let known = [
                "ro", "rw", "z", "Z", "nocopy", "private", "rprivate", "shared", "rshared", "slave", "rslave",
                "cached", "delegated", "consistent",
            ]
            let options = parts[2].split(separator: ",").map(String.init)
            guard options.allSatisfy(known.contains), !(options.contains("ro") && options.contains("rw"))
            else {
                throw EngineError(.badRequest, "invalid mode: \(parts[2])")
            }
            item.isReadOnly = options.contains("ro")
            item.copies = !options.contains("nocopy")
            item.mode = parts[2]
        }
        item.kind =
            parts[0].hasPrefix("/")
            ? .bind(source: parts[0], creating: true) : .volume(name: try volumeName(parts[0]), labels: [:])
        return item
    }

    static func volumeName(_ name: String) throws(EngineError) -> String {
        guard name.count > 1 else {
            throw EngineError(
                .badRequest,
                "create \(name): volume name is too short, names should be at least two alphanumeric characters"
            )
        }
        guard EngineName.isName(name) else {
            throw EngineError(
                .badRequest,
                "create \(name): \"\(name)\" includes invalid characters for a local volume name, only "
                    + "\"[a-zA-Z0-9][a-zA-Z0-9_.-]\" are allowed. If you intended to pass a host directory, use absolute path"
            )
        }
        return name
    }

    private static func destination(_ path: String, _ text: String? = nil) throws(EngineError) -> String {
        guard path.hasPrefix("/") else {
            throw EngineError(
                .badRequest,
                "invalid volume specification: '\(text ?? path)': invalid mount config for type \"volume\": "
                    + "invalid mount path: '\(path)' mount path must be absolute"
            )
        }
        let parts = path.split(separator: "/").filter { $0 != "." }
        guard !parts.isEmpty, !parts.contains("..") else {
            throw EngineError(
                .badRequest,
                "invalid volume specification: '\(text ?? path)': invalid mount config for type \"volume\": "
                    + "invalid specification: destination can't be '/'"
            )
        }
        return "/" + parts.joined(separator: "/")
    }

    private static func memoryPlace(_ path: String) throws(EngineError) -> String {
        guard path.hasPrefix("/") else {
            throw EngineError(.badRequest, "invalid mount path: '\(path)' mount path must be absolute")
        }
        return try destination(path)
    }

    private static func target(_ mount: Mount) throws(EngineError) -> String {
        guard mount.target.hasPrefix("/") else {
            let type = mount.type.isEmpty ? "volume" : mount.type
            throw EngineError(
                .badRequest,
                "invalid mount config for type \"\(type)\": invalid mount path: '\(mount.target)' mount path must be absolute"
            )
        }
        return try destination(mount.target)
    }

    private static func mount(_ mount: Mount) throws(EngineError) -> Item {
        guard !mount.target.isEmpty else {
            throw EngineError(
                .badRequest,
                "invalid mount config for type \"\(mount.type)\": field Target must not be empty"
            )
        }
        var item = Item(
            kind: .anonymous,
            destination: try target(mount),
            isReadOnly: mount.readOnly
        )
        switch mount.type {
        case "bind":
            guard mount.source.hasPrefix("/") else {
                throw EngineError(
                    .badRequest,
                    "invalid mount config for type \"bind\": invalid mount path: '\(mount.source)' mount path must be absolute"
                )
            }
            item.kind = .bind(source: mount.source, creating: mount.bindOptions?.createMountpoint ?? false)
        case "volume", "":
            let options = mount.volumeOptions
            guard ["", "local"].contains(options?.driverConfig?.name ?? ""),
                options?.driverConfig?.options?.isEmpty ?? true
            else {
                throw EngineError(
                    .forbidden,
                    "slidectl: volumes have no driver options with the embedded engine"
                )
            }
            item.copies = !(options?.noCopy ?? false)
            item.subpath = options?.subpath ?? ""
            item.mode = "z"
            if !mount.source.isEmpty {
                item.kind = .volume(name: try volumeName(mount.source), labels: options?.labels ?? [:])
            }
        case "tmpfs":
            let size = mount.tmpfsOptions?.sizeBytes ?? 0
            let mode = mount.tmpfsOptions?.mode ?? 0
            item.kind = .memory(size: size > 0 ? size : nil, mode: mode > 0 ? mode : 0o1777)
        case "image": item.kind = .image(mount.source)
        default:
            throw EngineError(
                .badRequest,
                "invalid mount config for type \"\(mount.type)\": mount type unknown"
            )
        }
        return item
    }
}

extension String {
    /// Sizes in mount options count in binary units.
    var binaryUnits: String {
        guard let last, "kKmMgG".contains(last) else { return self }
        return dropLast() + last.uppercased() + "iB"
    }
}
