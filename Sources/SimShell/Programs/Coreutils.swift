/// The shell and the usual commands, and the files that carry them.
public enum Coreutils {
    /// All programs, by the names that files carry; `busybox` runs the one that it is called as.
    public static let programs: ProgramTable = {
        var table = ProgramTable()
        for (name, applet) in applets { table[name] = applet }
        table["busybox"] = BusyBox()
        // Not of BusyBox, but in most images.
        table["getent"] = Applet("getent", GetentCommand.run)
        // What Debian's images have in place of BusyBox's.
        table["gnu-timeout"] = Applet("timeout", TimeoutCommand.run)
        for shell in ["sh", "ash", "dash"] { table[shell] = ShellProgram() }
        table["bash"] = ShellProgram(dialect: .bash)
        return table
    }()

    static let applets: [String: any Program] = [
        textApplets, fileApplets, linkApplets, lineApplets, sumApplets, systemApplets, netApplets,
        searchApplets, moreApplets,
    ].reduce(into: [:]) { all, some in all.merge(some) { one, _ in one } }

    /// The names of the commands, the shell among them, sorted.
    public static var names: [String] { (Array(applets.keys) + ["ash", "sh"]).sorted() }

    /// How an image's files carry the commands.
    public enum Style: Sendable {
        /// A file each, as the busybox image has them.
        case files
        /// Links to `/bin/busybox`, as alpine has them.
        case links
    }

    /// A layer with the commands in a folder.
    ///
    /// `names` are those to put there; those that nobody knows are left out.
    public static func layer(
        _ style: Style = .files,
        at folder: String = "/bin",
        names: [String]? = nil
    ) -> FileLayer {
        var layer = FileLayer()
        let size = 1_131_168
        let mode = FileAttributes(mode: 0o755)
        layer["\(folder)/busybox"] = .file(.program(name: "busybox", size: size), mode)
        for name in names ?? self.names where programs[name] != nil {
            switch style {
            case .files: layer["\(folder)/\(name)"] = .file(.program(name: name, size: size), mode)
            case .links:
                layer["\(folder)/\(name)"] = .link(target: "/bin/busybox", FileAttributes(mode: 0o777))
            }
        }
        return layer
    }
}

/// `busybox`: one program that is all commands, by the name that it is called as.
struct BusyBox: Program {
    func run(_ process: ProcessContext) async -> ExitCode {
        var process = process
        let name = process.arguments.first?.split(separator: "/").last.map(String.init) ?? "busybox"
        if name == "busybox" {
            process.arguments.removeFirst(min(1, process.arguments.count))
            guard let applet = process.arguments.first, applet != "--list", applet != "--help" else {
                let list = Coreutils.names.joined(separator: "\n") + "\n"
                let head = "BusyBox v1.36.1 multi-call binary.\n\nCurrently defined functions:\n"
                let text = process.arguments.first == "--list" ? list : head + list
                try? await process.streams.output.write(Array(text.utf8))
                return 0
            }
        }
        let applet = process.arguments.first?.split(separator: "/").last.map(String.init) ?? ""
        guard applet != "busybox", let program = Coreutils.programs[applet] else {
            try? await process.streams.error.write(Array("\(applet): applet not found\n".utf8))
            return 127
        }
        return await program.run(process)
    }
}
