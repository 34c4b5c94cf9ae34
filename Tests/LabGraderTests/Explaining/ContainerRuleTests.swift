import EngineAPI
import LabModel
import Testing

@testable import LabGrader

/// Why containers end or never start: two unrelated failures of each kind, and one that the rule leaves alone.
struct ContainerRuleTests {
    @Test func explainsVariablesThatNoShellReplaces() throws {
        let web = container("web", "exited", code: 127) {
            $0.setup.entrypoint = ["/bin/${SERVICE}", "serve"]
        }
        let found = try #require(
            UnexpandedVariable.explain(try failure("container web running", .container(web)))
        )
        #expect(
            found.why
                == "web is started with '/bin/${SERVICE}' as it is: in the form of a list no shell replaces ${SERVICE}"
        )
        let image = ImageSight().with { $0.command = ["java", "-Xmx$HEAP"] }
        let other = try failure("image app:1 cmd has-no \"$HEAP\"", .image(image))
        #expect(UnexpandedVariable.explain(other)?.why?.contains("-Xmx$HEAP") == true)
        let shell = container("web", "exited", code: 1) {
            $0.setup.entrypoint = ["/bin/sh", "-c", "exec /bin/${SERVICE}"]
        }
        #expect(UnexpandedVariable.explain(try failure("container web running", .container(shell))) == nil)
    }

    @Test func explainsOptionsBehindTheImage() throws {
        let db = container("db") { $0.setup.command = ["-p", "5432:5432"] }
        let port = try failure("tcp :5432 open", refused(), around: [db])
        #expect(
            OptionAfterImage.explain(port)?.why
                == "'-p 5432:5432' stands after the image's name, so it was given to the program in db"
        )
        #expect(OptionAfterImage.explain(port)?.attempt == "docker run -p 5432:5432 db:1")
        let cache = container("cache", "exited", code: 1) {
            $0.setup.command = ["redis-server", "-e", "MODE=fast"]
        }
        let variable = try failure("container cache env MODE=fast", .container(cache))
        #expect(OptionAfterImage.explain(variable)?.attempt == "docker run -e MODE=fast cache:1")
        let own = container("db") { $0.setup.command = ["postgres", "-p", "5433", "-e"] }
        #expect(
            OptionAfterImage.explain(try failure("container db publishes 5433/tcp", .container(own))) == nil
        )
    }

    @Test func explainsWantOfMemory() throws {
        let java = container("java", "exited", code: 137) {
            ($0.state.isOutOfMemory, $0.setup.memory) = (true, 64_000_000)
        }
        let found = OutOfMemory.explain(try failure("container java running", .container(java)))
        #expect(found?.why == "java was ended for want of memory; it may have 64 MB")
        let web = container("web", "restarting", code: 137) { $0.state.isOutOfMemory = true }
        #expect(
            OutOfMemory.explain(try failure("http :80/ status=200", .responses(Self.noAnswer([web])))) != nil
        )
        let killed = container("web", "exited", code: 137)
        #expect(OutOfMemory.explain(try failure("container web running", .container(killed))) == nil)
    }

    private static func noAnswer(_ publishers: [ContainerSight]) -> ResponsesSight {
        ResponsesSight().with {
            $0.responses = [ResponseSight().with { $0.problem = "refused" }]
            $0.publishers = publishers
        }
    }

    @Test func explainsProgramsThatAreMissing() throws {
        let api = container("api", "created", code: 127) {
            $0.state.error = "exec: \"server\": executable file not found in $PATH: unknown"
            $0.setup.command = ["server"]
        }
        let found = MissingProgram.explain(try failure("container api running", .container(api)))
        #expect(found?.why == "api can't start 'server': api:1 has no such program")
        let job = container("job", "exited", code: 126) {
            $0.state.error = "exec /run.sh: permission denied"
            $0.setup.entrypoint = ["/run.sh"]
        }
        #expect(
            MissingProgram.explain(try failure("container job exited code=0", .container(job)))?.why
                == "job can't start '/run.sh': the file isn't executable"
        )
        let failed = container("job", "exited", code: 1) { $0.setup.command = ["server"] }
        #expect(MissingProgram.explain(try failure("container job running", .container(failed))) == nil)
    }

    @Test func tellsWhatAContainerSaidLast() throws {
        let db = container("db", "exited", code: 1)
        let around = container("db", "exited", code: 1) {
            $0.logs = TextSight("starting\nError: password is not specified\n\n")
        }
        let found = EndedContainer.explain(
            try failure("container db running", .container(db), around: [around])
        )
        #expect(found?.why == "db exited with code 1: Error: password is not specified")
        #expect(found?.attempt == "docker logs db")
        let web = container("web", "restarting", code: 2) { $0.state.restarts = 4 }
        let port = try failure("tcp :80 open", refused([web]))
        #expect(EndedContainer.explain(port)?.why == "web restarting, last with code 2, restarted 4 times")
        #expect(EndedContainer.explain(try failure("container db env A", .container(db))) == nil)
    }

    @Test func tellsWhyAContainerIsNotHealthy() throws {
        let db = container("db") {
            ($0.state.health, $0.state.probeOutput, $0.setup.hasHealthcheck) = (
                "unhealthy", "no\nconnection refused\n", true
            )
        }
        let found = FailingHealthcheck.explain(try failure("container db healthy", .container(db)))
        #expect(found?.why == "the health check of db fails: connection refused")
        let web = ComposeSight().with { ($0.service, $0.container) = ("web", container("shop-web-1")) }
        let none = FailingHealthcheck.explain(try failure("compose shop/web healthy", .compose([web])))
        #expect(none?.why == "shop-web-1 has no health check")
        let healthy = container("db") { ($0.state.health, $0.setup.hasHealthcheck) = ("healthy", true) }
        #expect(
            FailingHealthcheck.explain(try failure("container db healthy user=x", .container(healthy))) == nil
        )
    }
}
