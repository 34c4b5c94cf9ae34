import EngineAPI
import TestKit
import Testing

/// A path is matched in one form only; every other way to write it is refused.
struct RouteTests {
    @Test(arguments: [
        ("GET", "/v1.41/containers/json?all=1", Operation.listContainers, ""),
        ("GET", "/containers/json", .listContainers, ""),
        ("POST", "/v1.51/containers/web/start", .startContainer, "web"),
        ("GET", "/v1.41/images/127.0.0.1:5000/stu/bb/json", .inspectImage, "127.0.0.1:5000/stu/bb"),
        ("GET", "/images/json/json", .inspectImage, "json"),
        ("DELETE", "/images/a/b:c", .removeImage, "a/b:c"),
        ("POST", "/images/docker.io/library/busybox/push", .pushImage, "docker.io/library/busybox"),
        ("HEAD", "/_ping", .pingHead, ""),
        ("GET", "/volumes/a%20b", .inspectVolume, "a b"),
    ])
    func finds(_ method: String, _ target: String, _ operation: Operation, _ subject: String) throws {
        let found = try RequestTarget(method: method, target: target)
        #expect(found.route == Route(operation, subject))
        #expect(try RequestTarget(method: method, target: found.route.path).route == found.route)
    }

    @Test(arguments: [
        "/v1.41/%63ontainers/json", "/v1.41/containers%2fjson", "/v1.41/containers%2Fjson",
        "//containers/json",
        "/./containers/json", "/v1.41/../containers/json", "/containers/json/", "/V1.41/containers/json",
        "/v1.41/Containers/json", "/v01.41/containers/json", "/v1.041/containers/json",
        "/v1.41.0/containers/json",
        "/v1/containers/json", "/v/containers/json", "containers/json", "http://x/containers/json", "",
        "/containers/%00/json", "/containers/a%2fb/json", "/containers/%2e%2e/json", "/containers/a%5cb/json",
        "/containers/%zz/json", "/containers/%ff/json", "/containers/json#x", "/debug/pprof", "/metrics",
        "/plugins/x/json",
        "/containers/x/checkpoints",
        "/containers/x/attach/ws", "/containers/json?a=%zz",
        "/containers/json?" + String(repeating: "a=b&", count: 300),
    ])
    func refuses(_ target: String) {
        #expect(throws: EngineError.self) { try RequestTarget(method: "GET", target: target) }
    }

    @Test(arguments: [
        "/v1.51/nodes", "/services?filters=%7B%7D", "/swarm", "/secrets", "/configs", "/tasks/x",
    ])
    func saysThatThereIsNoSwarm(_ target: String) {
        #expect {
            try RequestTarget(method: "GET", target: target)
        } throws: { error in
            let error = error as? EngineError
            return error?.kind == .unavailable
                && error?.message.hasPrefix("This node is not a swarm manager.") == true
        }
    }

    @Test func knowsNoOtherMethod() {
        for method in ["PATCH", "OPTIONS", "PUT", "get", "POST"] {
            #expect(throws: EngineError.self) {
                try RequestTarget(method: method, target: "/containers/json")
            }
        }
    }

    @Test(arguments: [
        (#"{"label":{"a=b":true}}"#, ["a=b"]), (#"{"label":["a=b"]}"#, ["a=b"]),
        (#"{"label":{"a":false}}"#, []),
        (#"{"label":["b","a"]}"#, ["a", "b"]), ("", []),
    ])
    func readsFiltersInBothEncodings(_ text: String, _ labels: [String]) throws {
        #expect(try Filters(parsing: text)["label"] == labels)
    }

    @Test(arguments: [
        "[]", #"{"label":1}"#, #"{"label":{"a":1}}"#, #"{"label":[1]}"#, "{", #"{"a":[],"a":[]}"#,
    ])
    func refusesOtherFilters(_ text: String) {
        #expect(throws: EngineError.self) { try Filters(parsing: text) }
    }

    @Test func readsSwitchesAsEnginesDo() throws {
        let query = try Query(parsing: "a=1&b=True&c=0&d=no&e=None&f=&g=FALSE&h&i=yes&a=0")
        #expect("abcdefghi".filter { query.flag(String($0)) } == "abi")
        #expect(query["a"] == "1")
    }

    @Test func survivesRandomTargets() {
        var generator = SeededGenerator(seed: 3)
        let original = Array("/v1.41/containers/web/logs?stdout=1&since=%31".utf8)
        for _ in 0..<10_000 {
            var bytes = original
            for _ in 0..<Int.random(in: 1...5, using: &generator) {
                bytes[Int.random(in: 0..<bytes.count, using: &generator)] = UInt8.random(
                    in: 33...126,
                    using: &generator
                )
            }
            let target = String(decoding: bytes, as: UTF8.self)
            guard let found = try? RequestTarget(method: "GET", target: target) else { continue }
            #expect(
                (try? RequestTarget(method: "GET", target: found.route.path))?.route == found.route,
                "\(target)"
            )
        }
    }
}
