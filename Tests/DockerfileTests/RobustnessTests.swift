import Dockerfile
import Testing

/// The parser returns for any bytes.
struct RobustnessTests {
    private static let corpus = [
        """
        # escape=\\
        ARG A=${B:-c} D
        FROM --platform=$BUILDPLATFORM golang:1.25-alpine AS build
        RUN --mount=type=cache,target=/c,from="x,y" <<-EOF cat \\
          # comment
          && true
        \tbody
        EOF
        COPY --from=build --chown=1:1 ["a", "b\\u00e9", "/c"]
        ADD https://example.org/x '$quoted' "two words" /y
        ENV A=1 B="x y" C=a\\ b
        LABEL a b c
        HEALTHCHECK --interval=1s CMD ["x"]
        ONBUILD RUN echo ${A:+${B:-x}}
        SHELL ["/bin/sh", "-c"]
        EXPOSE 80/tcp 90
        VOLUME ["/data"]
        """,
        "\u{FEFF}FROM a\r\nRUN x \\\r\n y\r\nCMD z",
    ]

    private func use(_ bytes: [UInt8]) {
        let file = Dockerfile(bytes)
        _ = file.references(arguments: ["A": "$A"], platform: ["BUILDPLATFORM": "linux/amd64"])
        for instruction in file.instructions {
            #expect(instruction.range.lowerBound <= instruction.range.upperBound)
            #expect(bytes.indices.contains(instruction.bytes.lowerBound))
            #expect(instruction.bytes.upperBound <= bytes.count)
        }
        _ = PlatformRewrite.apply(to: bytes, variables: ["BUILDPLATFORM": "linux/amd64", "A": "1"])
        _ = DockerIgnore(String(decoding: bytes, as: UTF8.self)).excludes("a/b")
    }

    @Test(arguments: corpus) func returnsForEveryPrefix(_ text: String) {
        let bytes = Array(text.utf8)
        for end in 0...bytes.count { use(Array(bytes[..<end])) }
    }

    @Test(arguments: corpus) func returnsWithoutAnyOneByte(_ text: String) {
        let bytes = Array(text.utf8)
        for index in bytes.indices {
            var shorter = bytes
            shorter.remove(at: index)
            use(shorter)
        }
    }

    @Test func returnsForNoise() {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<300 {
            use((0..<200).map { _ in UInt8.random(in: 0...255, using: &generator) })
        }
    }

    @Test func returnsForDeepNesting() {
        use(Array(("FROM a\n" + String(repeating: "ONBUILD ", count: 20_000) + "RUN x").utf8))
    }
}
