import EngineAPI
import Foundation
import Testing

@testable import KubeAPI

/// What is said to mistakes that are made every day.
struct EverydayMistakesTests {
    private let fixture = StoreFixture()

    /// What is wrong with an object named `x`: `field: message`, each.
    private func causes(_ type: ResourceType, _ spec: String) async -> [String] {
        let text = #"{"metadata": {"name": "x"}, "spec": \#(spec)}"#
        let error = await fixture.error { try await fixture.create(type, text, in: "default") }
        return (error?.causes ?? []).map { "\($0.field): \($0.message)" }
    }

    private func container(_ more: String) async -> [String] {
        await causes(.pods, #"{"containers": [{"name": "c", "image": "i", \#(more)}]}"#)
    }

    @Test func variablesComeFromSomewhere() async {
        #expect(
            await container(#""envFrom": [{"prefix": "X_"}]"#) == [
                "spec.containers[0].envFrom: Invalid value: \"\": must specify one of: `configMapRef` or `secretRef`"
            ]
        )
        #expect(
            await container(#""envFrom": [{"configMapRef": {"name": "a"}}, {"secretRef": {}}]"#) == [
                "spec.containers[0].envFrom[1].secretRef.name: Required value"
            ]
        )
    }

    @Test func aProbeHasAPort() async {
        #expect(
            await container(#""readinessProbe": {"tcpSocket": {}}"#) == [
                "spec.containers[0].readinessProbe.tcpSocket.port: Invalid value: 0: must be between 1 and 65535, inclusive"
            ]
        )
    }

    @Test func aResourceIsOneThatThereIs() async {
        let found = await container(#""resources": {"requests": {"cpus": 1}}"#)
        #expect(
            found == [
                "spec.containers[0].resources.requests[cpus]: Invalid value: \"cpus\": must be a standard resource type "
                    + "or fully qualified",
                "spec.containers[0].resources.requests[cpus]: Invalid value: \"cpus\": must be a standard resource for "
                    + "containers",
            ]
        )
        #expect(await container(#""resources": {"limits": {"a.io/gpu": 1}}"#).isEmpty)
    }

    private func schedule(_ schedule: String, _ zone: String = "Europe/Paris") async -> [String] {
        await causes(
            .cronJobs,
            #"""
            {"schedule": "\#(schedule)", "timeZone": "\#(zone)", "jobTemplate": {"spec": {"template": {"spec": {"restartPolicy":
            "Never", "containers": [{"name": "c", "image": "i"}]}}}}}
            """#
        )
    }

    /// The messages are those that a course shows of a real cluster.
    @Test func aScheduleIsInAZoneThatThereIs() async {
        #expect(await schedule("0 3 * * *").isEmpty)
        for zone in ["Foo/Bar", "Europe/Pariss", "europe/paris"] {
            #expect(
                await schedule("0 3 * * *", zone) == [
                    "spec.timeZone: Invalid value: \"\(zone)\": unknown time zone \(zone)"
                ]
            )
        }
        #expect(
            await schedule("CRON_TZ=UTC * * * * *") == [
                "spec.schedule: Invalid value: \"CRON_TZ=UTC * * * * *\": cannot use TZ or CRON_TZ in schedule, use "
                    + "timeZone field instead"
            ]
        )
    }

    /// The machine's own database is the reference, where there is one.
    @Test(.enabled(if: FileManager.default.fileExists(atPath: "/usr/share/zoneinfo/tzdata.zi")))
    func knowsTheZonesOfTheMachine() {
        let unknown = TimeZone.knownTimeZoneIdentifiers.filter { !TimeZoneNames.contains($0) }
        #expect(unknown.isEmpty)
    }

    @Test func limitsAreOfSomethingThatHasThem() async {
        #expect(
            await causes(.limitRanges, #"{"limits": [{"type": "Containers", "max": {"cpu": 1}}]}"#) == [
                "spec.limits[0].type: Invalid value: \"Containers\": must be a standard limit type or fully qualified"
            ]
        )
    }

    @Test func aPortOfAServiceStandsOnce() async {
        #expect(
            await causes(.services, #"{"ports": [{"name": "a", "port": 80}, {"name": "b", "port": 80}]}"#)
                == [
                    "spec.ports[1]: Duplicate value: core.ServicePort{Name:\"\", Protocol:\"TCP\", AppProtocol:(*string)(nil), "
                        + "Port:80, TargetPort:intstr.IntOrString{Type:0, IntVal:0, StrVal:\"\"}, NodePort:0}"
                ]
        )
    }

    /// The database's name is no address of it.
    @Test(arguments: [
        ("db.example.com", "must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)"),
        ("127.0.0.1", "may not be in the loopback range (127.0.0.0/8, ::1/128)"),
        ("0.0.0.0", "may not be unspecified (0.0.0.0)"),
        ("169.254.169.254", "may not be in the link-local range (169.254.0.0/16, fe80::/10)"),
        ("10.0.0.7", ""),
    ])
    func endpointsAreAddresses(_ address: String, _ problem: String) async {
        let text =
            #"{"metadata": {"name": "x"}, "subsets": [{"addresses": [{"ip": "\#(address)"}], "ports": [{"port": 1}]}]}"#
        let error = await fixture.error { try await fixture.create(.endpoints, text, in: "default") }
        let found = (error?.causes ?? []).map { "\($0.field): \($0.message)" }
        let place = "subsets[0].addresses[0].ip: Invalid value: \"\(address)\": "
        #expect(found == (problem.isEmpty ? [] : [place + problem]))
    }

    private func autoscaler(_ target: String) -> String {
        #"""
        {"maxReplicas": 3, "scaleTargetRef": {"kind": "Deployment", "name": "d"}, "metrics": [{"type": "Resource",
        "resource": {"name": "memory", "target": \#(target)}}]}
        """#
    }

    /// The three messages of an empty target are those that Helm shows of a real server.
    @Test func anAutoscalerHasATarget() async {
        let path = "spec.metrics[0].resource.target"
        let missing =
            "\(path).averageUtilization: Required value: must set either a target raw value or a target utilization"
        #expect(
            await causes(.horizontalPodAutoscalers, autoscaler(#"{"type": "Utilization"}"#)) == [missing]
        )
        #expect(
            await causes(.horizontalPodAutoscalers, autoscaler("{}")) == [
                "\(path).type: Required value: must specify a metric target type",
                "\(path).type: Invalid value: \"\": must be either Utilization, Value, or AverageValue",
                missing,
            ]
        )
    }

    @Test func anAutoscalerSaysWhatItDoesntKnow() async throws {
        let cluster = ControlledCluster()
        try await cluster.create(
            .deployments,
            #"""
            {"metadata": {"name": "d"}, "spec": {"selector": {"matchLabels": {"a": "b"}}, "template": {"metadata": {"labels":
            {"a": "b"}}, "spec": {"containers": [{"name": "c", "image": "i"}]}}}}
            """#
        )
        let spec = autoscaler(#"{"type": "Utilization", "averageUtilization": 50}"#)
        try await cluster.create(
            .horizontalPodAutoscalers,
            #"{"metadata": {"name": "d"}, "spec": \#(spec)}"#
        )
        try await cluster.settle()
        #expect(
            try await cluster.get(.horizontalPodAutoscalers, "d").saidCondition("ScalingActive")
                == "False FailedGetResourceMetric: the HPA was unable to compute the replica count: failed to get memory "
                + "utilization: unable to get metrics for resource memory: unable to fetch metrics from resource metrics "
                + "API: the server could not find the requested resource (get pods.metrics.k8s.io)"
        )
    }

    @Test func anIngressIsOfTheDefaultClass() async throws {
        let rules = #""spec": {"defaultBackend": {"service": {"name": "w", "port": {"number": 80}}}}"#
        func made(_ name: String, _ metadata: String = "") async throws -> String? {
            let text = #"{"metadata": {"name": "\#(name)"\#(metadata)}, \#(rules)}"#
            return try await fixture.create(.ingresses, text, in: "default")["spec", "ingressClassName"]?.text
        }
        #expect(try await made("a") == nil)
        for name in ["one", "two"] {
            try await fixture.create(
                .ingressClasses,
                #"""
                {"metadata": {"name": "\#(name)", "annotations": {"ingressclass.kubernetes.io/is-default-class": "true"}},
                "spec": {"controller": "x.io/y"}}
                """#
            )
            fixture.clock.advance(by: .seconds(1))
        }
        #expect(try await made("b") == "two")
        let old = #", "annotations": {"kubernetes.io/ingress.class": "nginx"}"#
        #expect(try await made("c", old) == nil)
    }
}
