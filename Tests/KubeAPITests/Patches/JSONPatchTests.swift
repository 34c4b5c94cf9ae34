import EngineAPI
@testable import KubeAPI
import Testing

struct JSONPatchTests {
    /// The examples of RFC 6902, appendix A; `nil` for those that must fail.
    @Test(arguments: [
        (#"{"foo":"bar"}"#, #"[{"op":"add","path":"/baz","value":"qux"}]"#, #"{"baz":"qux","foo":"bar"}"#),
        (
            #"{"foo":["bar","baz"]}"#, #"[{"op":"add","path":"/foo/1","value":"qux"}]"#,
            #"{"foo":["bar","qux","baz"]}"#
        ),
        (#"{"baz":"qux","foo":"bar"}"#, #"[{"op":"remove","path":"/baz"}]"#, #"{"foo":"bar"}"#),
        (#"{"foo":["bar","qux","baz"]}"#, #"[{"op":"remove","path":"/foo/1"}]"#, #"{"foo":["bar","baz"]}"#),
        (
            #"{"baz":"qux","foo":"bar"}"#, #"[{"op":"replace","path":"/baz","value":"boo"}]"#,
            #"{"baz":"boo","foo":"bar"}"#
        ),
        (
            #"{"foo":{"bar":"baz","waldo":"fred"},"qux":{"corge":"grault"}}"#,
            #"[{"op":"move","from":"/foo/waldo","path":"/qux/thud"}]"#,
            #"{"foo":{"bar":"baz"},"qux":{"corge":"grault","thud":"fred"}}"#
        ),
        (
            #"{"foo":["all","grass","cows","eat"]}"#, #"[{"op":"move","from":"/foo/1","path":"/foo/3"}]"#,
            #"{"foo":["all","cows","eat","grass"]}"#
        ),
        (
            #"{"baz":"qux","foo":["a",2,"c"]}"#,
            #"[{"op":"test","path":"/baz","value":"qux"},{"op":"test","path":"/foo/1","value":2}]"#,
            #"{"baz":"qux","foo":["a",2,"c"]}"#
        ),
        (#"{"baz":"qux"}"#, #"[{"op":"test","path":"/baz","value":"bar"}]"#, "nil"),
        (
            #"{"foo":"bar"}"#, #"[{"op":"add","path":"/child","value":{"grandchild":{}}}]"#,
            #"{"child":{"grandchild":{}},"foo":"bar"}"#
        ),
        (
            #"{"foo":"bar"}"#, #"[{"op":"add","path":"/baz","value":"qux","xyz":123}]"#,
            #"{"baz":"qux","foo":"bar"}"#
        ),
        (#"{"foo":"bar"}"#, #"[{"op":"add","path":"/baz/bat","value":"qux"}]"#, "nil"),
        (#"{"/":9,"~1":10}"#, #"[{"op":"test","path":"/~01","value":10}]"#, #"{"/":9,"~1":10}"#),
        (#"{"/":9,"~1":10}"#, #"[{"op":"test","path":"/~01","value":"10"}]"#, "nil"),
        (
            #"{"foo":["bar"]}"#, #"[{"op":"add","path":"/foo/-","value":["abc","def"]}]"#,
            #"{"foo":["bar",["abc","def"]]}"#
        ),
        (#"{"foo":null}"#, #"[{"op":"test","path":"/foo","value":null}]"#, #"{"foo":null}"#),
        (#"{"a":{"b":1}}"#, #"[{"op":"copy","from":"/a","path":"/c"}]"#, #"{"a":{"b":1},"c":{"b":1}}"#),
        (#"{"a":1}"#, #"[{"op":"replace","path":"","value":{"b":2}}]"#, #"{"b":2}"#),
        (#"{"a":{"b":1}}"#, #"[{"op":"move","from":"/a","path":"/a/c"}]"#, "nil"),
        (#"{"a":[1]}"#, #"[{"op":"remove","path":"/a/01"}]"#, "nil"),
        (#"{"a":[1]}"#, #"[{"op":"remove","path":"/a/1"}]"#, "nil"),
        (#"{"a":1}"#, #"[{"op":"remove","path":"a"}]"#, "nil"),
        (#"{"a":1}"#, #"[{"op":"eat","path":"/a"}]"#, "nil"),
        (#"{"a":1}"#, #"{"op":"remove"}"#, "nil"),
    ])
    func followsTheStandard(_ target: String, _ patch: String, _ expected: String) throws {
        let result = try? JSONPatch.apply(try JSON(Array(patch.utf8)), to: try JSON(Array(target.utf8)))
        #expect(StoreFixture.text(result?.canonical(keepingNulls: true)) == expected)
    }

    @Test func boundsWhatAPatchCanGrow() throws {
        let double = #"{"op":"copy","from":"","path":"/a"}"#
        let patch = "[" + Array(repeating: double, count: 80).joined(separator: ",") + "]"
        #expect(throws: JSONPatch.Failure.tooLarge) {
            try JSONPatch.apply(try JSON(Array(patch.utf8)), to: .object([.init("x", .null)]))
        }
        let wide = #"{"op":"copy","from":"/a","path":"/a/-"}"#
        let wider = "[" + Array(repeating: wide, count: 40).joined(separator: ",") + "]"
        #expect(throws: JSONPatch.Failure.tooLarge) {
            try JSONPatch.apply(try JSON(Array(wider.utf8)), to: try JSON(Array(#"{"a":[1,2,3]}"#.utf8)))
        }
    }
}
