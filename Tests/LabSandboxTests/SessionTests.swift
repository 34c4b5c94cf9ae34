import EngineAPI
import EngineClient
import EngineGate
import Foundation
import HTTPWire
import LabSandbox
import SystemPackage
import TestKit
import Testing

/// Sessions on a real engine, as students meet them.
@Suite(.serialized, .enabled(if: TestEngine.isThere, "no engine for tests: scripts/test-engine start"))
struct SessionSerialTests {
    @Test func runsDockerAsItIs() async throws {
        try await withScratch { scratch in
            try await SandboxSession.with(TestEngine.request(scratch)) { session in
                let run = try await TestEngine.run(
                    session,
                    "docker run --rm busybox echo hello; podman run --rm busybox echo too"
                )
                #expect(run.end.status == 0)
                #expect(run.text.contains("hello\n"))
                #expect(run.text.contains("too\n"))
            }
            #expect(try scratch.files() == ["lock"])
        }
    }

    @Test func hidesTheMachine() async throws {
        try await withScratch { scratch in
            try scratch.write("secret", "s3cret")
            let path = scratch.file("secret").string
            try await SandboxSession.with(TestEngine.request(scratch)) { session in
                let script = """
                    cat \(path) /etc/shadow /proc/1/environ 2>&1 | grep -c s3cret
                    ls /root /home /var/lib /sys 2>/dev/null; id -u; ls /run; touch /usr/x /x 2>&1 | wc -l
                    unshare -U true 2>/dev/null && echo nested; grep CapEff /proc/self/status; ls /proc | grep -c '^[0-9]'
                    """
                let run = try await TestEngine.run(session, script)
                #expect(!run.text.contains("s3cret"))
                #expect(run.text.contains("\n1000\n"))
                #expect(!run.text.contains("nested"))
                #expect(run.text.contains("CapEff:\t0000000000000000"))
            }
        }
    }

    @Test func keepsTheEnvironmentPinned() async throws {
        try await withScratch { scratch in
            var request = TestEngine.request(scratch)
            request.environment["SECRET_TOKEN"] = "abc"
            try await SandboxSession.with(request) { session in
                let run = try await TestEngine.run(session, "env")
                #expect(!run.text.contains("SECRET_TOKEN"))
                for line in ["DOCKER_BUILDKIT=0", "LC_ALL=C.UTF-8", "COLUMNS=100", "SLIDECTL_HOST=127.0.0.1"]
                {
                    #expect(run.text.split(separator: "\n").contains(Substring(line)), "\(line)")
                }
            }
        }
    }

    /// Two students both have `localhost:5432`, and neither sees the other's.
    @Test func givesBothTheirOwnPort() async throws {
        try await withScratch { scratch in
            let script: @Sendable (String) -> String = { word in
                """
                docker run -d --name web -p 5432:80 busybox sh -c 'mkdir /w; echo \(word) >/w/index.html; httpd -f -h /w' >/dev/null
                for i in 1 2 3 4 5 6 7 8 9 10; do curl -sf localhost:5432 && break; sleep 0.1; done
                curl -s -g 'http://[::1]:5432/'; docker ps --format '{{.Names}} {{.Ports}}'
                """
            }
            try await SandboxSession.with(TestEngine.request(scratch)) { one in
                try await SandboxSession.with(TestEngine.request(scratch)) { two in
                    async let first = TestEngine.run(one, script("one"))
                    async let second = TestEngine.run(two, script("two"))
                    let expected = " 0.0.0.0:5432->80/tcp"
                    let texts = try await (first.text, second.text)
                    #expect(texts.0.contains("one\none\nweb" + expected), "\(texts.0)")
                    #expect(texts.1.contains("two\ntwo\nweb" + expected), "\(texts.1)")
                    #expect(one.record.loopback != two.record.loopback)
                }
            }
        }
    }

    @Test func datagramsReachTheirPort() async throws {
        try await withScratch { scratch in
            try await SandboxSession.with(TestEngine.request(scratch)) { session in
                // BusyBox has nothing that answers datagrams, so Perl and its libraries come with the workspace.
                let script = """
                    mkdir r; cp /usr/bin/perl $(ldd /usr/bin/perl | grep -o '/[^ ]*') r/
                    docker pull -q busybox >/dev/null
                    docker run -d -v "$PWD/r:/r" -p 5353:53/udp busybox /r/ld-linux-x86-64.so.2 --library-path /r /r/perl -e '
                        socket(S, 2, 2, 17); bind(S, pack("S n x12", 2, 53));
                        send(S, $b, 0, $_) while $_ = recv(S, $b, 2000, 0)' >/dev/null
                    bash -c 'exec 3<>/dev/udp/localhost/5353 4<>/dev/udp/127.0.0.1/5353
                        ask() {
                            for i in 1 2 3 4 5 6 7 8 9 10; do echo "$2" >&$1; timeout 1 head -n 1 <&$1 && break; sleep 0.2; done
                        }
                        ask 3 "over IPv6"; ask 4 "over IPv4"' 2>/dev/null
                    """
                let run = try await TestEngine.run(session, script)
                #expect(run.text == "over IPv6\nover IPv4\n")
            }
        }
    }

    @Test func mountsOnlyTheWorkspace() async throws {
        try await withScratch { scratch in
            try scratch.write("work/a.txt", "mine\n")
            try scratch.write("secret/b.txt", "s3cret\n")
            try scratch.link("work/out", to: scratch.file("secret").string)
            try scratch.link("work/up", to: "../secret")
            let request = TestEngine.request(scratch, workspace: scratch.file("work").string)
            try await SandboxSession.with(request) { session in
                let script = """
                    docker run --rm -v "$PWD:/w" busybox sh -c 'cat /w/a.txt; echo new >/w/made'
                    docker run --rm -v "$PWD/a.txt:/a" -v "$PWD/fresh/deep:/d" busybox sh -c 'cat /a; touch /d/x'
                    cat made; ls fresh/deep
                    for path in out up ../secret a/../../secret; do
                        docker run --rm -v "$PWD/$path:/w" busybox cat /w/b.txt 2>&1 | grep -o 'bind mounts are limited to your workspace'
                    done
                    docker run --rm -v /etc:/w busybox cat /w/passwd 2>&1 | grep -o 'bind mounts are limited to your workspace'
                    """
                let run = try await TestEngine.run(session, script)
                let refusal = "bind mounts are limited to your workspace\n"
                let refusals = String(repeating: refusal, count: 5)
                #expect(run.text.hasSuffix("mine\nmine\nnew\nx\n" + refusals), "\(run.text)")
                #expect(!run.text.contains("s3cret"))
            }
        }
    }

    /// A link put in the folder's place over and over never leads a container out.
    @Test func winsTheRaceAgainstSwappedLinks() async throws {
        try await withScratch { scratch in
            try scratch.write("work/dir/b.txt", "mine\n")
            try scratch.write("secret/b.txt", "s3cret\n")
            let request = TestEngine.request(scratch, workspace: scratch.file("work").string)
            try await SandboxSession.with(request) { session in
                let script = """
                    docker pull -q busybox >/dev/null
                    ln -s \(scratch.file("secret").string) link
                    (while :; do mv -T dir keep; mv -T link dir; mv -T dir link; mv -T keep dir; done) 2>/dev/null &
                    for i in 1 2 3 4 5 6 7 8 9 10; do
                        docker run --rm -v "$PWD/dir:/w" busybox cat /w/b.txt 2>&1
                    done
                    kill $!
                    """
                let run = try await TestEngine.run(session, script)
                #expect(!run.text.contains("s3cret"), "\(run.text)")
            }
        }
    }

    @Test func namesTheLimitThatEndedACommand() async throws {
        try await withScratch { scratch in
            try await SandboxSession.with(TestEngine.request(scratch)) { session in
                var command = SandboxCommand(["sh", "-c", "sleep 1000 & sleep 1000"])
                let inner = TimeLimit("step 3", .milliseconds(200))
                command.timeLimits = [TimeLimit("the lab", .seconds(900)), inner]
                let end = try await session.run(command)
                #expect(end.cut == .time(inner))
                #expect(end.cut?.description == "step 3's time limit, 0.2 s, has passed")

                let collected = Collected()
                var loud = SandboxCommand(["yes"])
                loud.outputLimit = 5000
                loud.onOutput = { _, bytes in collected.append(bytes) }
                let second = try await session.run(loud)
                #expect(second.cut == .output(bytes: 5000))
                #expect(collected.text.utf8.count == 5000)
            }
        }
    }

    @Test func endsWithItsLifetime() async throws {
        try await withScratch { scratch in
            var request = TestEngine.request(scratch)
            request.lifetime = .milliseconds(500)
            let sleeping = request
            await #expect(throws: SandboxError("the session's time to live, 0.5 s, has passed")) {
                try await SandboxSession.with(sleeping) { session in
                    _ = try await session.run(SandboxCommand(["sleep", "1000"]))
                }
            }
            let left = try scratch.files()
            #expect(left == ["lock"])
        }
    }

    @Test func refusesWorkspacesThatAreTheMachine() async throws {
        try await withScratch { scratch in
            for path in ["/", "/etc", "/nowhere/at/all"] {
                let request = TestEngine.request(scratch, workspace: path)
                await #expect(throws: SandboxError.self) { try await SandboxSession.with(request) { _ in } }
            }
            #expect(SessionJournal(request(scratch)).records().isEmpty)
        }
    }

    private func request(_ scratch: Scratch) -> SessionPlaces { TestEngine.request(scratch).places }
}
