import KubeAPI
import TestKit
import Testing

@testable import KubeServer

/// The real kubectl's connections to processes and ports, over WebSocket and over SPDY.
@Suite(.enabled(if: Kubectl.isThere, "kubectl isn't installed")) struct StreamTests {
    /// Which protocols kubectl speaks; older ones speak SPDY alone.
    enum Speech: String, CaseIterable, Sendable {
        case webSocket = "true"
        case spdy = "false"

        var environment: [String: String] {
            ["KUBECTL_REMOTE_COMMAND_WEBSOCKETS": rawValue, "KUBECTL_PORT_FORWARD_WEBSOCKETS": rawValue]
        }
    }

    @Test(arguments: Speech.allCases) func runsProgramsInAPod(_ speech: Speech) async throws {
        try await withCluster(hasControllers: true) { cluster in
            var cluster = cluster
            cluster.environment = speech.environment
            try await cluster.runPod()
            var run = try await cluster.kubectl("exec", "p", "--", "echo", "hi", "there")
            #expect(run.output == "hi there\n")
            #expect(run.code == 0)
            run = try await cluster.kubectl("exec", "p", "--", "fail", "4")
            #expect(run.error == "oops\ncommand terminated with exit code 4\n")
            #expect(run.code == 4)
            run = try await cluster.kubectl("exec", "p", "--", "nosuch")
            #expect(run.error.hasSuffix("exec: \"nosuch\": executable file not found in $PATH: unknown\n"))
            #expect(run.code == 1)
            let text = (1...2000).map { "line \($0)\n" }.joined()
            run = try await cluster.kubectl("exec", "-i", "p", "--", "cat", input: text)
            #expect(run.output == text)
        }
    }

    /// What kubectl 1.32 says of a real cluster's container that doesn't run.
    @Test(arguments: Speech.allCases) func saysThatAContainerDoesNotRun(_ speech: Speech) async throws {
        try await withCluster(hasControllers: true) { cluster in
            var cluster = cluster
            cluster.environment = speech.environment
            try await cluster.runPod()
            let run = try await cluster.kubectl("exec", "p", "--", "late")
            let server = speech == .webSocket ? "Internal error occurred: " : ""
            #expect(
                run.error == "error: \(server)unable to upgrade connection: container not found (\"c\")\n"
            )
            #expect(run.code == 1)
        }
    }

    @Test(arguments: Speech.allCases) func forwardsPorts(_ speech: Speech) async throws {
        try await withCluster(hasControllers: true) { cluster in
            var cluster = cluster
            cluster.environment = speech.environment
            try await cluster.runPod()
            try await cluster.forwarding("p", ":80") { port in
                for text in ["ping", String(repeating: "0123456789", count: 30_000)] {
                    let answer = try await onThread {
                        let socket = try LoopbackSocket(port: port)
                        defer { socket.close() }
                        try socket.send(Array(text.utf8))
                        socket.finishSending()
                        return String(decoding: try socket.receiveAll(), as: UTF8.self)
                    }
                    #expect(answer == text)
                }
            }
        }
    }

    @Test func showsLogs() async throws {
        try await withCluster(hasControllers: true) { cluster in
            try await cluster.runPod()
            var run = try await cluster.kubectl("logs", "p", "--tail=2")
            #expect(run.output == "line 4 of c\nline 5 of c\n")
            run = try await cluster.kubectl("logs", "p", "--previous")
            #expect(
                run.error
                    == "Error from server (BadRequest): previous terminated container \"c\" in pod \"p\" not found\n"
            )
            run = try await cluster.kubectl("logs", "p", "-c", "other")
            #expect(run.error == "error: container other is not valid for pod p\n")
        }
    }
}
