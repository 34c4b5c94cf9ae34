import LabModel
import Testing

@testable import LabGrader

/// Why commands fail, as the client says it and the engine shows it.
struct CommandRuleTests {
    private func explain(
        _ lines: [String],
        around containers: [ContainerSight] = [],
        images: [String] = []
    ) -> Explanation? {
        var surroundings = Surroundings()
        (surroundings.containers, surroundings.images) = (containers, images)
        return FailedCommand("docker run …", exitCode: 125, lines: lines, surroundings: surroundings)
            .explanation
    }

    @Test func explainsANameInUse() {
        let line =
            "docker: Error response from daemon: Conflict. The container name \"/web\" is already in use by container \"ab12\"."
        let found = explain([line], around: [container("web", "exited", code: 3)])
        #expect(found?.why == "there is a container web, which exited with code 3")
        #expect(found?.attempt == "docker rm -f web")
        let podman =
            "Error: creating container storage: the container name \"db\" is already in use by 9f. You have to remove that container"
        #expect(explain([podman], around: [container("db")])?.why == "there is a container db, which runs")
        #expect(explain(["docker: invalid reference format."]) == nil)
    }

    @Test func explainsAPortInUse() {
        let line =
            "docker: Error response from daemon: driver failed programming external connectivity: Bind for 0.0.0.0:8080 failed: port is already allocated."
        let holder = container("old") { $0.ports = ["80/tcp": ["8080"]] }
        #expect(explain([line], around: [holder])?.why == "old has port 8080")
        let other = "Error: rootlessport listen tcp 0.0.0.0:5432: bind: address already in use"
        #expect(explain([other])?.why == "port 5432 is in use")
        #expect(explain(["listening on 0.0.0.0:8080"]) == nil)
    }

    @Test func explainsAnImageThatNobodyHas() {
        let line = "Unable to find image 'todos:v1' locally"
        #expect(
            explain([line], images: ["todos:v2", "web:1"])?.why == "there is no image todos:v1, but todos:v2"
        )
        #expect(
            explain(["Error: No such image: postgrse:16"], images: ["postgres:16"])?.why
                == "there is no image postgrse:16, but postgres"
        )
        #expect(explain([line], images: ["web:1"]) == nil)
    }
}
