import EngineAPI
import Testing

@testable import KubeServer

/// What is said of texts that are no JSON.
struct GoJSONScannerTests {
    /// The texts of Go's own `encoding/json`, as its source and its tests have them.
    @Test(arguments: [
        ("{bad", "invalid character 'b' looking for beginning of object key string"),
        ("{spec:{replicas:2}}", "invalid character 's' looking for beginning of object key string"),
        (#"{'spec': 1}"#, #"invalid character '\'' looking for beginning of object key string"#),
        (#"{"a": b}"#, "invalid character 'b' looking for beginning of value"),
        (#"{"a" 1}"#, "invalid character '1' after object key"),
        (#"{"a":1 "b":2}"#, "invalid character '\"' after object key:value pair"),
        (#"{"a":1,}"#, "invalid character '}' looking for beginning of object key string"),
        ("[1 2]", "invalid character '2' after array element"),
        ("[1,]", "invalid character ']' looking for beginning of value"),
        ("{} x", "invalid character 'x' after top-level value"),
        ("{} \u{1}", "invalid character '\\x01' after top-level value"),
        ("\"a\nb\"", "invalid character '\\n' in string literal"),
        (#""\q""#, "invalid character 'q' in string escape code"),
        (#""\u12g4""#, "invalid character 'g' in \\u hexadecimal character escape"),
        ("-x", "invalid character 'x' in numeric literal"),
        ("01", "invalid character '1' after top-level value"),
        ("1.x", "invalid character 'x' after decimal point in numeric literal"),
        ("1ex", "invalid character 'x' in exponent of numeric literal"),
        ("trie", "invalid character 'i' in literal true (expecting 'u')"),
        ("[{\"a\":\"b", "unexpected end of JSON input"), ("", "unexpected end of JSON input"),
        ("tr", "unexpected end of JSON input"), ("-", "unexpected end of JSON input"),
    ])
    func saysWhereItStopsBeingJSON(_ text: String, _ problem: String) {
        #expect(GoJSONScanner.problem(Array(text.utf8)) == problem)
    }

    /// It and the parser are of one opinion on every beginning of a text, and on every text that lacks a byte.
    @Test func agreesWithTheParser() {
        let whole = Array(
            #"{"a": [1, -2.5e+3, true, false, null, "x\n\u00e9"], "b": {"c": {}, "d": [ ]}, "e": ""}"#.utf8
        )
        let beginnings = (0...whole.count).map { Array(whole.prefix($0)) }
        let gaps = whole.indices.map { Array(whole[..<$0] + whole[($0 + 1)...]) }
        for text in beginnings + gaps {
            let isJSON = (try? JSON(text)) != nil
            #expect(
                (GoJSONScanner.problem(text) == nil) == isJSON,
                "\(String(decoding: text, as: UTF8.self))"
            )
        }
        #expect(GoJSONScanner.problem(Array(repeating: UInt8(ascii: "["), count: 1_000_000)) != nil)
    }
}
