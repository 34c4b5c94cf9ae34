import SimShell
import Testing

/// What somebody at a terminal types and sees, as `docker run -it busybox` shows it.
struct SimTerminalTests {
    /// Types piece by piece, each after its awaited text was shown, and gives all that was shown.
    private func session(
        _ steps: [(wait: String, type: String)],
        words: [String] = ["sh"],
        files: [String: String] = [:]
    ) async throws
        -> (shown: String, code: Int)
    {
        let container = try Container(clock: ContinuousClock())
        for (path, text) in files { try container.box.files.write(path, Array(text.utf8)) }
        let keys = BytePipe()
        let screen = BytePipe()
        let launch = ProcessLaunch(
            arguments: words,
            environment: ["PATH": "/bin", "HOME": "/root"],
            workingDirectory: "/",
            user: .root,
            streams: ProcessStreams(input: keys, output: screen, error: screen, isTerminal: true)
        )
        let process = try container.box.world.startOnTerminal(launch, parent: 0)
        var bytes: [UInt8] = []
        var shown: String { String(decoding: bytes, as: UTF8.self) }
        var seen = 0
        for step in steps {
            while !shown.dropFirst(seen).contains(step.wait) {
                guard let piece = await screen.read(atMost: 4096) else {
                    return (shown, Int(await process.wait()))
                }
                bytes += piece
            }
            seen = shown.count
            try await keys.write(Array(step.type.utf8))
        }
        let code = await process.wait()
        screen.closeWriting()
        bytes += await drain(screen)
        return (shown, Int(code))
    }

    @Test(.timeLimit(.minutes(5)))
    func showsPromptAndEcho() async throws {
        let (shown, code) = try await session([
            ("/ # ", "echo hi\r"), ("hi\n/ # ", "cd /tmp; false\r"), ("/tmp # ", "foo\r"),
            ("/tmp # ", "exit 3\r"),
        ])
        #expect(
            shown == "/ # echo hi\nhi\n/ # cd /tmp; false\n/tmp # foo\nsh: foo: not found\n/tmp # exit 3\n"
        )
        #expect(code == 3)
    }

    /// Debian's bash has its prompt from a file that it reads first; another one has its own.
    @Test(.timeLimit(.minutes(5)))
    func bashPromptsAsItsFilesSay() async throws {
        let files = [
            "/etc/bash.bashrc": "[ -z \"$PS1\" ] && return\nPS1='\\u@\\h:\\w\\$ '\n",
            "/root/.bashrc": "nonsense; GREETING=hi\n",
        ]
        let (shown, _) = try await session(
            [("root@box:/# ", "cd; echo $GREETING\r"), ("hi\nroot@box:~# ", "exit\r")],
            words: ["bash"],
            files: files
        )
        #expect(shown.hasSuffix("root@box:/# cd; echo $GREETING\nhi\nroot@box:~# exit\n"))
        let (plain, _) = try await session(
            [("bash-5.2# ", "exit\r")],
            words: ["bash", "--norc"],
            files: files
        )
        #expect(plain == "bash-5.2# exit\n")
    }

    @Test(.timeLimit(.minutes(5)))
    func takesBackAndEndsByControlD() async throws {
        let (shown, code) = try await session([
            ("/ # ", "echo axü\u{7F}\u{7F}b\r"), ("ab\n/ # ", "false\r"), ("/ # ", "\u{4}"),
        ])
        #expect(shown == "/ # echo axü\u{8} \u{8}\u{8} \u{8}b\nab\n/ # false\n/ # \n")
        #expect(code == 1)
    }

    @Test(.timeLimit(.minutes(5)))
    func interruptsWhatRunsAndNotTheShell() async throws {
        let (shown, _) = try await session([
            ("/ # ", "sleep 1000\r"), ("sleep 1000\n", "\u{3}"), ("/ # ", "echo $?\r"),
            ("130\n/ # ", "ech\u{3}"),
            ("^C\n/ # ", "while true; do sleep 1000; done\r"), ("done\n", "\u{3}"), ("/ # ", "exit\r"),
        ])
        #expect(
            shown
                == "/ # sleep 1000\n^C\n/ # echo $?\n130\n/ # ech^C\n/ # while true; do sleep 1000; done\n^C\n/ # exit\n"
        )
    }

    @Test(.timeLimit(.minutes(5)))
    func asksForTheRestOfACommand() async throws {
        let (shown, _) = try await session([
            ("/ # ", "for i in 1 2; do\r"), ("> ", "echo $i\r"), ("> ", "done\r"), ("2\n/ # ", "echo )\r"),
            ("/ # ", "cat\r"), ("cat\n", "line\r"), ("line\nline\n", "\u{4}"), ("/ # ", "exit\r"),
        ])
        #expect(
            shown
                == "/ # for i in 1 2; do\n> echo $i\n> done\n1\n2\n/ # echo )\nsh: syntax error: unexpected \")\"\n"
                + "/ # cat\nline\nline\n/ # exit\n"
        )
    }

    @Test(.timeLimit(.minutes(5)))
    func givesOtherProgramsATerminalToo() async throws {
        let (shown, code) = try await session([("", "ab\u{7F}c\r"), ("ac\n", "\u{4}")], words: ["cat"])
        #expect(shown == "ab\u{8} \u{8}c\nac\n")
        #expect(code == 0)
        let (list, _) = try await session(
            [],
            words: ["sh", "-c", "tty; test -t 1 && echo yes; cd /tmp/d; touch a b; ls; ls | cat"]
        )
        #expect(list == "/dev/pts/0\nyes\na  b\na\nb\n")
    }
}
