import LabModel
import SourceText
import Testing
import TextMatch

@testable import LabSyntax

@Suite struct CheckReaderTests {
    private func read(_ text: String) throws(CheckError) -> LabCheck {
        try CheckReader.read(text, at: SourceLocation(file: "a", line: 1, length: 1))
    }

    private static func quantity(_ text: String) throws -> QuantityCondition {
        try #require(QuantityCondition(parsing: text))
    }

    @Test func readsWhatTheGrammarKnows() throws {
        let size = try Self.quantity("<= 30MB")
        let cases: [(String, CheckSubject, [CheckPredicate])] = [
            ("container db healthy within=30s", .container("db"), [.healthy]),
            (
                "container db restarts <= 0", .container("db"),
                [.quantity(property: "restarts", try Self.quantity("<= 0"))]
            ),
            (
                "container $c image=postgres:16", .container("$c"),
                [.text(property: "image", isEqual: true, value: "postgres:16")]
            ),
            (
                "container db publishes 5432/tcp -> 15432", .container("db"),
                [.publishes(port: "5432/tcp", hostPort: "15432")]
            ),
            (
                "container db publishes 5432/tcp -> {{=variant.port}}", .container("db"),
                [.publishes(port: "5432/tcp", hostPort: "{{=variant.port}}")]
            ),
            (
                "container db env POSTGRES_PASSWORD={{=variant.password}}", .container("db"),
                [.environment(name: "POSTGRES_PASSWORD", value: "{{=variant.password}}")]
            ),
            ("container db label a.b=c", .container("db"), [.label(name: "a.b", value: "c")]),
            (
                "container db mount data:/var/lib/postgresql/data", .container("db"),
                [.mount(source: "data", target: "/var/lib/postgresql/data")]
            ),
            ("container db network back", .container("db"), [.attached(network: "back")]),
            ("container db not privileged", .container("db"), [.notPrivileged]),
            (
                "container db limits memory<=64MiB", .container("db"),
                [.quantity(property: "memory", try Self.quantity("<=64MiB"))]
            ),
            (
                "container db logs ~ \"ready to accept\" within=10s", .container("db"),
                [.contains(property: "logs", isContained: true, text: "ready to accept")]
            ),
            ("image app:1 size <= 30MB", .image("app:1"), [.quantity(property: "size", size)]),
            (
                "image app:1 platforms = {linux/amd64, linux/arm64}", .image("app:1"),
                [.members(property: "platforms", ["linux/amd64", "linux/arm64"])]
            ),
            (
                "image app:1 user != root", .image("app:1"),
                [.text(property: "user", isEqual: false, value: "root")]
            ),
            (
                "image app:1 entrypoint has-no \"${\"", .image("app:1"),
                [.contains(property: "entrypoint", isContained: false, text: "${")]
            ),
            (
                "image app:1 has-file /app mode=0755 no-file /go.mod", .image("app:1"),
                [
                    .file(path: "/app", mode: "0755", isPresent: true),
                    .file(path: "/go.mod", mode: nil, isPresent: false),
                ]
            ),
            (
                "image app:1 base = alpine:3.22", .image("app:1"),
                [.text(property: "base", isEqual: true, value: "alpine:3.22")]
            ),
            (
                "compose shop services = {db, web}", .compose(project: "shop", service: nil),
                [.members(property: "services", ["db", "web"])]
            ),
            ("compose shop/db healthy within=30s", .compose(project: "shop", service: "db"), [.healthy]),
            (
                "compose shop depends-order db<web", .compose(project: "shop", service: nil),
                [.order(first: "db", second: "web")]
            ),
            (
                "http :8080/api/v1/todos status=200 within=15s json=\"$ is array\"",
                .http(port: "8080", path: "/api/v1/todos"),
                [.status(200), .json("$ is array")]
            ),
            (
                "http :8080 header Content-Type~json cycles 3 within=1s", .http(port: "8080", path: "/"),
                [.header(name: "Content-Type", contains: "json"), .cycles(3)]
            ),
            (
                "deploy/web ready=3/3 within=60s", .object(kind: "deploy", name: "web"),
                [.text(property: "ready", isEqual: true, value: "3/3")]
            ),
            (
                "deploy/web condition Available=True within=60s", .object(kind: "deploy", name: "web"),
                [.condition(type: "Available", value: "True")]
            ),
            (
                "deploy/web rolled-out revision=2 within=90s", .object(kind: "deploy", name: "web"),
                [.rolledOut(revision: 2)]
            ),
            (
                "k8s apps/v1/deployments/web exists within=1s",
                .object(kind: "apps/v1/deployments", name: "web"), [.exists]
            ),
            (
                "pods app=web count=3 phase=Running image=~bootcamp:v2 always=3s", .pods(selector: "app=web"),
                [
                    .quantity(property: "count", try Self.quantity("=3")),
                    .text(property: "phase", isEqual: true, value: "Running"),
                    .contains(property: "image", isContained: true, text: "bootcamp:v2"),
                ]
            ),
            ("events none type=Warning", .events, [.noEvents(type: "Warning")]),
            (
                "file Dockerfile dockerfile stages >= 2", .file("Dockerfile"),
                [.quantity(property: "stages", try Self.quantity(">= 2"))]
            ),
            ("file compose.yaml compose service web", .file("compose.yaml"), [.composeService("web")]),
        ]
        for (text, subject, predicates) in cases {
            let check = try read(text)
            #expect(check.subject == subject, "\(text)")
            #expect(check.predicates == predicates, "\(text)")
        }
    }

    @Test(arguments: [
        ("64m", 67_108_864), ("64MB", 67_108_864), ("64mb", 67_108_864), ("64MiB", 67_108_864),
        ("1G", 1 << 30),
        ("2k", 2_048), ("512B", 512), ("512", 512), ("1.5g", 1_610_612_736),
    ])
    func readsLimitsOfMemoryAsDockerDoes(_ text: String, _ bytes: Int) throws {
        let check = try read("container x limits memory <= \(text)")
        let condition = QuantityCondition(test: .atMost, limit: Quantity(.size, Double(bytes)))
        #expect(check.predicates == [.quantity(property: "memory", condition)])
        #expect(
            try read("image x size <= 30MB").predicates
                == [.quantity(property: "size", try Self.quantity("<= 30000000B"))],
            "docker prints sizes of images in powers of 1000"
        )
    }

    @Test func takesANumberOfReadyOnesForAllOfSoMany() throws {
        func value(_ text: String) throws -> CheckPredicate? {
            try read("deploy/web ready=\(text) within=9s").predicates.first
        }
        #expect(try value("3") == .text(property: "ready", isEqual: true, value: "3/3"))
        #expect(try value("1/3") == .text(property: "ready", isEqual: true, value: "1/3"))
        #expect(
            try value("{{=variant.n}}")
                == .text(property: "ready", isEqual: true, value: "{{=variant.n}}/{{=variant.n}}")
        )
    }

    @Test(arguments: [
        ("container x limits memory <= 3s", "'<= 3s' is no condition on a limit of memory", "64m"),
        ("container x restarts <= 3s", "'<= 3s' is no condition on a number", "without a unit"),
        ("container x limits cpus <= 500m", "'<= 500m' is no condition on a number", "0.5"),
        ("image x layers <= 30MB", "'<= 30MB' is no condition on a number", "whole number"),
        ("image x size <= 30s", "'<= 30s' is no condition on a size", "30MB"),
        ("file x size <= 64m", "'<= 64m' is no condition on a size", "30MB"),
        ("pods app=x count=1.5", "'= 1.5' is no condition on a number", "whole number"),
        ("image x has-file /a mode=rw-r--r--", "'rw-r--r--' is no file mode", "mode=0644"),
        ("container x publishes 80:8080", "'80:8080' is no port of a container", "8080/tcp -> 80"),
        ("container x publishes 8080/http", "'8080/http' is no port of a container", "80/tcp -> 8080"),
        ("container x exited code=300", "'300' is not an exit code", "from 0 to 255"),
        ("deploy/web ready=all", "'all' doesn't say how many are ready", "ready=3/3"),
        ("deploy/web condition Available=true", "no status of a condition is called 'true'", "True"),
        ("pods app=web phase=running", "no phase is called 'running'", "Running"),
        ("pod/web phase=CrashLoopBackOff", "no phase is called 'CrashLoopBackOff'", "Running"),
        ("svc/web type=nodeport", "no type is called 'nodeport'", "NodePort"),
        ("events none type=warning", "no type of events is called 'warning'", "Warning"),
    ])
    func refusesWhatCanNeverHold(_ text: String, _ message: String, _ wayOut: String) {
        do throws(CheckError) {
            _ = try read(text)
            Issue.record("it is taken")
        } catch {
            #expect(error.rule == "lab.check.operand")
            #expect(error.message == message)
            #expect(error.note?.contains(wayOut) == true, "\(error.note ?? "")")
            #expect(text.utf8.count == error.range.upperBound)
        }
    }

    @Test(arguments: [
        "container x publishes <PORT>/tcp -> <HOST>", "container x publishes {{=variant.port}}/udp",
        "container x publishes 53/udp", "k8s namespaces/x phase=Active",
        "pods app=x phase={{=variant.phase}}",
        "k8s secrets/x type=Opaque", "deploy/web condition Available=False", "container x exited code=0",
    ])
    func takesOperandsThatMayHold(_ text: String) throws { _ = try read(text) }

    @Test(arguments: [
        ("", "a check begins with what it is about"),
        ("planet x running", "nothing can be checked of 'planet'"),
        ("container", "the container is missing"), ("container x", "the check says nothing of its container"),
        ("container x flying", "'flying' can't be asked of a container"),
        ("tcp 80 open", "a port is written ':8080'"),
        ("tcp :99999 open", "'99999' is no port"), ("image x size <= big", "'<= big' is no condition"),
        ("image x size ~ 3", "'~ 3' is no condition"),
        ("container x running within=fast", "within takes a time"),
        ("container x running within=1s always=1s", "a check has within= or always="),
        ("container x running points=-1", "points are a number"),
        ("container x logs ~ \"a", "nothing closes"),
        ("image x user ~ root", "'user' can't be compared by '~'"),
        ("image x user", "'user' is followed by a sign"),
        ("container x not root", "'not' is followed by 'privileged'"),
        ("http :80 status=abc", "'abc' doesn't follow"),
        ("compose x depends-order db", "an order is written 'db<web'"),
        ("image x platforms = {}", "the set is empty"),
        ("container x running feedback=loud", "feedback is one of"),
        ("container x limits", "something must follow"),
        ("container x publishes 80/tcp -> 127.0.0.1:8080", "'127.0.0.1:8080' is no port of the host"),
        ("container x publishes 80/tcp -> 99999", "'99999' is no port of the host"),
    ])
    func saysWhatIsWrong(text: String, message: String) {
        do throws(CheckError) {
            _ = try read(text)
            Issue.record("it is taken")
        } catch {
            #expect(
                error.message.contains(message.replacing("'<= big'", with: "'<= big'")),
                "\(error.message)"
            )
            #expect(error.range.upperBound <= text.utf8.count)
        }
    }

    @Test func returnsForEveryPrefix() {
        let text =
            "image app:1 platforms = {a, b} has-file /x mode=1 entrypoint has-no \"${\" size <= 3MB within=1s points=2 hint=\"a b\""
        for count in 0...text.count { _ = try? read(String(text.prefix(count))) }
    }
}
