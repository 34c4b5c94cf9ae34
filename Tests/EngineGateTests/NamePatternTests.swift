import Testing

@testable import EngineGate

struct NamePatternTests {
    @Test(arguments: [
        ("back", "back", true), ("backend", "back", true), ("feedback", "back", true),
        ("front", "back", false),
        ("back", "^back$", true), ("backend", "^back$", false), ("backend", "^back", true),
        ("feedback", "^back", false), ("feedback", "back$", true), ("backend", "back$", false),
        ("back", "", true),
    ])
    func findsPartsOfNames(_ name: String, _ pattern: String, _ isFound: Bool) {
        #expect(NamePattern.matches(name, pattern) == isFound)
    }
}
