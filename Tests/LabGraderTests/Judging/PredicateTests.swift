import EngineAPI
import LabModel
import TestKit
import Testing

@testable import LabGrader

/// What a check says of the sample world, and what is seen.
struct PredicateCase: CustomTestStringConvertible, Sendable {
    var text: String
    var verdict: Verdict
    var seen: String?

    init(_ text: String, _ verdict: Verdict, _ seen: String? = nil) {
        (self.text, self.verdict, self.seen) = (text, verdict, seen)
    }

    var testDescription: String { "\(text) → \(verdict)" }
}

/// Every predicate of every subject over an engine: one that holds, one that doesn't, and what is said of it.
struct PredicateTests {
    @Test(arguments: containers + images + stores + compose + ports + requests + files + cluster)
    func judges(_ example: PredicateCase) async throws {
        let room = SampleWorld.room()
        let check = try check(example.text)
        let time = VirtualTime()
        let report = try #require(
            await time.run { try? await CheckWatch(room: room, clock: time).run(check, names: NameTable()) }
                ?? nil
        )
        #expect(report.outcome.verdict == example.verdict, "\(report.outcome)")
        #expect(report.outcome.expected == check.source)
        if let seen = example.seen { #expect((report.outcome.seen ?? report.outcome.reason) == seen) }
        if example.verdict == .fail { #expect(report.outcome.seen != nil) }
        #expect(
            CheckReplay.outcome(of: check, names: NameTable(), evidence: report.evidence) == report.outcome
        )
        #expect(try CheckEvidence(json: try JSON(report.evidence.json.bytes)) == report.evidence)
    }

    static let containers = [
        PredicateCase("container db exists", .pass),
        PredicateCase("container nope exists", .fail, "there is no such container"),
        PredicateCase("container nope absent", .pass),
        PredicateCase("container db absent", .fail, "it is there: running (healthy), restarted 1 times"),
        PredicateCase("container db running", .pass),
        PredicateCase("container job running", .fail, "exited with code 3"),
        PredicateCase("container \(SampleWorld.database.prefix(12)) running", .pass),
        PredicateCase("container db healthy", .pass), PredicateCase("container job healthy", .fail),
        PredicateCase("container job exited", .pass), PredicateCase("container job exited code=3", .pass),
        PredicateCase("container job exited code=0", .fail, "exited with code 3"),
        PredicateCase("container db exited", .fail),
        PredicateCase("container db restarts <= 1", .pass),
        PredicateCase("container db restarts <= 0", .fail, "restarts is 1"),
        PredicateCase("container db image=postgres:16", .pass),
        PredicateCase("container db image=docker.io/library/postgres:16", .pass),
        PredicateCase("container db image=db.example/pg:stable", .pass),
        PredicateCase("container job image=busybox:latest", .pass),
        PredicateCase("container db image=postgres:15", .fail, "image is 'postgres:16'"),
        PredicateCase("container db image != postgres:16", .fail),
        PredicateCase("container db image=~postgres", .pass),
        PredicateCase("container db publishes 5432/tcp", .pass),
        PredicateCase("container db publishes 5432", .pass),
        PredicateCase("container db publishes 5432/tcp -> 15432", .pass),
        PredicateCase("container db publishes 5432/tcp -> 5432", .fail, "publishes 5432/tcp -> 15432"),
        PredicateCase("container db publishes 9000/tcp", .fail),
        PredicateCase("container db publishes 5432/udp", .fail),
        PredicateCase("container job publishes 80/tcp", .fail, "exited with code 3"),
        PredicateCase("container db env POSTGRES_PASSWORD=gophers", .pass),
        PredicateCase("container db env POSTGRES_PASSWORD", .pass),
        PredicateCase("container db env EMPTY", .pass),
        PredicateCase(
            "container db env POSTGRES_PASSWORD=other",
            .fail,
            "env POSTGRES_PASSWORD is 'gophers'"
        ),
        PredicateCase("container db env POSTGRES_USER", .fail, "env POSTGRES_USER isn't set"),
        PredicateCase("container db label tier=data", .pass),
        PredicateCase("container db label tier=web", .fail),
        PredicateCase("container db mount data:/var/lib/postgresql/data", .pass),
        PredicateCase("container db mount data:/data", .fail),
        PredicateCase("container db mount ./conf:/etc/conf", .pass),
        PredicateCase("container db mount ./conf:/etc/conf:ro", .pass),
        PredicateCase("container db mount data:/var/lib/postgresql/data:ro", .fail),
        PredicateCase("container db mount onf:/etc/conf", .fail),
        PredicateCase("container db network backend", .pass),
        PredicateCase("container db network front", .fail, "in the networks backend"),
        PredicateCase("container db user=postgres", .pass), PredicateCase("container db user != root", .pass),
        PredicateCase("container job user != root", .fail, "user is root, as none is named"),
        PredicateCase("container db limits memory <= 256MiB", .pass),
        PredicateCase("container db limits memory <= 100MB", .fail, "memory is 268.4 MB"),
        PredicateCase("container job limits memory <= 1GiB", .fail, "it has no such limit"),
        PredicateCase("container db limits cpus <= 0.5", .pass),
        PredicateCase("container db limits cpus < 0.5", .fail),
        PredicateCase("container db limits pids = 100", .pass),
        PredicateCase("container job limits pids <= 100", .fail),
        PredicateCase("container db not privileged", .pass),
        PredicateCase("container job not privileged", .fail, "it is privileged"),
        PredicateCase("container db logs ~ \"ready to accept\"", .pass),
        PredicateCase("container db logs ~ \"panic\"", .fail),
        PredicateCase("container db logs has-no \"panic\"", .pass),
        PredicateCase("container db logs has-no \"ready\"", .fail),
        PredicateCase("container db command ~ fsync=off", .pass),
        PredicateCase("container db command has-no fsync", .fail),
        PredicateCase("container db restart=unless-stopped", .pass),
        PredicateCase("container job restart=always", .fail, "restart is 'no'"),
        PredicateCase("container db running publishes 5432/tcp user=root", .fail, "user is postgres"),
        PredicateCase("container $db running", .fail, "no output gave a value for db"),
        PredicateCase("container <NAME> running", .unknown, "the lab gives no value for <NAME>"),
        PredicateCase(
            "container db env A={{=variant.word}}",
            .unknown,
            "the lab gives no value for variant.word"
        ),
    ]

    static let images = [
        PredicateCase("image todos:v1 exists", .pass),
        PredicateCase("image todos exists", .fail, "there is no such image"),
        PredicateCase("image todos:v2 absent", .pass), PredicateCase("image todos:v1 absent", .fail),
        PredicateCase("image todos:v1 size <= 30MB", .pass),
        PredicateCase("image todos:v1 size <= 25MB", .fail, "size is 25.3 MB"),
        PredicateCase("image todos:v1 layers <= 3", .pass),
        PredicateCase("image todos:v1 layers < 3", .fail, "number of layers is 3"),
        PredicateCase("image todos:v1 platforms = {linux/arm64}", .pass),
        PredicateCase("image todos:v1 platforms = {linux/arm64/v8}", .pass),
        PredicateCase("image todos:v1 platforms = {linux/amd64}", .fail, "platforms are {linux/arm64}"),
        PredicateCase("image todos:v1 label org=gophers", .pass),
        PredicateCase("image todos:v1 label org=others", .fail),
        PredicateCase("image todos:v1 env TOKEN", .pass), PredicateCase("image todos:v1 env PORT", .fail),
        PredicateCase("image todos:v1 user != root", .pass),
        PredicateCase("image alpine:3.20 user != root", .fail),
        PredicateCase("image todos:v1 workdir=/srv", .pass), PredicateCase("image todos:v1 workdir=/", .fail),
        PredicateCase("image todos:v1 entrypoint has-no \"${\"", .fail),
        PredicateCase("image alpine:3.20 entrypoint has-no \"${\"", .pass),
        PredicateCase("image todos:v1 cmd = \"--port 8080\"", .pass),
        PredicateCase("image todos:v1 cmd ~ 9090", .fail),
        PredicateCase("image todos:v1 has-file /app", .pass),
        PredicateCase("image todos:v1 has-file /app mode=0755", .pass),
        PredicateCase("image todos:v1 has-file /app mode=0700", .fail, "/app has mode 0755"),
        PredicateCase("image todos:v1 has-file /bin/sh mode=4755", .pass),
        PredicateCase("image todos:v1 has-file /go.mod", .fail, "it has no /go.mod"),
        PredicateCase("image todos:v1 no-file /go.mod", .pass),
        PredicateCase("image todos:v1 no-file /app", .fail, "it has /app"),
        PredicateCase("image gone no-file /app", .fail),
        PredicateCase("image todos:v1 history has-no \"TOKEN\"", .fail, "step 1 of its history has 'TOKEN'"),
        PredicateCase("image todos:v1 history has-no \"PASSWORD\"", .pass),
        PredicateCase("image todos:v1 base=alpine:3.20", .pass),
        PredicateCase("image todos:v1 base=debian:12", .fail),
        PredicateCase(
            "image todos:v1 base=fedora:40",
            .fail,
            "the image fedora:40 isn't here to compare with; if it was removed, pull it again"
        ),
        PredicateCase(
            "image todos:v1 base != fedora:40",
            .unknown,
            "the image fedora:40 isn't here to compare with"
        ),
    ]

    static let stores = [
        PredicateCase("volume data exists", .pass), PredicateCase("volume more exists", .fail),
        PredicateCase("volume more absent", .pass),
        PredicateCase("volume data absent", .fail), PredicateCase("volume data driver=local", .pass),
        PredicateCase("volume data driver=nfs", .fail),
        PredicateCase("volume data label keep=yes", .pass), PredicateCase("volume data label keep=no", .fail),
        PredicateCase("network backend exists", .pass), PredicateCase("network other exists", .fail),
        PredicateCase("network other absent", .pass),
        PredicateCase("network backend absent", .fail), PredicateCase("network backend driver=bridge", .pass),
        PredicateCase("network backend driver=overlay", .fail),
        PredicateCase("network backend internal", .pass),
        PredicateCase("network front internal", .fail, "it isn't internal"),
        PredicateCase("network backend containers = {db}", .pass),
        PredicateCase("network front containers = {db}", .fail),
        PredicateCase("network backend label zone=inner", .pass),
        PredicateCase("network backend label zone=outer", .fail),
    ]

    static let compose = [
        PredicateCase("compose shop exists", .pass), PredicateCase("compose none exists", .fail),
        PredicateCase("compose none absent", .pass),
        PredicateCase("compose shop absent", .fail), PredicateCase("compose shop running", .pass),
        PredicateCase("compose none running", .fail),
        PredicateCase("compose shop healthy", .pass), PredicateCase("compose shop/web healthy", .fail),
        PredicateCase("compose shop services = {web, cache}", .pass),
        PredicateCase("compose shop services = {web}", .fail, "services are {cache, web}"),
        PredicateCase("compose shop/web count = 2", .pass),
        PredicateCase("compose shop/web count = 3", .fail, "count is 2"),
        PredicateCase("compose shop/web image=nginx:1.27", .pass),
        PredicateCase("compose shop image=nginx:1.27", .fail),
        PredicateCase("compose shop image has-no :latest", .pass),
        PredicateCase("compose shop/web image =~ redis", .fail),
        PredicateCase("compose shop depends-order cache<web", .pass),
        PredicateCase("compose shop depends-order web<cache", .fail, "cache waits for nothing"),
        PredicateCase("compose shop depends-order db<web", .fail, "there is no service db"),
    ]

    static let ports = [
        PredicateCase("tcp :5432 open", .pass),
        PredicateCase("tcp :5433 open", .fail, "the connection is refused"),
        PredicateCase("tcp :5433 refused", .pass),
        PredicateCase("tcp :5432 refused", .fail, "the port is open"),
        PredicateCase("tcp :9999 refused", .fail, "the port doesn't answer"),
        PredicateCase("tcp :9999 open", .fail),
        PredicateCase("tcp :5432 speaks postgres", .pass), PredicateCase("tcp :8080 speaks postgres", .fail),
        PredicateCase("tcp :6379 speaks redis", .pass),
        PredicateCase("tcp :5432 speaks redis", .fail, "it answers 'N'"),
        PredicateCase("tcp :8080 speaks http", .pass),
        PredicateCase("tcp :6379 speaks http", .fail, "it is open and says nothing"),
        PredicateCase("tcp :5433 speaks http", .fail),
    ]

    static let requests = [
        PredicateCase("http :8080/ status=200", .pass),
        PredicateCase("http :8080/missing status=200", .fail, "status is 404"),
        PredicateCase("http :8081/ status=200", .fail, "the connection is refused"),
        PredicateCase("http :9999/ status=200", .fail, "no response: it closed the connection"),
        PredicateCase("http :8080/ header Content-Type~json", .pass),
        PredicateCase("http :8080/ header Content-Type~html", .fail),
        PredicateCase("http :8080/ header Location~x", .fail, "there is no header Location"),
        PredicateCase("http :8080/ body ~ todos", .pass), PredicateCase("http :8080/ body ~ nothing", .fail),
        PredicateCase("http :8080/ body has-no secret", .pass),
        PredicateCase("http :8080/ body has-no todos", .fail),
        PredicateCase("http :8080/ json=\"$.items is array\"", .pass),
        PredicateCase("http :8080/ json=\"$.items count = 3\"", .pass),
        PredicateCase("http :8080/ json=\"$.items count = 4\"", .fail, "count is 3"),
        PredicateCase("http :8080/who json=\"$ is object\"", .fail),
        PredicateCase("http :8080/who cycles 3", .pass),
        PredicateCase("http :8080/who cycles 2", .fail, "3 different answers to 8 requests"),
        PredicateCase("http :8080/ cycles 2", .fail), PredicateCase("http :8080/ cycles 99", .unknown),
    ]

    static let files = [
        PredicateCase("file Dockerfile exists", .pass), PredicateCase("file nope exists", .fail),
        PredicateCase("file nope absent", .pass),
        PredicateCase("file Dockerfile absent", .fail),
        PredicateCase("file conf exists", .fail, "it is no file but a folder"),
        PredicateCase("file Dockerfile size <= 1KiB", .pass),
        PredicateCase("file Dockerfile size <= 10B", .fail),
        PredicateCase("file huge.txt size <= 1MB", .fail, "size is 5 MB"),
        PredicateCase("file huge.txt matches \"b\"", .fail, "with 5 MB it is too large to be read"),
        PredicateCase("file huge.txt body has-no b", .fail),
        PredicateCase("file Dockerfile matches \"^FROM scratch$\"", .pass),
        PredicateCase("file Dockerfile matches \"^USER \"", .fail),
        PredicateCase("file Dockerfile body ~ golang", .pass),
        PredicateCase("file Dockerfile body has-no golang", .fail),
        PredicateCase("file Dockerfile dockerfile stages >= 2", .pass),
        PredicateCase("file Dockerfile dockerfile stages >= 3", .fail, "number of stages is 2"),
        PredicateCase("file compose.yaml compose service db", .pass),
        PredicateCase("file compose.yaml compose service cache", .fail, "its services are db, web"),
        PredicateCase("file broken.yaml compose service db", .fail, "it is no YAML"),
    ]

    static let cluster = [
        PredicateCase("deploy/web ready=3/3", .unknown, "no cluster in this session"),
        PredicateCase("pods app=web count=3", .unknown),
        PredicateCase("events none type=Warning", .unknown, "no cluster in this session"),
    ]
}
