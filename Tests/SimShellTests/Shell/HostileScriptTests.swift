import SimShell
import Testing

/// Scripts that want more than there is: they end, and nothing traps.
struct HostileScriptTests {
    @Test(arguments: [
        "f() { f | f & }; f; wait", ":() { : & :; }; :", "f() { f; }; f", "f() { $(f); }; f",
        "eval 'e() { eval e; }; e'",
        "x=aaaaaaaaaa; while :; do x=$x$x; done", "echo $(yes)", "yes | head -1000000 >/tmp/f; yes > /tmp/f",
        "while :; do echo aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa; done > /tmp/f",
        "i=0; while :; do i=$((i+1)); mkdir d$i || exit 1; done",
        "echo '. ./s' > s; . ./s", "echo 'sh ./t' > t; sh ./t",
        "printf '%99999999s' x | wc -c; printf '%.999999999d' 1 >/dev/null",
        "set -- $(seq 100000); set -- \"$@\" \"$@\" \"$@\" \"$@\" \"$@\" \"$@\" \"$@\"; echo $#",
        "x=$(seq 100000); echo ${x##*9*8*7*6*5*4*x}",
        "echo $((9223372036854775807+1)) $((-9223372036854775807-2)) $((1<<99))",
        "echo $(( -9223372036854775807 - 1 )) $(( (-9223372036854775807 - 1) / -1 )) $(( (-9223372036854775807-1) % -1 ))",
        "a=b; b=a; echo $((a))", "cat /dev/zero | head -c 100000000 | wc -c", "cat /dev/zero > /tmp/z",
        "sed ':a;s/^/xxxxxxxxxxxxxxxxxxxx/;ta' /etc/passwd", "seq 2000 | sed ':a;N;$!ba;s/\\n/,/g' | wc -c",
        "echo aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa | grep -E '(a*)*b'",
        "echo x | grep -E '((((x{1,255}){1,255}){1,255}){1,255})'",
        "ln -s a b; ln -s b a; cat a; cd a", "mkdir -p $(printf 'd/%.0s' $(seq 300))",
        "cp -r . d; mkdir e; cp -r e e/f; mv e e/g",
        "find / -exec sh -c 'find / | wc -l' \\; | tail -1", "kill -9 $$; echo no", "kill -9 1; echo no",
        "trap 'kill $$' TERM; kill $$",
        "exec 3>&3 4>&99; exec 1>&-; echo x; exec 0<&- 2>&-; cat; ls",
        "truncate -s 99999999999 f; truncate -s 60M f; cat f f f | wc -c",
        "seq -1e308 1e308 2>&1 | head -1", "seq 1 9999999999 | head -1",
        "sort /dev/zero; tac /dev/random | head -c 10", "xargs < /dev/zero",
        "date -d @99999999999999999 +%Y; date -d @-99999999999999999; date -d 9999-12-31",
        "sleep 1e300 & sleep inf & kill %1; timeout 1e300 true",
        "read x < /dev/zero; echo ${#x}", "tail -f /etc/passwd & sleep 3; kill $!",
        "nc -l -p 99999; nc x 0; ping -c 2 nowhere; wget http://box:1/",
        "echo ${x:9999999999999999999} ${HOME:-9223372036854775808:9223372036854775807}",
        "shift 99999999999999999999; exit -1",
        "umask 99999999999; chmod 7777777777777 /etc/passwd; chmod u+s,g=u /etc/passwd",
        "while :; do (exit 1) & done",
        "cut -c1-9223372036854775807 /etc/passwd; cut -f-1 /etc/passwd; head -n 99999999999999 /etc/passwd; tail -c +9223372036854775807 /etc/passwd",
    ])
    func endsWithinBounds(_ script: String) async throws {
        let container = try Container(limits: FileLimits(bytes: 4 << 20, nodes: 500), processes: 24)
        let output = BytePipe()
        let launch = container.box.launch(
            ["sh", "-c", script],
            output: output,
            error: NullSink(),
            workingDirectory: "/tmp/d"
        )
        let process = try container.box.world.start(launch, parent: 0)
        let size = Task { await drain(output, atMost: 1 << 24).count }
        // A loop without end is one that a signal must end.
        let killer = Task {
            try? await Task.sleep(for: .milliseconds(1500))
            _ = container.box.world.signalFromOutside(.kill, to: process.id)
        }
        _ = await process.wait()
        killer.cancel()
        #expect(await size.value <= 1 << 25)
        #expect(container.box.world.processes().isEmpty)
    }

    @Test(arguments: [
        "(", "{ ", "$(", "\"$(", "${x:-", "$((", "if ", "while ", "case x in x) ", "! ", "a && ", "f() ",
        "<<E ",
    ])
    func refusesWhatLiesTooDeep(_ piece: String) async throws {
        let result = try await Container.sh(String(repeating: piece, count: 20_000))
        #expect(result.code != 0)
        let arithmetic = try await Container.sh("echo $((" + String(repeating: "(", count: 20_000))
        #expect(arithmetic.code == 2)
        let test = try await Container.sh("[ " + String(repeating: "! ( ", count: 2000) + "]")
        #expect(test.code == 2)
    }

    /// Whatever is cut out of a script, something comes of it.
    @Test(arguments: Scripts.all.filter { $0.contains("$") }.prefix(30))
    func survivesCutScripts(_ script: String) async throws {
        let bytes = Array(script.utf8)
        var pieces = bytes.indices.map { String(decoding: bytes[..<$0], as: UTF8.self) }
        pieces += bytes.indices.map { String(decoding: bytes[..<$0] + bytes[($0 + 1)...], as: UTF8.self) }
        for piece in pieces {
            let container = try Container(limits: FileLimits(bytes: 1 << 20, nodes: 200), processes: 16)
            let launch = container.box.launch(["sh", "-c", piece], workingDirectory: "/tmp/d")
            let process = try container.box.world.start(launch, parent: 0)
            // What waits or loops for ever is ended.
            let killer = Task {
                try? await Task.sleep(for: .seconds(1))
                _ = container.box.world.signalFromOutside(.kill, to: process.id)
            }
            _ = await process.wait()
            killer.cancel()
            #expect(container.box.world.processes().isEmpty, "\(piece)")
        }
    }
}
