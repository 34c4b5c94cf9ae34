import EngineAPI

extension ContainerPolicy {
    /// Mounts, by their kind; whose folders and volumes they are is settled when names are mapped.
    static func judgeMounts(_ host: inout HostConfig, _ quotas: GateSettings.Quotas) throws(EngineError) {
        guard host.volumeDriver.isEmpty || host.volumeDriver == "local" else {
            throw .denied(
                "--volume-driver \(host.volumeDriver) isn't available in a session; volumes are local"
            )
        }
        host.volumeDriver = ""
        host.mounts = try host.mounts?.map { (mount) throws(EngineError) in try judge(mount, quotas) }
        var tmpfs: [String: String] = [:]
        for (path, options) in host.tmpfs ?? [:] { tmpfs[path] = judgeTmpfs(options, quotas) }
        host.tmpfs = host.tmpfs == nil ? nil : tmpfs
    }

    static func judge(_ mount: Mount, _ quotas: GateSettings.Quotas) throws(EngineError) -> Mount {
        var judged = Mount()
        judged.type = mount.type
        judged.source = mount.source
        judged.target = mount.target
        judged.readOnly = mount.readOnly
        switch mount.type {
        case "bind": break
        case "volume":
            if let driver = mount.volumeOptions?.driverConfig {
                guard driver.name.isEmpty || driver.name == "local", driver.options?.isEmpty ?? true else {
                    throw .denied(
                        "options of a volume's driver aren't available in a session: they can mount the host's folders"
                    )
                }
            }
            judged.volumeOptions = Mount.VolumeOptions().with {
                $0.noCopy = mount.volumeOptions?.noCopy ?? false
                $0.labels = SessionLabels.visible(mount.volumeOptions?.labels)
                $0.subpath = mount.volumeOptions?.subpath
            }
        case "tmpfs":
            let asked = mount.tmpfsOptions?.sizeBytes ?? 0
            judged.tmpfsOptions = Mount.TmpfsOptions().with {
                $0.sizeBytes = asked <= 0 ? quotas.shm : min(asked, quotas.defaultMemory)
                $0.mode = (mount.tmpfsOptions?.mode ?? 0) & 0o1777
            }
        case "image":
            if let subpath = mount.imageOptions?.subpath, !subpath.isEmpty {
                guard !subpath.hasPrefix("/"), !subpath.split(separator: "/").contains("..") else {
                    throw .denied("a part of an image is named from its root, without '..'")
                }
                judged.imageOptions = Mount.ImageOptions().with { $0.subpath = subpath }
            }
        default:
            throw .denied(
                "mounts of type '\(mount.type)' aren't available in a session; use bind, volume, image or tmpfs"
            )
        }
        return judged
    }

    /// The options of `--tmpfs`, with a size, and without what could make programs of the host's.
    static func judgeTmpfs(_ options: String, _ quotas: GateSettings.Quotas) -> String {
        let kept: Set<Substring> = ["ro", "rw", "noexec", "exec", "noatime"]
        var size = quotas.shm
        var words = ["nosuid", "nodev"]
        for word in options.split(separator: ",") {
            if kept.contains(word) { words.append(String(word)) }
            if word.hasPrefix("mode="), word.dropFirst(5).allSatisfy({ ("0"..."7").contains($0) }),
                word.count <= 9
            {
                words.append(String(word))
            }
            if word.hasPrefix("size="), let asked = Self.bytes(word.dropFirst(5)) {
                size = min(asked, quotas.defaultMemory)
            }
        }
        return (words + ["size=\(size)"]).joined(separator: ",")
    }

    /// A number of bytes, perhaps in k, m or g.
    static func bytes(_ text: Substring) -> Int? {
        let units: [Character: Int] = ["k": 1 << 10, "m": 1 << 20, "g": 1 << 30]
        let unit = text.last.flatMap { units[Character($0.lowercased())] }
        guard let number = Int(unit == nil ? text : text.dropLast()), number > 0, number < 1 << 40 else {
            return nil
        }
        return number * (unit ?? 1)
    }
}
