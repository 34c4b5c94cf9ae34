extension MemoryFiles {
    /// What a container finds at `/dev`.
    public static func devices() -> MemoryFiles { MemoryFiles(deviceImage) }

    /// Made once: all containers share it as long as they change nothing.
    private static let deviceImage: FileImage = {
        var layer = FileLayer()
        let devices: [(String, FileDevice)] = [
            ("null", .null), ("zero", .zero), ("full", .full), ("random", .random), ("urandom", .random),
            ("tty", .terminal), ("console", .terminal), ("stdin", .stream(0)), ("stdout", .stream(1)),
            ("stderr", .stream(2)),
        ]
        for (name, device) in devices {
            layer["/\(name)"] = .file(.device(device), FileAttributes(mode: 0o666))
        }
        for folder in ["/pts", "/mqueue", "/shm"] {
            layer[folder] = .directory(FileAttributes(mode: folder == "/shm" ? 0o1777 : 0o755))
        }
        return FileImage(layers: [layer])
    }()
}
