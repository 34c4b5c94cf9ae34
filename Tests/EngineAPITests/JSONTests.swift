import EngineAPI
import TestKit
import Testing

/// Requests are read strictly: what an engine in Go would read otherwise than we do is refused.
struct JSONTests {
    @Test(arguments: [
        #"{"HostConfig":{},"HostConfig":{"Privileged":true}}"#,
        #"{"HostConfig":{"Privileged":true,"Privileged":false}}"#,
        #"{"hostconfig":{"Binds":["/:/x"]}}"#,
        #"{"HOSTCONFIG":{}}"#,
        #"{"HostConfig":{"bInDs":["/:/x"]}}"#,
        #"{"\u0048ostConfig":{},"HostConfig":{}}"#,
        #"{"HostConfig":{}}{"HostConfig":{"Privileged":true}}"#,
        #"{"HostConfig":{}} x"#,
        #"{"HostConfig":[]}"#,
        #"{"HostConfig":{"Memory":"1"}}"#,
        #"{"HostConfig":{"Memory":1.5}}"#,
        #"{"HostConfig":{"Memory":99999999999999999999}}"#,
        #"{"Labels":{"a":1}}"#,
        #"{"Cmd":[1]}"#,
        #"{"Cmd":"\uD800"}"#,
        "{\"Cmd\":\"a\nb\"}",
        #"{"Cmd":"a"#,
        #"{"Cmd":}"#,
        #"{'Cmd':1}"#,
        #"{"Cmd":01}"#,
        #"[]"#, #"null"#, "", "{",
        String(repeating: "[", count: 1000),
        #"{"HostConfig":\#(String(repeating: #"{"a":"#, count: 200))1\#(String(repeating: "}", count: 201))"#,
    ])
    func refuses(_ text: String) {
        #expect(throws: JSONError.self) { try ContainerCreation(request: Array(text.utf8)) }
    }

    @Test func refusesBytesThatAreNoText() {
        #expect(throws: JSONError.self) {
            try ContainerCreation(request: Array(#"{"Image":""#.utf8) + [0xFF, 0x22, 0x7D])
        }
    }

    @Test func readsWhatClientsSend() throws {
        let text =
            #"{"Image":"nginx","Cmd":null,"Entrypoint":"sh","HostConfig":{"Binds":null,"MemorySwappiness":-1,"#
            + #""PortBindings":{"80/tcp":[{"HostIp":"","HostPort":"8080"}],"81/tcp":null},"Unknown":{"x":[1]}}}"#
        let creation = try ContainerCreation(request: Array(text.utf8))
        #expect(creation.config.image == "nginx" && creation.config.entrypoint?.words == ["sh"])
        #expect(creation.hostConfig.portBindings?["80/tcp"] == [PortBinding(hostIP: "", hostPort: "8080")])
        #expect(!String(decoding: creation.json.bytes, as: UTF8.self).contains("Unknown"))
    }

    @Test func writesWhatItReads() throws {
        let text = #"{"a":[1,-2.5e3,true,null,"é\"\\\u0001\u003c"],"b":{}}"#
        let json = try JSON(strictly: Array(text.utf8))
        #expect(String(decoding: json.bytes, as: UTF8.self) == text)
        #expect(try JSON(strictly: json.bytes) == json)
    }

    @Test func keepsTypedValuesOnTheWayThroughJSON() throws {
        let creation = ContainerCreation().with {
            $0.config.image = "x"
            $0.config.env = ["A=1"]
            $0.hostConfig.mounts = [
                Mount().with {
                    $0.type = "volume"; $0.target = "/v"
                }
            ]
            $0.hostConfig.resources.ulimits = [
                Ulimit().with {
                    $0.name = "nofile"; $0.hard = 5
                }
            ]
        }
        #expect(try ContainerCreation(request: creation.json.bytes) == creation)
    }

    /// 10,000 random edits, and every prefix: the decoder returns or throws, and what it returns survives a round.
    @Test func survivesRandomEdits() throws {
        let text =
            #"{"Image":"nginx","Labels":{"a":"b"},"HostConfig":{"Binds":["/a:/b"],"Memory":12,"Mounts":[{"Type":"bind"}]}}"#
        let original = Array(text.utf8)
        var generator = SeededGenerator(seed: 42)
        for length in 0...original.count { try check(Array(original[..<length])) }
        for _ in 0..<10_000 {
            var bytes = original
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                let place = Int.random(in: 0..<bytes.count, using: &generator)
                switch Int.random(in: 0..<3, using: &generator) {
                case 0: bytes[place] = UInt8.random(in: 0...255, using: &generator)
                case 1: bytes.remove(at: place)
                default:
                    bytes.insert(
                        contentsOf: #"{}[]",:\u0"#.utf8.shuffled(using: &generator).prefix(2),
                        at: place
                    )
                }
                if bytes.isEmpty { bytes = [0x7B] }
            }
            try check(bytes)
        }
    }

    private func check(_ bytes: [UInt8]) throws {
        guard let value = try? ContainerCreation(request: bytes) else { return }
        #expect(try ContainerCreation(request: value.json.bytes) == value)
    }
}
