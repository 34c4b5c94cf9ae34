import EngineAPI
import LabModel
import Testing

@testable import LabGrader

/// Why something isn't there: it has another name.
struct NamingRuleTests {
    @Test func namesTheOtherTag() throws {
        let found = OtherTag.explain(
            try failure("image todos:v1 exists", .absent, images: ["alpine:3.20", "todos:latest"])
        )
        #expect(found?.why == "there is no todos:v1, but todos:latest")
        #expect(found?.attempt == "docker tag todos:latest todos:v1")
        let hub = OtherTag.explain(
            try failure(
                "image registry.example/team/api exists",
                .absent,
                images: ["registry.example/team/api:dev"]
            )
        )
        #expect(hub?.attempt == "docker tag registry.example/team/api:dev registry.example/team/api:latest")
        #expect(
            OtherTag.explain(
                try failure("image todos:v1 exists", .absent, images: ["todos2:v1", "x/todos:v1"])
            ) == nil
        )
    }

    @Test func namesTheOtherProject() throws {
        let web = container("work-web-1") {
            $0.setup.labels = ["com.docker.compose.project": "work", "com.docker.compose.service": "web"]
        }
        let other = Explainer.explain(try failure("compose shop running", .absent, around: [web]))
        #expect(other?.why == "there is no compose project shop; there is work")
        let service = Explainer.explain(try failure("compose work/db running", .absent, around: [web]))
        #expect(service?.why == "project work has no service db; it has web")
        #expect(OtherProject.explain(try failure("compose shop running", .absent)) == nil)
        #expect(try judge("compose shop running", .absent).text == "there is no compose project shop")
    }

    @Test func namesTheOtherSpellingOfAVariable() throws {
        let db = container("db") { $0.setup.environment = ["PATH=/bin", "POSTGRES_PASWORD=x"] }
        let found = VariableSpelling.explain(
            try failure("container db env POSTGRES_PASSWORD=x", .container(db))
        )
        #expect(found?.why == "POSTGRES_PASWORD is set, and POSTGRES_PASSWORD isn't")
        let image = ImageSight().with { $0.environment = ["node-env=production"] }
        #expect(
            VariableSpelling.explain(try failure("image web:1 env NODE_ENV", .image(image)))?.why
                == "node-env is set, and NODE_ENV isn't"
        )
        #expect(VariableSpelling.explain(try failure("container db env PORT", .container(db))) == nil)
        // The value is wrong, not the name.
        #expect(
            VariableSpelling.explain(try failure("container db env POSTGRES_PASWORD=y", .container(db)))
                == nil
        )
    }

    @Test func namesWhatIsNearlyCalledSo() throws {
        let web = container("webb")
        #expect(
            SimilarName.explain(try failure("container web running", .absent, around: [web]))?.why
                == "there is no container web, but webb"
        )
        #expect(
            SimilarName.explain(try failure("volume data exists", .absent, volumes: ["shop_data"]))?.why
                == "there is no volume data, but shop_data"
        )
        #expect(
            SimilarName.explain(try failure("network backend exists", .absent, networks: ["bridge", "host"]))
                == nil
        )
    }

    @Test(arguments: [("abcd", "abdc", 1), ("", "abc", 3), ("kitten", "sitting", 3), ("a", "a", 0)])
    func measuresSlips(_ one: String, _ other: String, _ distance: Int) {
        #expect(Spelling.distance(one, other) == distance)
        #expect(Spelling.distance(other, one) == distance)
    }
}
