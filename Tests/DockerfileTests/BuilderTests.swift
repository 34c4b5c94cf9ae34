import Foundation
import SystemPackage
import TestKit
import Testing

import Dockerfile

/// The real classic builder beside our parser; needs `scripts/test-engine start`.
@Suite(.enabled(if: RealBuilder.isThere, "no engine for tests: scripts/test-engine start"))
struct BuilderTests {
    /// The builder refuses exactly what has problems, in the same words.
    @Test(arguments: [
        "RUN x", "FROM", "FROM a b", "FROM a AS 1x", "FROM scratch\nRUNN x", "FROM scratch\nCOPY a",
        "FROM scratch\nENV a",
        "FROM scratch\nENV a=1 b", "FROM scratch\nSHELL x", "FROM scratch\nHEALTHCHECK x",
        "FROM scratch\nONBUILD ONBUILD RUN x", "FROM scratch\nONBUILD FROM x", "# escape=x\nFROM scratch",
        "# escape=`\n# escape=`\nFROM scratch", "FROM scratch\nMAINTAINER",
        "FROM scratch\nHEALTHCHECK NONE x", "# only this",
        "FROM scratch\nUSER", "FROM scratch\nWORKDIR", "FROM scratch\nLABEL x",
    ])
    func refusesWhatTheBuilderRefuses(_ text: String) async throws {
        let answer = try await RealBuilder.build(text)
        #expect(answer.status != 0)
        let problem = try #require(Dockerfile(text).problems.first, "\(answer.text)")
        #expect(
            answer.text.lowercased().contains(problem.text.lowercased()),
            "\(problem.text): \(answer.text)"
        )
    }

    @Test(arguments: [
        "FROM scratch\nCMD", "FROM scratch\nENTRYPOINT", "FROM scratch\nENV a b c", "from scratch\ncmd ['x']",
        "\u{FEFF}FROM scratch\r\nLABEL a=b \\\r\n c=d\r\n",
        "FROM scratch AS one\nFROM ONE\nENV a=${b:-c}", "FROM scratch\n# c\nLABEL a=1 \\\n# d\n\n b=2",
        "#escape=`\nFROM scratch\nLABEL a=`\nb",
        "ARG a=scratch\nFROM $a\nEXPOSE 80/tcp\nVOLUME /a /b\nUSER 1\nWORKDIR /x",
        "FROM scratch\nHEALTHCHECK --interval=1s CMD x\nHEALTHCHECK none\nSTOPSIGNAL 9\nSHELL [\"a\"]\nONBUILD RUN x",
        "FROM scratch\nARG a b=c d\nENV x=$b", "FROM scratch\nENTRYPOINT [\"\\u0041\", \"b\" ]",
    ])
    func takesWhatTheBuilderTakes(_ text: String) async throws {
        let answer = try await RealBuilder.build(text)
        #expect(answer.status == 0, "\(answer.text)")
        #expect(Dockerfile(text).problems.isEmpty)
    }

    /// The lecture's cross-compilation: the classic builder refuses it as it is, and builds it rewritten.
    @Test func buildsTheCrossCompilationOfTheLecture() async throws {
        let folder = RealBuilder.repository.appending(path: "assets/lecture-08/greeter")
        let text = try String(contentsOf: folder.appending(path: "Dockerfile.cross"), encoding: .utf8)
        let before = try await RealBuilder.build(text, in: folder)
        #expect(before.text.contains("failed to parse platform"))
        let platform = BuildPlatform(system: "linux", architecture: "amd64")
        let rewritten = PlatformRewrite.apply(
            to: Array(text.utf8),
            variables: BuildPlatform.variables(build: platform, target: platform)
        )
        let after = try await RealBuilder.build(String(decoding: rewritten, as: UTF8.self), in: folder)
        #expect(after.status == 0, "\(after.text)")
    }
}

/// `docker build` with the classic builder on the engine for tests.
private enum RealBuilder {
    private static let environment = ProcessInfo.processInfo.environment
    static var isThere: Bool {
        environment["SLIDECTL_TEST_DOCKER20"] != nil && environment["SLIDECTL_TEST_CLIENTS"] != nil
    }
    static let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    static func build(
        _ dockerfile: String,
        in folder: URL? = nil
    ) async throws -> (status: Int32, text: String) {
        try await withScratch { scratch in
            try scratch.write("Dockerfile", dockerfile)
            let process = Process()
            process.executableURL = URL(
                filePath: (environment["SLIDECTL_TEST_CLIENTS"] ?? "") + "/bin/docker"
            )
            process.arguments = [
                "build", "--force-rm", "-q", "-f", scratch.file("Dockerfile").string,
                folder?.path ?? scratch.path.string,
            ]
            process.environment = [
                "DOCKER_HOST": "unix://" + (environment["SLIDECTL_TEST_DOCKER20"] ?? ""),
                "DOCKER_BUILDKIT": "0",
                "HOME": scratch.path.string,
            ]
            let pipe = Pipe()
            process.standardOutput = pipe
            process.standardError = pipe
            process.standardInput = FileHandle.nullDevice
            try process.run()
            let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
            process.waitUntilExit()
            return (process.terminationStatus, String(decoding: output, as: UTF8.self))
        }
    }
}
