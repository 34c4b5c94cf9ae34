import EngineAPI
import TestKit
import Testing

@testable import EngineGate

/// Networks get addresses of the sessions' own, and none that something has.
struct NetworkPoolTests {
    @Test func givesBlocksThatNothingHas() throws {
        let pool = try #require(NetworkPool("10.112.0.0/22", taken: ["10.112.1.0/24", "10.112.2.128/25"]))
        let free = Set(pool.free(for: "alice1").map(\.description))
        #expect(free == ["10.112.0.0/24", "10.112.3.0/24"])
    }

    @Test func leavesOutWhatAWiderRangeHas() throws {
        let pool = try #require(NetworkPool("10.112.0.0/12", taken: ["10.0.0.0/8"]))
        #expect(Array(pool.free(for: "alice1")).isEmpty)
    }

    @Test func beginsSomewhereElseForEachSession() throws {
        let pool = try #require(NetworkPool("10.112.0.0/12", taken: []))
        let firsts = Set(
            ["alice1", "bob222", "carol3"].compactMap { Array(pool.free(for: $0).prefix(1)).first }
        )
        #expect(firsts.count == 3)
    }

    @Test(arguments: ["", "10.0.0.0", "10.0.0.0/25", "10.0.0.0/33", "a/8"])
    func takesRangesOnly(_ text: String) { #expect(NetworkPool(text, taken: []) == nil) }

    @Test func asksForABlockWhereTheStudentAsksForNone() async throws {
        let world = try GateWorld()
        _ = try await world.gate.createNetwork(NetworkCreation().with { $0.name = "back" })
        let asked = try NetworkCreation(json: world.engine.last("createNetwork")?.value ?? .null)
        let pool = try #require(asked.ipam?.config?.first)
        let subnet = try #require(pool.subnet.flatMap(AddressRange.init))
        #expect(AddressRange("10.112.0.0/12")?.contains(subnet) == true && subnet.prefix == 24)
        #expect(pool.gateway == subnet.gateway)
    }
}
