import EngineSim
import LabSandbox
import SimShell
import TestKit
import Testing

/// Ports of the embedded engine on the host's loopback.
struct LoopbackPublisherTests {
    @Test func handsCallersOver() async throws {
        let publisher = LoopbackPublisher(address: "127.0.0.1")
        let port = try await publisher.publish("", port: 0) { caller in
            // Says back a line, in small pieces.
            while let bytes = await caller.read(atMost: 3) {
                try? await caller.write(bytes)
                if bytes.last == 0x0A { break }
            }
            caller.close()
        }
        #expect(port.port > 0)
        let answer = try await onOwnThread { [number = port.port] in
            let socket = try LoopbackSocket(port: UInt16(number))
            defer { socket.close() }
            try socket.send(Array("hello, host\n".utf8))
            return try socket.receiveAll()
        }
        #expect(answer == Array("hello, host\n".utf8))
        let taken = await #expect(throws: PublishError.self) {
            try await publisher.publish("0.0.0.0", port: port.port) { $0.close() }
        }
        #expect(taken == .addressInUse)
        await port.close()
        let again = try await publisher.publish("", port: port.port) { $0.close() }
        await again.close()
    }
}
