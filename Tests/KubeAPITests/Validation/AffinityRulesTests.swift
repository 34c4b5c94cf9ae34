import EngineAPI
import KubeAPI
import Testing

/// What is said to wishes for nodes and neighbours that mean nothing.
struct AffinityRulesTests {
    private let fixture = StoreFixture()
    private static let required = "requiredDuringSchedulingIgnoredDuringExecution"
    private static let preferred = "preferredDuringSchedulingIgnoredDuringExecution"

    private func causes(_ affinity: String) async -> [String] {
        let text = #"""
            {"metadata": {"name": "x"}, "spec": {"affinity": {\#(affinity)}, "containers": [{"name": "c", "image": "i"}]}}
            """#
        let error = await fixture.error { try await fixture.create(.pods, text, in: "default") }
        return (error?.causes ?? []).map { "\($0.field): \($0.message)" }
    }

    /// The path of a node's rule, and the rule with one condition.
    private func nodes(_ condition: String, _ field: String = "matchExpressions") -> (String, String) {
        (
            "spec.affinity.nodeAffinity.\(Self.required).nodeSelectorTerms[0].\(field)[0]",
            #""nodeAffinity": {"\#(Self.required)": {"nodeSelectorTerms": [{"\#(field)": [\#(condition)]}]}}"#
        )
    }

    @Test(arguments: [
        (
            #""operator": "in", "values": ["ssd"]"#,
            "operator: Invalid value: \"in\": not a valid selector operator"
        ),
        (
            #""operator": "In""#,
            "values: Required value: must be specified when `operator` is 'In' or 'NotIn'"
        ),
        (
            #""operator": "Exists", "values": ["ssd"]"#,
            "values: Forbidden: may not be specified when `operator` is 'Exists' or 'DoesNotExist'"
        ),
        (
            #""operator": "Gt", "values": ["1", "2"]"#,
            "values: Required value: must be specified single value when `operator` is 'Lt' or 'Gt'"
        ),
        (
            #""operator": "In", "values": ["a b"]"#,
            "values[0]: Invalid value: \"a b\": a valid label must be an empty string or consist of alphanumeric "
                + "characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  "
                + "or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')"
        ),
    ])
    func aConditionOnNodesMeansSomething(_ rest: String, _ problem: String) async {
        let (path, rule) = nodes(#"{"key": "disk", \#(rest)}"#)
        #expect(await causes(rule) == ["\(path).\(problem)"])
    }

    @Test(arguments: [
        #"{"key": "disk", "operator": "Gt", "values": ["1"]}"#,
        #"{"key": "disk", "operator": "DoesNotExist"}"#,
        #"{"key": "a.io/disk", "operator": "NotIn", "values": ["", "hdd"]}"#,
    ])
    func takesWhatMeansSomething(_ condition: String) async {
        #expect(await causes(nodes(condition).1).isEmpty)
    }

    @Test func aNodeIsNamedByOneName() async {
        var (path, rule) = nodes(
            #"{"key": "metadata.name", "operator": "In", "values": ["a", "b"]}"#,
            "matchFields"
        )
        #expect(
            await causes(rule) == [
                "\(path).values: Required value: must be only one value when `operator` is 'In' or 'NotIn' for node "
                    + "field selector"
            ]
        )
        (path, rule) = nodes(#"{"key": "spec.x", "operator": "Exists"}"#, "matchFields")
        #expect(
            await causes(rule) == [
                "\(path).operator: Invalid value: \"Exists\": not a valid selector operator",
                "\(path).key: Invalid value: \"spec.x\": not a valid field selector key",
            ]
        )
        #expect(
            await causes(#""nodeAffinity": {"\#(Self.required)": {"nodeSelectorTerms": []}}"#) == [
                "spec.affinity.nodeAffinity.\(Self.required).nodeSelectorTerms: Required value: must have at least one "
                    + "node selector term"
            ]
        )
    }

    @Test func aPreferenceHasAWeight() async {
        let node = #"{"preference": {"matchExpressions": [{"key": "disk", "operator": "Exists"}]}}"#
        #expect(
            await causes(#""nodeAffinity": {"\#(Self.preferred)": [\#(node)]}"#) == [
                "spec.affinity.nodeAffinity.\(Self.preferred)[0].weight: Invalid value: 0: must be in the range 1-100"
            ]
        )
        let pod = #"{"weight": 101, "podAffinityTerm": {"topologyKey": "zone"}}"#
        #expect(
            await causes(#""podAffinity": {"\#(Self.preferred)": [\#(pod)]}"#) == [
                "spec.affinity.podAffinity.\(Self.preferred)[0].weight: Invalid value: 101: must be in the range 1-100"
            ]
        )
    }

    @Test func neighboursAreCountedByPlace() async {
        let term = #"{"labelSelector": {"matchExpressions": [{"key": "app", "operator": "Equals"}]}}"#
        let path = "spec.affinity.podAntiAffinity.\(Self.required)[0]"
        let found = await causes(#""podAntiAffinity": {"\#(Self.required)": [\#(term)]}"#)
        #expect(
            found.prefix(3) == [
                "\(path).labelSelector.matchExpressions[0].operator: Invalid value: \"Equals\": not a valid selector "
                    + "operator",
                "\(path).topologyKey: Required value: can not be empty",
                "\(path).topologyKey: Invalid value: \"\": name part must be non-empty",
            ]
        )
        #expect(
            found.count == 4
                && found[3].hasPrefix("\(path).topologyKey: Invalid value: \"\": name part must consist of")
        )
    }
}
