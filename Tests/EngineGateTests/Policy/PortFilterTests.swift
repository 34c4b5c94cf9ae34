import EngineAPI
import Testing

@testable import EngineGate

/// Lists are narrowed to ports by the numbers that a student asked for.
struct PortFilterTests {
    @Test(arguments: [
        ("80", ["40080/tcp"]), ("8080/udp", ["8080/udp"]), ("70-90/tcp", ["40070-40090/tcp"]),
        ("1000-2000", ["41000-41023/tcp", "1024-2000/tcp"]), ("0", ["0/tcp"]),
    ])
    func asksForThePortsThatTheEngineOpens(_ text: String, _ expected: [String]) throws {
        let filter = try #require(PortFilter(text))
        #expect(ContainerPolicy.enginePorts(filter).map(\.description) == expected)
    }

    @Test(arguments: ["", "x", "80-", "-80", "90-80", "70000", "1-2-3", "80/tcp/x"])
    func readsNothingElse(_ text: String) { #expect(PortFilter(text) == nil) }
}
