import EngineAPI
@testable import KubeAPI
import TestKit
import Testing

struct SelectorTests {
    @Test(arguments: [
        ("app=web", ["app": "web"], true), ("app==web", ["app": "web"], true),
        ("app=web", ["app": "db"], false),
        ("app=web", [:], false), ("app!=web", [:], true), ("app!=web", ["app": "web"], false),
        ("app", ["app": ""], true),
        ("!app", [:], true), ("!app", ["app": "x"], false), ("tier in (a,b)", ["tier": "b"], true),
        ("tier in (a, b)", ["tier": "c"], false),
        ("tier notin (a,b)", [:], true), ("tier notin (a,b)", ["tier": "a"], false),
        ("app=web,tier in (a)", ["app": "web", "tier": "a"], true),
        ("app=web,tier in (a)", ["app": "web"], false), ("", ["x": "y"], true), ("x=", ["x": ""], true),
        ("in in (in)", ["in": "in"], true),
        ("x in (,a)", ["x": ""], true), ("n>3", ["n": "4"], true), ("n<3", ["n": "4"], false),
        ("example.com/a=b", ["example.com/a": "b"], true),
        ("  app  =  web  ", ["app": "web"], true),
    ])
    func selectsByLabels(_ text: String, _ labels: [String: String], _ isSelected: Bool) throws {
        #expect(try LabelSelectorParser.parse(text).matches(labels) == isSelected)
    }

    @Test(arguments: [
        ("a=b=c", "found '=', expected: ',' or 'end of string'"),
        ("a b", "unable to parse requirement: found 'b', expected: in, notin, =, ==, !=, gt, lt"),
        ("a,", "found '', expected: identifier after ','"),
        (",a", "found ',', expected: !, identifier, or 'end of string'"),
        ("a in b", "unable to parse requirement: found 'b' expected: '('"),
        ("=", "found '=', expected: !, identifier, or 'end of string'"),
        ("!", "unable to parse requirement: found '', expected: identifier"),
        ("a in (b", "unable to parse requirement: found '', expected: ',' or ')'"),
    ])
    func saysWhatItCantRead(_ text: String, _ message: String) {
        #expect {
            try LabelSelectorParser.parse(text)
        } throws: { error in
            let error = error as? StatusError
            return error?.code == 400 && error?.message == message
        }
    }

    /// A selector made of requirements selects what each of them selects, also when it was written and read again.
    @Test func readsWhatItWrites() throws {
        var random = SeededGenerator(seed: 21)
        let keys = ["a", "b", "x.io/c"]
        let values = ["1", "2", "three"]
        for _ in 0..<500 {
            let requirements = (0..<Int.random(in: 0...3, using: &random)).map {
                _ -> LabelSelector.Requirement in
                let kind = random.pick([LabelSelector.Operator.isIn, .isNotIn, .exists, .doesNotExist])
                let some = values.filter { _ in random.chance(50) }
                let needsValues = kind == .isIn || kind == .isNotIn
                return .init(random.pick(keys), kind, needsValues ? (some.isEmpty ? ["1"] : some) : [])
            }
            let selector = LabelSelector(requirements)
            let again = try LabelSelectorParser.parse(selector.text)
            for _ in 0..<10 {
                let pairs = keys.filter { _ in random.chance(60) }.map { ($0, random.pick(values)) }
                let labels = Dictionary(uniqueKeysWithValues: pairs)
                #expect(
                    again.matches(labels) == requirements.allSatisfy { $0.matches(labels[$0.key]) },
                    "\(selector.text)"
                )
            }
        }
    }

    @Test func readsSelectorsOfObjects() throws {
        let json = try StoreFixture.object(
            #"{"matchLabels": {"app": "web"}, "matchExpressions": [{"key": "tier", "operator": "NotIn", "values": ["x", "y"]}]}"#
        ).json
        #expect(LabelSelector(json: json)?.text == "app=web,tier notin (x,y)")
        #expect(LabelSelector(json: .object([]))?.matches([:]) == true)
        #expect(LabelSelector(json: .string("x")) == nil)
    }

    @Test func selectsByFields() async throws {
        let fixture = StoreFixture()
        try await fixture.pod("a", node: "n1")
        try await fixture.pod("b")
        func names(_ fields: String, _ type: ResourceType = .pods) async throws -> [String] {
            try await fixture.store.list(type, ObjectQuery(namespace: "default", fields: fields)).items.map(
                \.name
            )
        }
        #expect(try await names("spec.nodeName=n1") == ["a"])
        #expect(try await names("spec.nodeName!=n1,status.phase=Pending") == ["b"])
        #expect(try await names("metadata.name==b,metadata.namespace=default") == ["b"])
        #expect(try await names("spec.restartPolicy=Always,spec.serviceAccountName=default") == ["a", "b"])
        #expect(try await names("status.podIP=") == ["a", "b"])
        var error = await fixture.error { _ = try await names("X=y") }
        #expect(error?.code == 400 && error?.message == "field label not supported: X")
        error = await fixture.error { _ = try await names("spec.x=y", .deployments) }
        #expect(
            error?.message
                == "\"spec.x\" is not a known field selector: only \"metadata.name\", \"metadata.namespace\""
        )
        error = await fixture.error { _ = try await names("metadata.name") }
        #expect(error?.message == "invalid selector: 'metadata.name'; can't understand 'metadata.name'")
    }
}
