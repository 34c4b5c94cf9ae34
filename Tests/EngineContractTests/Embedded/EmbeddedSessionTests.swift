import EngineAPI
import EngineGate
import TarStream
import Testing

/// What a student finds on the embedded engine as sessions have it: behind the gate.
@Suite(.timeLimit(.minutes(2)))
struct EmbeddedSessionTests {
    /// A session with a running container of busybox, named web.
    private func withContainer(
        _ change: (inout ContainerCreation) -> Void = { _ in },
        _ body: (EngineGate) async throws -> Void
    ) async throws {
        try await EmbeddedRun.withGatedEngine { gate in
            try await Self.pull("busybox", gate)
            _ = try await gate.createContainer(Self.container("web").with(change))
            _ = try await gate.startContainer("web")
            try await body(gate)
        }
    }

    private static func pull(_ name: String, _ gate: EngineGate) async throws {
        var options = PullOptions()
        (options.image, options.tag) = (name, "latest")
        _ = try await gate.pullImage(options).collect()
    }

    private static func container(_ name: String) -> ContainerCreation {
        ContainerCreation().with {
            $0.name = name
            ($0.config.image, $0.config.cmd) = ("busybox", ["sleep", "300"])
        }
    }

    private func refusal(_ body: () async throws -> Void) async -> EngineError? {
        do {
            try await body()
            return nil
        } catch { return error as? EngineError }
    }

    /// More than the pieces that are kept between the archive's reader and the engine, of which the engine reads none.
    @Test func refusesACopyToAFolderThatIsMissing() async throws {
        try await withContainer { gate in
            let archive = try TarWriter.archive([("x", [UInt8](repeating: 1, count: 1 << 20))])
            for _ in 0..<10 {
                let refusal = await refusal {
                    try await gate.writeArchive("web", ArchiveTarget(path: "/nodir"), ByteStream([archive]))
                }
                #expect(refusal == EngineError(.notFound, "Could not find the file /nodir in container web"))
            }
        }
    }

    @Test func keepsAPulledImageThatAContainerIsMadeOf() async throws {
        try await withContainer { gate in
            let container = try await gate.inspectContainer("web", size: false)
            let (id, image) = (container.id.prefix(12), container.image.dropFirst(7).prefix(12))
            let byName = await refusal {
                _ = try await gate.removeImage("busybox", force: false, noPrune: false)
            }
            let name = "conflict: unable to remove repository reference \"busybox\" (must force)"
            #expect(
                byName
                    == EngineError(
                        .conflict,
                        "\(name) - container \(id) is using its referenced image \(image)"
                    )
            )
            let byID = await refusal {
                _ = try await gate.removeImage(String(image), force: false, noPrune: false)
            }
            let reason = "image is being used by running container \(id)"
            #expect(
                byID
                    == EngineError(
                        .conflict,
                        "conflict: unable to delete \(image) (cannot be forced) - \(reason)"
                    )
            )
            try await gate.tagImage("busybox", repo: "other", tag: "1")
            let removals = try await gate.removeImage("other:1", force: false, noPrune: false)
            #expect(removals.compactMap(\.untagged).map { $0.hasSuffix("other:1") } == [true])
        }
    }

    @Test func namesThePortThatWasAskedFor() async throws {
        let port = ["80/tcp": [PortBinding(hostIP: "", hostPort: "80")] as [PortBinding]?]
        try await withContainer({ $0.hostConfig.portBindings = port }) { gate in
            _ = try await gate.createContainer(
                Self.container("second").with { $0.hostConfig.portBindings = port }
            )
            let refusal = await refusal { _ = try await gate.startContainer("second") }
            #expect(
                refusal?.message.hasSuffix("Bind for 0.0.0.0:80 failed: port is already allocated") == true
            )
        }
    }

    @Test func buildsWithHereDocuments() async throws {
        try await EmbeddedRun.withGatedEngine { gate in
            let file =
                "FROM busybox\nRUN <<X\necho one > /file\necho two >> /file\nX\nCOPY <<Y /other\nthree\nY\n"
            let context = try TarWriter.archive([("Dockerfile", Array(file.utf8))])
            var options = BuildOptions()
            options.tags = ["heredoc"]
            options.version = "1"
            let messages = try await gate.build(options, ByteStream([context])).collect()
            #expect(messages.compactMap(\.error) == [])
            _ = try await gate.createContainer(Self.container("made").with { $0.config.image = "heredoc" })
            for (path, text) in [("/file", "one\ntwo\n"), ("/other", "three\n")] {
                let archive = try await gate.readArchive("made", path: path).1
                let members = try await TarReader.members(of: archive, limit: 1 << 20)
                #expect(members.map { String(decoding: $0.contents, as: UTF8.self) } == [text])
            }
        }
    }

    @Test func takesNamesOfOneLetterForNetworksAlone() async throws {
        try await withContainer { gate in
            _ = try await gate.createNetwork(NetworkCreation().with { $0.name = "n" })
            #expect(try await gate.inspectNetwork("n").name == "n")
            let refusal = await refusal {
                _ = try await gate.createVolume(VolumeCreation().with { $0.name = "v" })
            }
            #expect(
                refusal?.message
                    == "create v: volume name is too short, names should be at least two alphanumeric characters"
            )
        }
    }
}
