/// How a student's commands are shut in: what bubblewrap is asked for.
///
/// User, process, IPC, host name, mount and network namespaces of their own; of the system only programs and libraries,
/// read-only; `/tmp`, `/run` and the home are theirs alone. No capability is left, and no further user namespace can be made.
package struct Confinement: Hashable, Sendable {
    /// The folder that the student works in, by its path inside.
    package var workspace: String
    /// Where the workspace is outside.
    package var workspaceOutside: String
    /// Where the commands start; the workspace or a folder in it.
    package var folder: String
    /// The folder that is the home inside.
    package var home: String
    /// The folder with the files of ``accounts``.
    package var accounts: String
    /// Sockets that appear inside, by their path there.
    package var sockets: [String: String] = [:]
    /// Further folders that can be read: by their path inside, where they are outside.
    package var readable: [String: String] = [:]
    /// Everything that the commands' environment holds.
    package var environment: [String: String] = [:]
    package var limits = Limits()
    /// Whether no user namespace can be made inside: only root gets into the network of such a sandbox from outside.
    package var forbidsNamespaces = false

    package init(workspace: String, home: String, accounts: String) {
        self.workspace = workspace
        workspaceOutside = workspace
        folder = workspace
        self.home = home
        self.accounts = accounts
    }

    /// Limits on each process; on all together where the kernel counts so.
    package struct Limits: Hashable, Sendable {
        package var processes = 512
        package var openFiles = 4096
        /// In bytes.
        package var fileSize = 4 << 30

        package init() {}
    }

    /// The home's path inside.
    package static let insideHome = "/home/student"
    /// The user inside.
    package static let user = 1000

    /// The folders of the system that are shown as they are.
    private static let system = ["/usr", "/opt"]
    private static let systemLinks = ["/bin", "/sbin", "/lib", "/lib64", "/lib32"]
    /// What of `/etc` programs need; no passwords, no keys.
    private static let settings = [
        "alternatives", "ca-certificates.conf", "debian_version", "fonts", "ld.so.cache", "ld.so.conf",
        "ld.so.conf.d",
        "localtime", "mime.types", "os-release", "services", "protocols", "ssl/certs", "ssl/openssl.cnf",
        "terminfo",
        "timezone", "java", "python3", "python3.11", "profile", "bash.bashrc", "inputrc", "nanorc", "vim",
    ]

    /// The arguments of `bwrap`, without its name, for a command.
    ///
    /// - Parameters:
    ///   - command: The program, which is looked for on the inner PATH, and its arguments.
    ///   - isTerminal: Whether the command has a terminal of its own, which it may control.
    ///   - links: Tells where a symbolic link of the system leads; nil for what is no link.
    /// - Returns: The words, the command's last.
    package func arguments(
        for command: [String],
        isTerminal: Bool,
        links: (String) -> String? = FileLinks.target
    ) -> [String] {
        var words = [
            "--unshare-user", "--unshare-pid", "--unshare-ipc", "--unshare-net", "--unshare-uts",
            "--unshare-cgroup-try",
            "--die-with-parent", "--uid", "\(Self.user)", "--gid", "\(Self.user)", "--hostname", "sandbox",
            "--cap-drop",
            "ALL", "--clearenv", "--info-fd", "9",
        ]
        if forbidsNamespaces { words.append("--disable-userns") }
        if !isTerminal { words.append("--new-session") }
        for folder in Self.system { words += ["--ro-bind-try", folder, folder] }
        for folder in Self.systemLinks {
            if let target = links(folder) {
                words += ["--symlink", target, folder]
            } else {
                words += ["--ro-bind-try", folder, folder]
            }
        }
        for name in Self.settings { words += ["--ro-bind-try", "/etc/\(name)", "/etc/\(name)"] }
        words += [
            "--proc", "/proc", "--dev", "/dev", "--tmpfs", "/tmp", "--tmpfs", "/run", "--dir", "/var/tmp",
            "--symlink", "/run",
            "/var/run", "--bind", home, Self.insideHome,
        ]
        for (inside, outside) in readable.sorted(by: { $0.key < $1.key }) {
            words += ["--ro-bind", outside, inside]
        }
        words += ["--bind", workspaceOutside, workspace]
        for (inside, outside) in sockets.sorted(by: { $0.key < $1.key }) {
            words += ["--bind", outside, inside]
        }
        for name in Self.accounts.keys.sorted() {
            words += ["--ro-bind", "\(accounts)/\(name)", "/etc/\(name)"]
        }
        for (name, value) in environment.sorted(by: { $0.key < $1.key }) {
            words += ["--setenv", name, value]
        }
        words += ["--remount-ro", "/", "--chdir", folder, "--"]
        // The limits are set inside, where only the session's own processes count.
        words += [
            "prlimit", "--core=0", "--nproc=\(limits.processes)", "--nofile=\(limits.openFiles)",
            "--fsize=\(limits.fileSize)", "--",
        ]
        return words + command
    }

    /// The files of accounts and names that take the place of the machine's.
    package static let accounts = [
        "passwd":
            "root:x:0:0:root:/root:/bin/sh\nstudent:x:1000:1000:student:/home/student:/bin/bash\nnobody:x:65534:65534::/:/bin/false\n",
        "group": "root:x:0:\nstudent:x:1000:\nnogroup:x:65534:\n",
        "hosts": "127.0.0.1 localhost sandbox\n::1 localhost\n",
        "nsswitch.conf": "passwd: files\ngroup: files\nhosts: files\n",
        "resolv.conf": "",
    ]
}
