import SimShell
import Testing

struct SimNetworkTests {
    private let networks = SimNetwork()

    private func failure(_ body: () async throws(NetworkError) -> Void) async -> NetworkError? {
        do throws(NetworkError) {
            try await body()
            return nil
        } catch { return error }
    }

    @Test func connectsHostsOfANetworkByName() async throws {
        let web = networks.host("web")
        let client = networks.host("client")
        networks.join(web, "front", address: "172.18.0.2", names: ["web", "www"])
        networks.join(client, "front", address: "172.18.0.3", names: ["client"])
        let listener = try web.listen(on: 80)
        #expect(await client.resolve("WWW") == ["172.18.0.2"])
        let call = try await client.connect(to: "www", port: 80)
        let taken = try #require(await listener.accept())
        #expect(call.peer == "172.18.0.2")
        #expect(taken.peer == "172.18.0.3")
        try await call.write([1, 2])
        call.closeWriting()
        #expect(await drain(taken) == [1, 2])
        try await taken.write([3])
        taken.close()
        #expect(await drain(call) == [3])
        #expect(web.ports == [80])
    }

    @Test func keepsNetworksApart() async throws {
        let one = networks.host("one")
        let other = networks.host("other")
        networks.join(one, "a", address: "172.18.0.2", names: ["one"])
        networks.join(other, "b", address: "172.19.0.2", names: ["other"])
        let listener = try other.listen(on: 80)
        #expect(
            await failure { () async throws(NetworkError) in _ = try await one.connect(to: "other", port: 80)
            } == .unknownHost
        )
        #expect(
            await failure { () async throws(NetworkError) in
                _ = try await one.connect(to: "172.19.0.2", port: 80)
            } == .unreachable
        )
        networks.join(one, "b", address: "172.19.0.3", names: [])
        #expect(
            await failure { () async throws(NetworkError) in _ = try await one.connect(to: "other", port: 80)
            } == nil
        )
        networks.leave(one, "b")
        #expect(await one.resolve("other") == [])
        listener.close()
    }

    /// A server that is told of its callers gets those that came before as well; a closed port has none.
    @Test func handsCallersOver() async throws {
        let host = networks.host("host")
        let listener = try host.listen(on: 80)
        let early = try await host.connect(to: "localhost", port: 80)
        let (callers, taken) = AsyncStream.makeStream(of: (any NetworkConnection).self)
        listener.serve { taken.yield($0) }
        let late = try await host.connect(to: "localhost", port: 80)
        var served = callers.makeAsyncIterator()
        for (call, word) in [(early, UInt8(1)), (late, 2)] {
            let caller = try #require(await served.next())
            try await caller.write([word])
            caller.close()
            #expect(await drain(call) == [word])
        }
        listener.close()
        #expect(
            await failure { () async throws(NetworkError) in
                _ = try await host.connect(to: "localhost", port: 80)
            } == .refused
        )
    }

    @Test func refusesWhereNobodyListens() async throws {
        let host = networks.host("host")
        var listener: (any NetworkListener)? = try host.listen(on: 80)
        #expect(throws: NetworkError.addressInUse) { try host.listen(on: 80) }
        #expect(
            await failure { () async throws(NetworkError) in
                _ = try await host.connect(to: "localhost", port: 80)
            } == nil
        )
        listener?.close()
        listener = nil
        #expect(
            await failure { () async throws(NetworkError) in
                _ = try await host.connect(to: "localhost", port: 80)
            } == .refused
        )
        // Whoever lets go of a listener closes it.
        _ = try host.listen(on: 81)
        _ = try host.listen(on: 81)
        host.addHost("db", address: "127.0.0.1")
        #expect(await host.resolve("db") == ["127.0.0.1"])
    }

    @Test func endsTheWaitOfWhoIsCancelled() async throws {
        let listener = try networks.host("host").listen(on: 1)
        let waiting = Task { await listener.accept() == nil }
        waiting.cancel()
        #expect(await waiting.value)
        let other = Task { await listener.accept() == nil }
        listener.close()
        #expect(await other.value)
    }
}
