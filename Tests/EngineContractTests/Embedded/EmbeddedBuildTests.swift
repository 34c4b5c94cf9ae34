import EngineAPI
import TarStream
import Testing

/// Builds as students write them, on the embedded engine behind the gate.
@Suite(.timeLimit(.minutes(2)))
struct EmbeddedBuildTests {
    struct Ignored: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let list: String?
        var name = "Dockerfile"
        let stays: String
    }

    @Test(arguments: [
        Ignored(testDescription: "no list", list: nil, stays: "Dockerfile f"),
        Ignored(testDescription: "both", list: "Dockerfile\n.dockerignore\n", stays: "f"),
        Ignored(
            testDescription: "other name",
            list: ".dockerignore\nDockerfile*\n",
            name: "Dockerfile.dev",
            stays: "f"
        ),
        Ignored(
            testDescription: "kept again",
            list: "*\n!f\n!Dockerfile\n.dockerignore",
            stays: "Dockerfile f"
        ),
        Ignored(
            testDescription: "kept, then not",
            list: "!Dockerfile\nDocker*\n.dockerignore\n",
            stays: "f"
        ),
        Ignored(
            testDescription: "another's name",
            list: ".dockerignore\nDockerfile.dev\n",
            stays: "Dockerfile f"
        ),
        Ignored(
            testDescription: "in a folder",
            list: ".dockerignore\nsub/\n",
            name: "sub/Dockerfile",
            stays: "f"
        ),
    ])
    func leavesOutTheDockerfileThatTheListNames(_ ignored: Ignored) async throws {
        try await StudentsGate.open { student in
            let list = ignored.list.map { [(".dockerignore", $0)] } ?? []
            let said = try await student.build(
                "made",
                "FROM alpine\nCOPY . /w\n",
                list + [("f", "1")],
                named: ignored.name
            )
            #expect(said.contains("Successfully tagged made"))
            let listed = try await student.printed("made", ["sh", "-c", "cd /w; find . -type f | sort"])
            #expect(
                listed.replacing("./", with: "").split(separator: "\n").joined(separator: " ")
                    == ignored.stays
            )
        }
    }

    /// The student's own file is copied as he wrote it and with his bits, whatever other name it has.
    @Test func keepsTheDockerfileThatIsCopied() async throws {
        try await StudentsGate.open { student in
            let text = "FROM alpine\nCOPY . /w\n"
            var file = TarMember(path: "Dockerfile", contents: Array(text.utf8), permissions: 0o640)
            file.modified = 1_700_000_000
            let members = [file, TarMember(path: "z", kind: .hardLink("Dockerfile"))]
            let said = try await student.build("made", members, named: "Dockerfile")
            #expect(said.contains("Successfully tagged made"))
            let shown = try await student.printed(
                "made",
                ["sh", "-c", "cd /w; cat Dockerfile; stat -c '%a %Y' Dockerfile; cat z"]
            )
            #expect(shown == text + "640 1700000000\n" + text)
        }
    }

    @Test func takesWhatIsCopiedFromTheCacheWithAListInIt() async throws {
        try await StudentsGate.open { student in
            for time in 1...2 {
                let said = try await student.build(
                    "made",
                    "FROM alpine\nCOPY . /w\n",
                    [(".dockerignore", "x\n"), ("f", "1")]
                )
                #expect(said.contains("Using cache") == (time == 2))
            }
        }
    }

    @Test func namesABaseThatIsBlank() async throws {
        try await StudentsGate.open { student in
            let refused = await student.refusal {
                _ = try await student.build("made", "ARG X\nFROM ${X}\nRUN true\n")
            }
            #expect(refused == "base name (${X}) should not be blank")
        }
    }

    @Test(arguments: [
        ("VOLUME /v1\nRUN echo lost > /v1/x\n", "ls -A /v1", ""),
        (
            "RUN mkdir /v && echo k > /v/k\nVOLUME /v\nRUN cat /v/k && echo lost > /v/x && rm /v/k\n",
            "ls /v", "k\n"
        ),
        ("RUN mkdir /v\nVOLUME /v\nRUN mkdir /v/s && touch /kept\n", "ls -A /v; ls /kept", "/kept\n"),
        ("VOLUME /v\nCOPY f /v/f\nRUN rm /v/f\n", "ls /v", "f\n"),
        ("RUN ln -s /data /v && mkdir /data\nVOLUME /v\nRUN echo lost > /data/x\n", "ls /data", ""),
    ])
    func losesWhatIsWrittenIntoVolumes(_ steps: String, _ command: String, _ output: String) async throws {
        try await StudentsGate.open { student in
            let said = try await student.build("made", "FROM alpine\n\(steps)", [("f", "1")])
            #expect(said.contains("Successfully tagged made"))
            #expect(try await student.printed("made", ["sh", "-c", command]) == output)
        }
    }

    /// The classic builder doesn't look at the user there, and the next step is refused.
    @Test func makesTheWorkingFolderForRoot() async throws {
        try await StudentsGate.open { student in
            let said = try await student.build(
                "made",
                "FROM alpine\nUSER nobody\nWORKDIR /app\nRUN touch x\n"
            )
            #expect(said.contains("touch: x: Permission denied"))
            #expect(said.contains("returned a non-zero code: 1"))
        }
    }
}
