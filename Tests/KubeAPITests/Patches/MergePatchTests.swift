import EngineAPI
@testable import KubeAPI
import TestKit
import Testing

struct MergePatchTests {
    /// The test cases of RFC 7386, appendix A.
    @Test(arguments: [
        (#"{"a":"b"}"#, #"{"a":"c"}"#, #"{"a":"c"}"#), (#"{"a":"b"}"#, #"{"b":"c"}"#, #"{"a":"b","b":"c"}"#),
        (#"{"a":"b"}"#, #"{"a":null}"#, "{}"), (#"{"a":"b","b":"c"}"#, #"{"a":null}"#, #"{"b":"c"}"#),
        (#"{"a":["b"]}"#, #"{"a":"c"}"#, #"{"a":"c"}"#), (#"{"a":"c"}"#, #"{"a":["b"]}"#, #"{"a":["b"]}"#),
        (#"{"a":{"b":"c"}}"#, #"{"a":{"b":"d","c":null}}"#, #"{"a":{"b":"d"}}"#),
        (#"{"a":[{"b":"c"}]}"#, #"{"a":[1]}"#, #"{"a":[1]}"#), (#"["a","b"]"#, #"["c","d"]"#, #"["c","d"]"#),
        (#"{"a":"b"}"#, #"["c"]"#, #"["c"]"#), (#"{"a":"foo"}"#, "null", "null"),
        (#"{"a":"foo"}"#, #""bar""#, #""bar""#),
        (#"{"e":null}"#, #"{"a":1}"#, #"{"a":1,"e":null}"#), ("[1,2]", #"{"a":"b","c":null}"#, #"{"a":"b"}"#),
        ("{}", #"{"a":{"bb":{"ccc":null}}}"#, #"{"a":{"bb":{}}}"#),
    ])
    func followsTheStandard(_ target: String, _ patch: String, _ expected: String) throws {
        let result = MergePatch.apply(try JSON(Array(patch.utf8)), to: try JSON(Array(target.utf8)))
        #expect(StoreFixture.text(result.canonical(keepingNulls: true)) == expected)
    }

    /// Patching twice changes nothing more; what a patch says is then so; what it doesn't name is as it was.
    @Test func holdsForDocumentsMadeAtRandom() {
        var random = SeededGenerator(seed: 3)
        func document(_ depth: Int, nulls: Bool) -> JSON {
            switch Int.random(in: 0..<(depth > 3 ? 3 : 6), using: &random) {
            case 0: return nulls && random.chance(30) ? .null : .bool(random.chance(50))
            case 1: return .number(String(Int.random(in: 0...9, using: &random)))
            case 2: return .string(random.pick(["x", "y", ""]))
            case 3:
                return .array(
                    (0..<Int.random(in: 0...2, using: &random)).map { _ in document(depth + 1, nulls: false) }
                )
            default:
                let names = ["a", "b", "c", "d"].filter { _ in random.chance(60) }
                return .object(names.map { .init($0, document(depth + 1, nulls: nulls)) })
            }
        }
        for _ in 0..<1000 {
            let target = document(0, nulls: false)
            let patch = document(0, nulls: true)
            let once = MergePatch.apply(patch, to: target)
            #expect(MergePatch.apply(patch, to: once) == once)
            for change in patch.members ?? [] {
                if change.value.isNull { #expect(once[change.name] == nil) }
                if change.value.members == nil, !change.value.isNull {
                    #expect(once[change.name] == change.value)
                }
            }
            for member in target.members ?? [] where patch.members != nil && patch[member.name] == nil {
                #expect(once[member.name] == member.value)
            }
        }
    }
}
