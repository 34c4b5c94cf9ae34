import EngineAPI
import SimShell

extension SimulatedEngine {
    /// Mounts what a new container asks for; volumes that aren't there are made.
    func mount(_ plan: MountPlan, into record: ContainerRecord) throws(EngineError) {
        do throws(FileTreeError) {
            try record.files.mount(MemoryFiles.devices(), at: "/dev")
            try record.files.mount(memory(size: record.hostConfig.shmSize, mode: 0o1777), at: "/dev/shm")
        } catch { throw Self.mountFailure("/dev", error) }
        for item in plan.items.sorted(by: { $0.destination < $1.destination }) {
            let (files, point) = try files(for: item, record)
            do throws(FileTreeError) {
                try record.files.mount(
                    files,
                    at: item.destination,
                    readOnly: item.isReadOnly,
                    inMemory: point.type == "tmpfs"
                )
            } catch { throw Self.mountFailure(item.destination, error) }
            if item.isListed { record.mounts.append(point) }
        }
    }

    private static func mountFailure(_ path: String, _ error: FileTreeError) -> EngineError {
        EngineError(
            .failed,
            "failed to create task for container: failed to create shim task: OCI runtime create failed: runc create "
                + "failed: unable to start container process: error mounting to rootfs at \"\(path)\": \(error.words.lowercased())"
        )
    }

    private func files(
        for item: MountPlan.Item,
        _ record: ContainerRecord
    ) throws(EngineError) -> (any MountedFiles, MountPoint) {
        var point = MountPoint().with {
            ($0.destination, $0.isWritable, $0.mode) = (item.destination, !item.isReadOnly, item.mode)
        }
        switch item.kind {
        case .memory(let size, let mode):
            point.type = "tmpfs"
            return (memory(size: size, mode: mode), point)
        case .bind(let source, let creating):
            (point.type, point.source, point.propagation) = ("bind", source, "rprivate")
            if source.hasSuffix("/docker.sock") { return (try socket(for: record), point) }
            return (try folder(source, creating: creating), point)
        case .image(let name):
            let image = try images.image(name)
            (point.type, point.source, point.isWritable) = ("image", name, false)
            return (
                MemoryFiles(image.files, limits: limits.files, memory: memory, now: { [time] in time.now }),
                point
            )
        case .anonymous, .volume:
            var name = ids.id()
            var labels = ["com.docker.volume.anonymous": ""]
            var isAnonymous = true
            if case .volume(let asked, let own) = item.kind {
                (name, labels, isAnonymous) = (asked, own, false)
            }
            let (volume, isNew) = try volume(name, labels: labels, isAnonymous: isAnonymous)
            if item.copies, isNew || volume.files.usage.nodes == 0 {
                fill(volume, from: record, item.destination)
            }
            (point.type, point.name, point.driver) = ("volume", name, "local")
            point.source = volume.mountpoint
            if point.mode.isEmpty, !isAnonymous { point.mode = "z" }
            guard !item.subpath.isEmpty else { return (volume.files, point) }
            return (try subtree(item.subpath, of: volume), point)
        }
    }

    /// A part of a volume, which must be there and must not lead out of it.
    private func subtree(_ path: String, of volume: VolumeRecord) throws(EngineError) -> any MountedFiles {
        let parts = path.split(separator: "/").map(String.init).filter { $0 != "." }
        guard !parts.contains(".."), (try? volume.files.status(parts)) != nil else {
            throw EngineError(
                .failed,
                "failed to create task for container: cannot access path \(volume.mountpoint)/\(path): lstat "
                    + "\(volume.mountpoint)/\(path): no such file or directory"
            )
        }
        return SubtreeFiles(volume.files, at: parts)
    }

    /// Files in memory, with room for so many bytes where that is less than what all may hold.
    private func memory(size: Int?, mode: Int = 0o755) -> MemoryFiles {
        var room = limits.files
        room.bytes = min(size ?? room.bytes, room.bytes)
        let files = MemoryFiles(limits: room, memory: memory, now: { [time] in time.now })
        try? files.setAttributes([], FileAttributes(mode: mode, modified: time.now))
        return files
    }

    /// Containers that look after others ask for the engine's socket; here nothing answers on it.
    ///
    /// What cleans up after tests does without: whatever it is told to remove goes with the session.
    private func socket(for record: ContainerRecord) throws(EngineError) -> MemoryFiles {
        let main = record.command.first.flatMap { try? record.files.content($0) }
        if case .program("ryuk", _)? = main { return MemoryFiles(limits: limits.files, memory: memory) }
        // A real engine would make the container: the refusal is nobody's mistake.
        noteModelled("docker.sock")
        throw EngineError(
            .forbidden,
            "slidectl: the engine's socket can't be mounted with the embedded engine, where no program in a container "
                + "speaks to it; use the docker command outside of the container, or a real engine"
        )
    }

    private func folder(_ source: String, creating: Bool) throws(EngineError) -> any MountedFiles {
        guard let folders = configuration.folders else {
            throw EngineError(.forbidden, "slidectl: folders of the host can't be mounted here: \(source)")
        }
        return try folders.files(at: source, creating: creating)
    }

    /// The volume of a name, made where there is none.
    func volume(
        _ name: String,
        labels: [String: String]?,
        isAnonymous: Bool = false,
        size: Int? = nil
    ) throws(EngineError) -> (VolumeRecord, isNew: Bool) {
        if let volume = volumes[name] { return (volume, false) }
        guard volumes.count < limits.volumes else {
            throw EngineError(.tooMany, "slidectl: a session has at most \(limits.volumes) volumes")
        }
        try checkDisk("create \(name)")
        let volume = VolumeRecord(
            name: name,
            created: time.now,
            files: memory(size: size),
            labels: labels,
            isAnonymous: isAnonymous
        )
        volumes[name] = volume
        events.tell("volume", "create", name, ["driver": "local"])
        return (volume, true)
    }

    /// An empty volume gets what the image has at its place.
    private func fill(_ volume: VolumeRecord, from record: ContainerRecord, _ path: String) {
        // Of the image only: what is mounted on the way there isn't its.
        let files = FileTree(record.image.files)
        guard let status = try? files.status(path), status.kind == .directory else { return }
        try? volume.files.setAttributes([], FileAttributes(status))
        copy(path, [], from: files, to: volume.files, depth: 0)
    }

    private func copy(
        _ path: String,
        _ place: [String],
        from files: FileTree,
        to volume: MemoryFiles,
        depth: Int
    ) {
        guard depth < 64, let list = try? files.list(path) else { return }
        for entry in list {
            let (from, to) = ("\(path)/\(entry.name)", place + [entry.name])
            let attributes = FileAttributes(entry.status)
            switch entry.status.kind {
            case .directory:
                try? volume.makeDirectory(to, attributes)
                copy(from, to, from: files, to: volume, depth: depth + 1)
            case .link: try? volume.link(entry.status.linkTarget ?? "", at: to, attributes)
            case .file, .device:
                guard let content = try? files.content(from) else { continue }
                try? volume.write(to, content, at: .replacing, new: attributes)
            }
        }
    }
}

extension FileAttributes {
    /// Those of a file that is there.
    init(_ status: FileStatus) {
        self.init(
            mode: status.mode,
            owner: FileOwner(user: status.owner, group: status.group),
            modified: status.modified
        )
    }
}
