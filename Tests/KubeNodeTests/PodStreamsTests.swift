import EngineAPI
import EngineSim
import KubeAPI
import KubeNode
import TestKit
import Testing

/// Connections to the programs that containers run.
struct PodStreamsTests {
    private func attach(
        _ cluster: TestCluster,
        _ pod: String,
        terminal: Bool = false
    ) async throws -> PodProcess {
        try await cluster.kubelet.attach(
            namespace: "default",
            pod: pod,
            PodStreamOptions(input: true, error: !terminal, terminal: terminal)
        )
    }

    /// What comes until a text is in it.
    private func read(_ process: PodProcess, until end: String) async throws -> String {
        var text = ""
        while !text.contains(end), let piece = try await process.output.next() {
            text += String(decoding: piece.bytes, as: UTF8.self)
        }
        return text
    }

    /// `kubectl run -it -- sh -c …`: its caller comes when it runs already.
    @Test(arguments: [false, true])
    func whatWasMadeForOneCallerIsHeardFromItsBeginning(hasTerminal: Bool) async throws {
        let cluster = TestCluster()
        try await cluster.pod(
            "app",
            #"""
            "restartPolicy": "Never", "containers": [{"name": "c", "image": "busybox", "stdin": true, "stdinOnce": true,
                "tty": \#(hasTerminal), "command": ["sh", "-c", "echo one; printf half; touch /tmp/there; read x; echo two"]}]
            """#
        )
        try await cluster.wait("app", for: "Running")
        try await cluster.time.pass { try await cluster.exec("app", "ls", "/tmp/there").1 == .exited(0) }
        // Long after its start: files that come from objects are looked at each minute.
        let later = cluster.time.now.advanced(by: .seconds(60))
        try await cluster.time.pass { cluster.time.now >= later }
        let process = try await attach(cluster, "app", terminal: hasTerminal)
        let newline = hasTerminal ? "\r\n" : "\n"
        #expect(try await read(process, until: "half") == "one\(newline)half")
        try await process.send(Array("\n".utf8))
        #expect(try await read(process, until: "two").contains("two"))
        process.close()
        await cluster.stop()
    }

    @Test func aPodWithoutANodeHasAnEmptyLogAndNoStreams() async throws {
        let cluster = TestCluster()
        try await cluster.create(
            .pods,
            #"{"metadata": {"name": "app"}, "spec": {"containers": [{"name": "c", "image": "busybox"}]}}"#
        )
        #expect(try await cluster.log("app").isEmpty)
        do {
            _ = try await cluster.exec("app", "true")
            Issue.record("there is nothing to run it in")
        } catch let error as StatusError {
            #expect(error.message == "pod app does not have a host assigned")
        }
        await cluster.stop()
    }

    /// Else kubectl shows nothing; it reads the log where it can't attach.
    @Test func nobodyAttachesToWhatHasEnded() async throws {
        let cluster = TestCluster()
        try await cluster.pod(
            "job",
            #""restartPolicy": "Never", "containers": [{"name": "c", "image": "busybox", "command": ["echo", "hi"]}]"#
        )
        try await cluster.wait("job") { $0["status", "phase"]?.text == "Succeeded" }
        do {
            _ = try await attach(cluster, "job")
            Issue.record("it has ended")
        } catch let error as StatusError {
            #expect(error.message == "container c not found in pod job_default")
        }
        #expect(try await cluster.log("job") == "hi\n")
        await cluster.stop()
    }
}
