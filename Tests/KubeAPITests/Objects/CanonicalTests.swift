import EngineAPI
@testable import KubeAPI
import TestKit
import Testing

struct CanonicalTests {
    @Test(arguments: [
        (#"{"b":1,"a":2}"#, #"{"a":2,"b":1}"#), (#"{"a":null,"b":{"d":1,"c":null}}"#, #"{"b":{"d":1}}"#),
        (#"{"a":1,"a":2}"#, #"{"a":2}"#),
        (#"[{"b":1,"a":[{"d":1,"c":2}]}]"#, #"[{"a":[{"c":2,"d":1}],"b":1}]"#),
        (#"{"a":{"a":1,"b":2}}"#, #"{"a":{"a":1,"b":2}}"#),
    ])
    func ordersMembersAndDropsNulls(_ text: String, _ expected: String) throws {
        #expect(StoreFixture.text(try JSON(Array(text.utf8)).canonical()) == expected)
    }

    @Test func sharesWhatAnOlderVersionHas() {
        var random = SeededGenerator(seed: 4)
        func document(_ depth: Int) -> JSON {
            switch Int.random(in: 0..<(depth > 3 ? 2 : 5), using: &random) {
            case 0: .number(String(Int.random(in: 0...9, using: &random)))
            case 1: .string(random.pick(["x", "y"]))
            case 2: .array((0..<Int.random(in: 0...3, using: &random)).map { _ in document(depth + 1) })
            default:
                .object(
                    ["c", "a", "b"].filter { _ in random.chance(70) }.map { .init($0, document(depth + 1)) }
                )
            }
        }
        for _ in 0..<500 {
            let (old, new) = (document(0), document(0))
            #expect(new.reusing(old) == new)
            #expect(new.canonical().canonical() == new.canonical())
        }
    }
}
