import EngineAPI
import EngineGate
import Testing

/// Images on the embedded engine behind the gate: the engine is the session's alone, so what goes is gone.
@Suite(.timeLimit(.minutes(2)))
struct EmbeddedImageTests {
    private func pull(_ image: String, _ gate: EngineGate) async throws -> [String] {
        var options = PullOptions()
        (options.image, options.tag) = (image, "latest")
        return try await gate.pullImage(options).collect().compactMap(\.status)
    }

    @Test func removesAPulledImageForGood() async throws {
        try await StudentsGate.open { student in
            for _ in 0..<2 {
                let said = try await pull("hello-world", student.gate)
                #expect(said.last == "Status: Downloaded newer image for hello-world:latest")
                let image = try await student.gate.inspectImage("hello-world")
                #expect(image.repoTags == ["hello-world:latest"])
                let removals = try await student.gate.removeImage(
                    "hello-world",
                    force: false,
                    noPrune: false
                )
                #expect(removals.compactMap(\.untagged) == ["hello-world:latest"] + image.repoDigests)
                #expect(image.repoDigests.count == 1)
                #expect(removals.compactMap(\.deleted).first == image.id)
                #expect(try await student.gate.listImages(ImageListQuery()).isEmpty)
            }
        }
    }

    @Test func freesSpaceByPruning() async throws {
        try await StudentsGate.open { student in
            try await student.pull("alpine")
            try await student.pull("hello-world")
            let size = try await student.gate.inspectImage("hello-world").size
            try await student.start("alpine", ["sleep", "100"])
            let report = try await student.gate.pruneImages(Filters(["dangling": ["false"]]))
            #expect(size > 0 && report.spaceReclaimed == size)
            #expect(report.imagesDeleted?.first?.untagged == "hello-world:latest")
            let left = try await student.gate.listImages(ImageListQuery())
            #expect(left.map(\.repoTags) == [["alpine:latest"]])
        }
    }

    @Test func countsTheContainersOfImages() async throws {
        try await StudentsGate.open { student in
            try await student.pull("alpine")
            try await student.pull("hello-world")
            try await student.start("alpine", ["sleep", "100"])
            try await student.start("alpine", ["true"])
            let usage = try await student.gate.diskUsage()
            let counts = (usage.images ?? []).map { ($0.repoTags?.first ?? "", $0.containers) }
            #expect(
                Dictionary(uniqueKeysWithValues: counts) == ["alpine:latest": 2, "hello-world:latest": 0]
            )
        }
    }

    /// What is built on an image shares its layers, so it takes none of their room a second time.
    @Test func countsSharedLayersOnce() async throws {
        try await StudentsGate.open { student in
            try await student.pull("alpine")
            _ = try await student.build("made", "FROM alpine\nRUN echo 1 > /x\n")
            let usage = try await student.gate.diskUsage()
            let images = usage.images ?? []
            let base = try await student.gate.inspectImage("alpine").size
            #expect(images.map(\.sharedSize) == [base, base])
            #expect(usage.layersSize == images.reduce(base) { $0 + $1.size - $1.sharedSize })
        }
    }

    @Test func tellsOfImages() async throws {
        try await StudentsGate.open { student in
            try await student.pull("hello-world")
            try await student.gate.tagImage("hello-world", repo: "mine", tag: "1")
            for name in ["mine:1", "hello-world"] {
                _ = try await student.gate.removeImage(name, force: false, noPrune: false)
            }
            var query = EventQuery()
            query.since = "0"
            query.filters = Filters(["type": ["image"]])
            let stream = try await student.gate.events(query)
            var events: [EngineEvent] = []
            while events.count < 6, let event = try await stream.next() { events.append(event) }
            stream.cancel()
            #expect(events.map(\.action) == ["pull", "tag", "untag", "untag", "untag", "delete"])
            #expect(events.prefix(2).map { $0.actor.attributes["name"] } == ["hello-world", "mine:1"])
        }
    }
}
