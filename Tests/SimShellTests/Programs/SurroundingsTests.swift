import SimShell
import Testing

/// What commands tell of what is around a process: its network cards, its terminal, its neighbours.
struct SurroundingsTests {
    /// Gives a container a main process that stays.
    private func keep(_ container: Container) throws {
        _ = try container.box.world.start(container.box.launch(["cat"], input: BytePipe()), parent: 0)
    }

    @Test func ipShowsTheCardsOfAllNetworks() async throws {
        let networks = SimNetwork()
        let container = try Container(networks: networks)
        try keep(container)
        networks.join(
            container.box.host,
            "front",
            address: "172.18.4.2",
            names: [],
            prefix: 22,
            hardware: "02:11:22:33:44:55",
            gateway: "172.18.4.1"
        )
        let addresses = try await container.run(["ip", "addr"])
        #expect(addresses.output.contains("    inet 172.18.4.2/22 brd 172.18.7.255 scope global eth0\n"))
        #expect(addresses.output.contains("    link/ether 02:11:22:33:44:55 brd ff:ff:ff:ff:ff:ff\n"))
        #expect(try await container.run(["ip", "-o", "link"]).output.split(separator: "\n").count == 2)
        #expect(
            try await container.run(["ip", "route"]).output
                == "default via 172.18.4.1 dev eth0 \n172.18.4.0/22 dev eth0 scope link  src 172.18.4.2 \n"
        )
        #expect(try await container.run(["ip", "addr", "add", "10.0.0.1/8", "dev", "eth0"]).code == 2)
    }

    @Test func theCardsAreFilesToo() async throws {
        let networks = SimNetwork()
        let container = try Container(networks: networks)
        try keep(container)
        try container.box.files.makeDirectory("/sys")
        networks.join(container.box.host, "front", address: "172.18.0.2", names: [])
        let result = try await container.run([
            "sh", "-c", "ls /sys/class/net; cat /sys/class/net/eth0/address",
        ])
        #expect(result.output == "eth0\nlo\n02:42:ac:12:00:02\n")
        #expect(try await container.run(["touch", "/sys/class/net/x"]).code == 1)
    }

    @Test func psShowsTheColumnsThatAreAskedFor() async throws {
        let result = try await Container.sh("ps -o comm,pid; true")
        #expect(
            result.output
                == "COMMAND          PID\nsh                   1\nps                   2\n"
        )
        #expect(try await Container.sh("ps -o nonsense").code == 1)
    }

    @Test func aTerminalHasASize() async throws {
        let container = try Container()
        try keep(container)
        let (typed, shown) = (BytePipe(), BytePipe())
        let launch = container.box.launch(["sh", "-c", "read x; stty size"], input: typed, output: shown)
        let process = try container.box.world.startOnTerminal(launch, parent: 0)
        container.box.world.resizeTerminal(of: process.id, to: SimTerminal.Size(rows: 19, columns: 71))
        try await typed.write(Array("\n".utf8))
        #expect(await process.wait() == 0)
        shown.closeWriting()
        #expect(String(decoding: await drain(shown), as: UTF8.self).contains("19 71\n"))
        #expect(try await container.run(["stty", "size"]).error == "stty: standard input: Not a tty\n")
    }

    @Test func mountsAreToldByTheirKind() async throws {
        let container = try Container()
        try keep(container)
        try container.box.files.mount(MemoryFiles(), at: "/app", inMemory: true)
        try container.box.files.mount(MemoryFiles(), at: "/data", readOnly: true)
        let mount = try await container.run(["mount"]).output
        for line in [
            "overlay on / type overlay (rw,relatime)",
            "proc on /proc type proc (rw,nosuid,nodev,noexec,relatime)",
            "tmpfs on /app type tmpfs (rw,nosuid,nodev,noexec,relatime)",
            "/dev/sda1 on /data type ext4 (ro,relatime)",
        ] { #expect(mount.split(separator: "\n").contains { $0 == line }, "\(line)") }
        #expect(
            try await container.run(["cat", "/proc/mounts"]).output.contains("\ntmpfs /app tmpfs rw,nosuid")
        )
        let df = try await container.run(["df"]).output
        #expect(df.contains("\ntmpfs ") && df.contains("% /app\n") && !df.contains("none"))
        #expect(!df.contains("/proc"))
        let listed = try await container.run(["ls", "/"]).output
        #expect(listed == "app\nbin\ndata\ndev\netc\nproc\nroot\ntmp\nusr\n")
    }

    @Test func dfTellsWhatAMountMayHold() async throws {
        let container = try Container()
        try keep(container)
        try container.box.files.mount(
            MemoryFiles(limits: FileLimits(bytes: 2 << 20, nodes: 100)),
            at: "/small"
        )
        let result = try await container.run(["sh", "-c", "echo x > /small/f; df -k /small/f | tail -1"])
        #expect(result.output.split(separator: " ").map(String.init)[1] == "2048")
        #expect(result.output.hasSuffix("/small\n"))
        #expect(try await container.run(["df", "/nope"]).code == 1)
    }

    @Test func processesMayLiveAmongAnothersNeighbours() async throws {
        let other = try Container()
        // Each reads an input of its own: what ends closes its own.
        let main = try other.box.world.start(other.box.launch(["cat"], input: BytePipe()), parent: 0)
        let long = try other.box.world.start(other.box.launch(["cat"], input: BytePipe()), parent: main.id)
        let networks = SimNetwork()
        let world = other.box.world
        let joined = ModelWorld(
            files: FileTree(Container.image),
            network: networks.host("joined"),
            programs: Coreutils.programs,
            hostName: "joined",
            clock: WorldClock(SkippingClock(), startingAt: WallTime(nanoseconds: 0)),
            beside: Neighbours(processes: { world.ownProcesses() }, signal: { world.signal($0, to: $1) })
        )
        let output = BytePipe()
        let process = try joined.start(other.box.launch(["ps", "-o", "pid,comm"], output: output), parent: 0)
        async let text = drain(output)
        #expect(await process.wait() == 0)
        #expect(
            String(decoding: await text, as: UTF8.self) == "PID   COMMAND\n    1 cat\n    2 cat\n    3 ps\n"
        )
        #expect(joined.ownProcesses().isEmpty)
        #expect(joined.signal(.kill, to: long.id))
        #expect(await long.wait() == 137)
        #expect(joined.signal(.kill, to: main.id))
        #expect(other.box.world.ownProcesses().map(\.id) == [main.id])
    }
}
