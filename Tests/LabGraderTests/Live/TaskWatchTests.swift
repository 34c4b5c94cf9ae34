import EngineAPI
import LabModel
import Synchronization
import TestKit
import Testing

@testable import LabGrader

@Suite("Watching a shell")
struct TaskWatchTests {
    private let id = String(repeating: "cd", count: 32)

    private func step(_ id: String, _ checks: [String]) throws -> LabStep {
        let questions = try checks.map { try check($0) }
        let place = questions[0].location
        var step = LabStep(
            id: id,
            command: LabCommand("docker run -d --name web nginx", at: place),
            slide: 2,
            mode: .run,
            at: place
        )
        step.checks = questions
        return step
    }

    @Test(
        "A name that only an output gives is found among the containers that were made since",
        .timeLimit(.minutes(5))
    )
    func guessesNames() async throws {
        let room = CheckRoom()
        let mark = try await EngineMark(room.engine)
        var lab = Lab(id: "a", title: "A", at: try check("file x exists").location)
        lab.steps = [try step("up", ["container $cid running", "container $cid image=nginx"])]
        let watch = TaskWatch(of: lab, in: room, since: mark)
        let (ticks, source) = AsyncStream<String>.makeStream()
        let watching = Task { await watch.run { source.yield($0.id) } }
        defer { watching.cancel() }
        while room.recorder.listeners == 0 { await Task.yield() }
        let id = id
        room.recorder.change { contents in
            for (id, image, status) in [
                (String(repeating: "aa", count: 32), "redis", "running"), (id, "nginx", "running"),
            ] {
                SampleWorld.add(
                    ContainerDetails().with {
                        ($0.id, $0.name) = (id, "/\(image)")
                        $0.config = ContainerConfig().with { $0.image = image }
                        $0.state = ContainerState().with { ($0.status, $0.running) = (status, true) }
                    },
                    to: &contents
                )
            }
        }
        room.recorder.emit("container", "start")
        #expect(await ticks.first { _ in true } == "up")
        #expect(watch.done == ["up"])
    }
}

@Suite("Putting an engine back")
struct EngineMarkTests {
    @Test("What can't be brought back is named")
    func lost() async throws {
        let room = SampleWorld.room()
        let mark = try await EngineMark(room.engine)
        #expect(mark.lost(in: try await EngineMark(room.engine)).isEmpty)
        room.recorder.change { contents in
            contents.containers.removeAll { $0.id == SampleWorld.job }
            contents.containers[0].state = "exited"
            contents.volumes = []
        }
        let lost = mark.lost(in: try await EngineMark(room.engine))
        #expect(lost.contains("container \(SampleWorld.job.prefix(12)) is gone"))
        #expect(lost.contains { $0.hasSuffix("is no longer running") })
        #expect(lost.contains("volume data is gone"))
        #expect(lost.count == 3)
    }
}
