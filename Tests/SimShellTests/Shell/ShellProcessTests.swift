import SimShell
import Testing

/// What a script does over time: streams, signals, processes.
struct ShellProcessTests {
    private func start(
        _ script: String,
        _ container: Container,
        output: BytePipe = BytePipe()
    ) throws -> any RunningProcess {
        let launch = container.box.launch(
            ["sh", "-c", script],
            output: output,
            error: output,
            workingDirectory: "/tmp/d"
        )
        return try container.box.world.start(launch, parent: 0)
    }

    @Test(.timeLimit(.minutes(5)))
    func streamsWhatALoopWritesUntilItIsKilled() async throws {
        let container = try Container(clock: ContinuousClock())
        let output = BytePipe()
        let process = try start("while true; do echo x; sleep 0.01; done", container, output: output)
        var seen = ""
        while seen.count < 6, let piece = await output.read(atMost: 100) {
            seen += String(decoding: piece, as: UTF8.self)
        }
        #expect(seen.hasPrefix("x\nx\nx\n"))
        // The main process has no trap and so takes no SIGTERM.
        #expect(container.box.world.signal(.terminate, to: process.id))
        #expect(await output.read(atMost: 100) != nil)
        #expect(container.box.world.signalFromOutside(.kill, to: process.id))
        #expect(await process.wait() == 137)
        #expect(container.box.world.processes().isEmpty)
    }

    @Test(.timeLimit(.minutes(5)))
    func stopsByTheTrapOfAnEntryScript() async throws {
        let container = try Container(clock: ContinuousClock())
        let output = BytePipe()
        let script = "trap 'echo bye; exit 9' TERM; echo ready; sleep 1000 & wait $!"
        let process = try start(script, container, output: output)
        #expect(await output.read(atMost: 100) == Array("ready\n".utf8))
        // The wait has begun once there is something to wait for.
        while container.box.world.processes().count < 2 { await Task.yield() }
        #expect(container.box.world.signal(.terminate, to: process.id))
        #expect(await process.wait() == 9)
        #expect(await drain(output) == Array("bye\n".utf8))
    }

    @Test func becomesTheLastCommand() async throws {
        let container = try Container()
        let ps = try await container.run(["sh", "-c", "ps"])
        #expect(ps.output == "PID   USER     TIME  COMMAND\n    1 root      0:00 ps\n")
        let kept = try await Container().run(["sh", "-c", "trap : TERM; ps"])
        #expect(kept.output.contains("    1 root      0:00 sh -c trap : TERM; ps\n    2 root      0:00 ps\n"))
    }

    @Test func holdsUsersToTheirFiles() async throws {
        let user = ProcessUser(id: 65_534, group: 65_534)
        let result = try await Container.sh(
            "whoami; echo x > /x; ls /root; touch /tmp/mine; ls -l /tmp/mine | cut -c1-30; su",
            user: user
        )
        #expect(
            result.output == "nobody\n-rw-r--r--    1 nobody   nobod\n" && result.code != 0
        )
        #expect(
            result.error.hasPrefix(
                "sh: can't create /x: Permission denied\nls: can't open '/root': Permission denied\n"
            )
        )
    }

    @Test func stopsWritingWhereTheDiskIsFull() async throws {
        let container = try Container(limits: FileLimits(bytes: 1000, nodes: 100))
        let result = try await container.run([
            "sh", "-c", "seq 1000 > f; echo $?; cat f | wc -c; echo x > /dev/full; echo $?",
        ])
        #expect(result.error.contains("seq: write error: No space left on device"))
        #expect(result.output.hasPrefix("1\n"))
    }

    @Test func talksOverTheNetwork() async throws {
        let networks = SimNetwork()
        let web = try Container(hostName: "web", networks: networks)
        let client = try Container(hostName: "client", networks: networks)
        networks.join(web.box.host, "n", address: "172.18.0.2", names: ["web"])
        networks.join(client.box.host, "n", address: "172.18.0.3", names: ["client"])
        let answer = "HTTP/1.1 200 OK\\r\\nContent-Length: 3\\r\\n\\r\\nhi\\n"
        let server = try start("printf '\(answer)' | nc -l -p 80", web)
        while web.box.host.ports.isEmpty { await Task.yield() }
        let result = try await client.run(["wget", "-qO-", "http://web/"])
        #expect(result == ScriptResult(output: "hi\n", error: "", code: 0))
        _ = web.box.world.signalFromOutside(.kill, to: server.id)
        let others = try Container(hostName: "client", networks: networks)
        let script =
            "ping -c1 nowhere; echo $?; wget http://web/; echo $?; nslookup nowhere; ping -c2 localhost | tail -2"
        let failed = try await others.run(["sh", "-c", script])
        #expect(failed.error.hasPrefix("ping: bad address 'nowhere'\nwget: bad address 'web'\n"))
        #expect(failed.output.contains("1\n1\n"))
        #expect(failed.output.contains("2 packets transmitted, 2 packets received, 0% packet loss"))
    }

    @Test func showsProcessesAsFiles() async throws {
        // Until a new process has its own program, it has its maker's words, among which "sleep" is, too.
        let script = """
            sleep 100 & while ! grep -q ^sleep /proc/2/cmdline; do :; done
            tr '\\0' ' ' < /proc/2/cmdline; echo; grep PPid /proc/2/status; cat /proc/1/comm; ls -d /proc/[0-9]
            echo x > /proc/x; cat /proc/99/comm; cd /proc; pwd; grep -c processor cpuinfo; kill $!
            """
        let result = try await Container(clock: ContinuousClock()).run(["sh", "-c", script])
        #expect(result.output.hasPrefix("sleep 100 \nPPid:\t1\nsh\n/proc/1\n/proc/2\n"))
        #expect(result.output.hasSuffix("\n/proc\n2\n"))
        #expect(
            result.error
                == "sh: can't create /proc/x: Read-only file system\ncat: can't open '/proc/99/comm': No such file or directory\n"
        )
    }

    @Test func looksUpNamesAsTheLibraryDoes() async throws {
        let networks = SimNetwork()
        let web = try Container(hostName: "web", networks: networks)
        let db = try Container(hostName: "db", networks: networks)
        networks.join(web.box.host, "front", address: "172.18.0.2", names: ["web"])
        networks.join(db.box.host, "back", address: "172.19.0.2", names: ["db"])
        try web.box.files.write("/bin/getent", content: .program(name: "getent", size: 1), mode: 0o755)
        let result = try await web.run([
            "sh", "-c", "getent hosts web; echo $?; getent hosts db; echo $?; getent passwd 0",
        ])
        #expect(result.output == "172.18.0.2      web\n0\n2\nroot:x:0:0:root:/root:/bin/sh\n")
    }

    @Test func saysWhatItDoesNotCarryOut() async throws {
        let result = try await Container.sh(
            "vi f; wget https://x/; busybox nope; busybox echo yes"
        )
        #expect(
            result.error
                == "vi: not modelled by the embedded engine\n"
                + "wget: TLS: not modelled by the embedded engine\nnope: applet not found\n"
        )
        #expect(result.output == "yes\n")
    }

    @Test func carriesItsCommandsInBothStyles() async throws {
        for style in [Coreutils.Style.files, .links] {
            let image = FileImage(layers: [Coreutils.layer(style, names: ["ls", "sh", "nope"])])
            let box = Sandbox(Coreutils.programs, image: image)
            let pipe = BytePipe()
            let process = try box.world.start(box.launch(["ls", "/bin"], output: pipe), parent: 0)
            #expect(String(decoding: await drain(pipe), as: UTF8.self) == "busybox\nls\nsh\n")
            #expect(await process.wait() == 0)
        }
    }
}
