import Dockerfile
import Testing

/// What a policy learns about a build before it runs.
struct ReferenceTests {
    private func targets(_ text: String, _ arguments: [String: String] = [:]) -> [BuildReference.Target] {
        Dockerfile(text).references(arguments: arguments).map(\.target)
    }

    @Test func expandsArgumentsBeforeTheFirstStage() {
        let text = "ARG BASE=golang\nARG TAG=${BASE}-1\nFROM ${BASE}:$TAG\nFROM $BASE:${MISSING:-x}"
        #expect(targets(text) == [.image("golang:golang-1"), .image("golang:x")])
        #expect(targets(text, ["BASE": "evil"]) == [.image("evil:evil-1"), .image("evil:x")])
    }

    @Test func findsImagesInCopiesAndMounts() {
        let text = """
            FROM busybox AS one
            FROM one AS two
            COPY --from=ONE /a /a
            COPY --from=0 /a /a
            COPY --from=7 /a /a
            COPY --from=nginx:1 /a /a
            RUN --mount=type=bind,from=redis,target=/r true
            RUN --mount=from=one,target=/r true
            """
        #expect(targets(text) == [.image("busybox"), .unknown("7"), .image("nginx:1"), .image("redis")])
    }

    @Test func findsAddresses() {
        let text = """
            FROM scratch
            ARG HOST=example.org
            ENV DIR=https://$HOST/x
            ADD a.txt $DIR/
            ADD ${DIR}/file HTTP://127.0.0.1:1/ git@github.com:a/b.git /to/
            ADD github.com/a/b /to/
            """
        #expect(
            targets(text) == [
                .url("https://example.org/x/file"), .url("HTTP://127.0.0.1:1/"),
                .url("git@github.com:a/b.git"),
                .url("github.com/a/b"),
            ]
        )
    }

    @Test func saysWhatCannotBeTold() {
        // The base image may set the variable; an empty stage can't.
        #expect(targets("FROM a\nADD $WHERE /x") == [.image("a"), .unknown("$WHERE")])
        #expect(targets("FROM scratch\nADD $WHERE /x") == [])
        #expect(targets("FROM a\nONBUILD ADD http://x/ /y") == [.image("a"), .url("http://x/")])
        let file = Dockerfile("FROM a\nONBUILD ADD http://x/ /y")
        #expect(file.references().map(\.isDeferred) == [false, true])
    }

    @Test func inheritsTheEnvironmentOfAStageButNotItsArguments() {
        let text = """
            FROM scratch AS one
            ARG A=http://arg/
            ENV E=http://env/
            FROM one
            ADD $A /a
            ADD $E /e
            """
        #expect(targets(text) == [.url("http://env/")])
    }

    @Test(arguments: [
        ("a$b", "aB"), ("${b}c", "Bc"), ("$bc", ""), ("\\$b", "$b"), ("'$b'", "$b"), ("\"$b\"", "B"),
        ("${e:-x$b}", "xB"),
        ("${e-x}", ""), ("${b:+y}", "y"), ("${n:+y}", ""), ("${n-z}", "z"), ("$", "$"), ("a\\", "a"),
        ("$1", ""),
    ])
    func replacesVariables(_ text: String, _ expected: String) {
        #expect(VariableScope(["b": "B", "e": ""]).expand(text).text == expected)
    }

    @Test(arguments: [
        "${", "${b", "${}", "'a", "\"a", "${b:?}${n:?gone}", "${b%x}",
        String(repeating: "${n:-", count: 9999),
    ])
    func refusesBadSubstitutions(_ text: String) {
        #expect(VariableScope(["b": "B"]).expand(text).problem != nil)
    }
}
