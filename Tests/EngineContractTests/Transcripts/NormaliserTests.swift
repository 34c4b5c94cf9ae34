import Testing

/// The normaliser hides what is bound to differ, and nothing that matters.
struct NormaliserTests {
    static let sample = """
        $ docker run -d --name web -p 8080:80 nginx:1.27
        4a9d3154c41a96a94780973eabf4c40423ef076acb817437362aa83efd651451
        [0]
        $ docker ps
        CONTAINER ID   IMAGE        COMMAND   CREATED         STATUS         PORTS                  NAMES
        4a9d3154c41a   nginx:1.27   "nginx"   3 seconds ago   Up 2 seconds (healthy)   0.0.0.0:8080->80/tcp   web
        [0]
        $ docker exec web cat /nope
        cat: can't open '/nope': No such file or directory
        [1]
        $ docker logs web
        ready to accept connections
        [0]
        $ docker rm web
        Error response from daemon: cannot remove container "web": container is running
        [1]
        """

    static let mutations: [(String, String)] = [
        ("8080->80", "8081->80"), ("8080->80", "8080->81"), ("healthy", "unhealthy"), ("Up", "Exited (0)"),
        ("   web\n", "   wob\n"), ("nginx:1.27   \"", "nginx:1.26   \""), ("\"nginx\"", "\"sh\""),
        ("[1]\n$ docker logs", "[0]\n$ docker logs"),
        ("cat: can't open '/nope': No such file or directory\n", ""),
        ("'/nope'", "'/nape'"), ("No such file", "Permission denied"), ("ready to accept connections\n", ""),
        ("ready to accept connections", "ready to accept connections\nready to accept connections"),
        ("accept", "Accept"), ("container is running", "container is paused"),
        ("\"web\": container", "\"db\": container"),
        ("Error response from daemon", "Error"), ("0.0.0.0:8080", "127.0.0.1:8080"), ("PORTS", "PORT"),
        ("80/tcp", "80/udp"), ("[0]\n$ docker exec", "[125]\n$ docker exec"), (" (healthy)", ""),
        ("651451\n[0]", "651451\nWARNING: x\n[0]"),
    ]

    @Test(arguments: mutations.indices)
    func noticesAChange(_ index: Int) throws {
        let (old, new) = Self.mutations[index]
        let range = try #require(Self.sample.firstRange(of: old))
        let mutated = Self.sample.replacingCharacters(in: range, with: new)
        #expect(Normaliser.normalise(mutated) != Normaliser.normalise(Self.sample))
    }

    @Test func overlooksWhatIsBoundToDiffer() {
        let other = Self.sample.replacing("4a9d3154c41a", with: "7b9d3154c41a").replacing(
            "3 seconds",
            with: "5 seconds"
        )
        .replacing("Up 2 seconds", with: "Up Less than a second")
        #expect(Normaliser.normalise(other) == Normaliser.normalise(Self.sample))
    }
}

extension String {
    fileprivate func replacingCharacters(in range: Range<Index>, with text: String) -> String {
        String(self[..<range.lowerBound]) + text + String(self[range.upperBound...])
    }
}
