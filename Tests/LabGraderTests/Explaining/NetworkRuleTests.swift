import LabModel
import Testing

@testable import LabGrader

/// Why ports don't answer and containers don't find each other.
struct NetworkRuleTests {
    @Test func namesTheOtherHostPort() throws {
        let web = container("web") { $0.ports = ["80/tcp": ["8081"]] }
        let found = OtherHostPort.explain(
            try failure("container web publishes 80/tcp -> 8080", .container(web))
        )
        #expect(found?.why == "web publishes 80/tcp on port 8081, not on 8080")
        #expect(found?.attempt == "docker run -p 8080:80 …")
        let db = container("db") { $0.ports = ["5432/tcp": ["15432"]] }
        let port = OtherHostPort.explain(try failure("tcp :5432 open", refused(), around: [db]))
        #expect(port?.attempt == "docker run -p 5432:5432 …")
        #expect(OtherHostPort.explain(try failure("container web publishes 443/tcp", .container(web))) == nil)
    }

    @Test("A port that nobody publishes is told with the ports that are, also for a check of the port alone")
    func namesThePortsThatArePublished() throws {
        let web = container("web") { $0.ports = ["80/tcp": ["8081"], "53/udp": ["5353"]] }
        let db = container("db") { $0.ports = ["5432/tcp": ["5432"]] }
        let found = Explainer.explain(try failure("tcp :8080 open", refused(), around: [db, web]))
        #expect(found?.why == "web publishes 80/tcp on port 8081, not on 8080")
        #expect(found?.attempt == "docker run -p 8080:80 …")
        let far = Explainer.explain(try failure("tcp :9000 open", refused(), around: [db, web]))
        #expect(
            far?.why
                == "no container publishes port 9000: db publishes 5432/tcp on 5432, web publishes 80/tcp on 8081"
        )
        #expect(far?.attempt == nil)
        #expect(OtherPorts.explain(try failure("tcp :8080 open", refused([web]), around: [db])) == nil)
    }

    @Test func namesThePortThatIsNotPublished() throws {
        let db = container("db") { $0.setup.exposed = ["5432/tcp"] }
        let found = UnpublishedPort.explain(try failure("container db publishes 5432/tcp", .container(db)))
        #expect(found?.why == "db uses 5432/tcp, but doesn't publish it: EXPOSE alone opens nothing outside")
        let dns = container("dns") { $0.setup.exposed = ["53/udp"] }
        #expect(
            UnpublishedPort.explain(try failure("container dns publishes 53/udp -> 5353", .container(dns)))?
                .attempt == "docker run -p 5353:53/udp …"
        )
        let port = UnpublishedPort.explain(try failure("tcp :5432 open", refused(), around: [dns, db]))
        #expect(port?.attempt == "docker run -p 5432:5432 …")
        let published = container("db") {
            ($0.setup.exposed, $0.ports) = (["5432/tcp"], ["5432/tcp": ["5432"]])
        }
        #expect(
            UnpublishedPort.explain(try failure("tcp :5432 speaks redis", refused(), around: [published]))
                == nil
        )
    }

    @Test func namesTheNetworkThatAContainerIsIn() throws {
        let web = container("web") { $0.networks = ["bridge"] }
        let found = OtherNetwork.explain(
            try failure("container web network backend", .container(web), networks: ["backend", "bridge"])
        )
        #expect(found?.why == "web is in bridge")
        #expect(found?.attempt == "docker network connect backend web")
        let missing = OtherNetwork.explain(
            try failure("container web network todos", .container(web), networks: ["bridge"])
        )
        #expect(missing?.attempt == "docker network create todos")
        let made = OtherNetwork.explain(
            try failure("container web network back", .container(web), networks: ["bridge", "shop_back"])
        )
        #expect(made?.why == "there is no network back, but shop_back")
        #expect(
            OtherNetwork.explain(try failure("container web network bridge user=x", .container(web))) == nil
        )
    }
}
