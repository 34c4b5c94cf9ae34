import Foundation
import Glibc
import LabSandbox
import SystemPackage
import TestKit
import Testing

/// Sessions of a user who isn't root: namespaces instead of set-uid, a volume's parts instead of mounts.
///
/// The tests run as root and become another user, who has the group of the engines' sockets.
@Suite(
    .serialized,
    .enabled(if: TestEngine.isThere, "no engine for tests: scripts/test-engine start"),
    .enabled(if: geteuid() == 0, "only root can become another user")
)
struct WithoutRootSerialTests {
    private static let user: UInt32 = 64_999

    @Test(.enabled(if: TestEngine.newSocket != nil, "Docker 28 doesn't run"))
    func mountsTheWorkspaceByPartsOfAVolume() async throws {
        let text = try await run(
            try #require(TestEngine.newSocket),
            """
            id -u; echo hi >f; mkdir sub; ln -s /etc out
            docker run --rm -v "$PWD:/w" busybox sh -c 'cat /w/f; echo back >/w/g'; cat g
            docker run --rm -v "$PWD/sub:/s" busybox sh -c 'echo deep >/s/h'; cat sub/h
            docker run --rm -v "$PWD/out:/x" busybox cat /x/passwd
            docker run --rm -v /etc:/x busybox cat /x/passwd
            docker run --rm -v keep:/k busybox sh -c 'echo kept >/k/f; cat /k/f'
            """
        )
        #expect(text.hasPrefix("1000\n"))
        for line in ["hi", "back", "deep", "kept"] { #expect(text.contains("\(line)\n"), "\(text)") }
        #expect(!text.contains("root:x:0"))
        #expect(text.contains("bind mounts are limited to your workspace"))
    }

    @Test func namesTheWayOutOnAnOlderEngine() async throws {
        let text = try await run(
            try #require(TestEngine.socket),
            "docker run --rm -v \"$PWD:/w\" busybox true; docker run --rm -v keep:/k busybox echo volume"
        )
        #expect(text.contains("without root that needs Docker 26 or newer. Use a volume"), "\(text)")
        #expect(text.contains("volume\n"))
    }

    @Test func forwardsPublishedPorts() async throws {
        let text = try await run(
            try #require(TestEngine.socket),
            """
            docker run -d -p 5432:80 busybox sh -c 'mkdir /w; echo page >/w/index.html; httpd -f -h /w' >/dev/null
            for i in $(seq 50); do curl -sf localhost:5432 && break; sleep 0.1; done
            """
        )
        #expect(text.contains("page\n"), "\(text)")
    }

    /// Runs a script in a session of that user; returns what it printed.
    private func run(_ socket: String, _ script: String) async throws -> String {
        try await withScratch { scratch in
            let programs = try #require(TestEngine.environment["SLIDECTL_TEST_CLIENTS"])
            let docker = scratch.file("clients/bin/docker").string
            try FileManager.default.createDirectory(
                atPath: scratch.file("clients/bin").string,
                withIntermediateDirectories: true
            )
            // The clients lie in root's own cache, which nobody else can read.
            try FileManager.default.copyItem(atPath: programs + "/bin/docker", toPath: docker)
            for path in [scratch.path.string, scratch.file("clients").string] {
                chown(path, Self.user, 0)
                chmod(path, 0o755)
            }
            let process = Process()
            process.executableURL = URL(filePath: "/usr/bin/setpriv")
            process.arguments =
                ["--reuid=\(Self.user)", "--regid=0", "--clear-groups", "--", TestEngine.program]
                + ["sandbox", "run", "--engine-socket", socket, "--", "sh", "-c", script]
            process.currentDirectoryURL = URL(filePath: scratch.path.string)
            process.environment = [
                "PATH": "/usr/bin:/bin", "HOME": scratch.path.string,
                "SLIDECTL_SANDBOX_STATE": scratch.file("s").string,
                "SLIDECTL_SANDBOX_CLIENTS": scratch.file("clients").string,
                "SLIDECTL_SANDBOX_MIRRORS": TestEngine.environment["SLIDECTL_SANDBOX_MIRRORS"] ?? "",
            ]
            let pipe = Pipe()
            process.standardOutput = pipe
            process.standardError = pipe
            process.standardInput = FileHandle.nullDevice
            try process.run()
            let reading = pipe.fileHandleForReading
            let data = try await onThread { try reading.readToEnd() ?? Data() }
            #expect(try scratch.names(in: "s/sessions").isEmpty)
            return String(decoding: data, as: UTF8.self)
        }
    }
}

extension Scratch {
    fileprivate func names(in folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: file(folder).string)
    }
}
