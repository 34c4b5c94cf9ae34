import EngineAPI
import Testing

@testable import KubeAPI

/// What the Pod Security Standards allow, and what is refused whatever the namespace says.
struct PodSecurityTests {
    private let fixture = StoreFixture()

    private func namespace(_ labels: String) async throws {
        try await fixture.create(.namespaces, #"{"metadata": {"name": "safe", "labels": {\#(labels)}}}"#)
    }

    private func pod(_ container: String, _ spec: String = "") throws -> KubeObject {
        let more = container.isEmpty ? "" : ", " + container
        return try StoreFixture.object(
            #"{"metadata": {"name": "p"}, "spec": {\#(spec)"containers": [{"name": "c", "image": "nginx:1"\#(more)}]}}"#
        )
    }

    private func refusal(_ pod: KubeObject, in namespace: String = "safe") async -> String? {
        await fixture.error {
            _ = try await fixture.store.create(.pods, namespace: namespace, pod, StoreFixture.options)
        }?.message
    }

    private static let proper =
        #""securityContext": {"allowPrivilegeEscalation": false, "capabilities": {"drop": ["ALL"]}, "#
        + #""runAsNonRoot": true, "seccompProfile": {"type": "RuntimeDefault"}}"#

    @Test func theStrictestLevelSaysAllThatIsMissing() async throws {
        try await namespace(#""pod-security.kubernetes.io/enforce": "restricted""#)
        #expect(
            await refusal(try pod(""))
                == #"pods "p" is forbidden: violates PodSecurity "restricted:latest": allowPrivilegeEscalation != false "#
                + #"(container "c" must set securityContext.allowPrivilegeEscalation=false), unrestricted capabilities "#
                + #"(container "c" must set securityContext.capabilities.drop=["ALL"]), runAsNonRoot != true (pod or "#
                + #"container "c" must set securityContext.runAsNonRoot=true), seccompProfile (pod or container "c" "#
                + #"must set securityContext.seccompProfile.type to "RuntimeDefault" or "Localhost")"#
        )
        #expect(await refusal(try pod(Self.proper)) == nil)
        #expect(await refusal(try pod(""), in: "default") == nil)
    }

    @Test(
        arguments: [
            ("", "", nil), (#""securityContext": {"runAsUser": 0}"#, "", nil),
            (
                #""securityContext": {"privileged": true}"#, "",
                #"privileged (container "c" must not set securityContext.privileged=true)"#
            ),
            (
                #""securityContext": {"capabilities": {"add": ["SYS_ADMIN", "CHOWN"]}}"#, "",
                #"non-default capabilities (container "c" must not include "SYS_ADMIN" in securityContext.capabilities.add)"#
            ),
            (
                #""ports": [{"containerPort": 80, "hostPort": 8080}]"#, "",
                #"hostPort (container "c" uses hostPort 8080)"#
            ),
            (
                "", #""hostNetwork": true, "hostPID": true, "#,
                "host namespaces (hostNetwork=true, hostPID=true)"
            ),
            (
                "", #""volumes": [{"name": "etc", "hostPath": {"path": "/etc"}}], "#,
                #"hostPath volumes (volume "etc")"#
            ),
            (
                "", #""securityContext": {"seccompProfile": {"type": "Unconfined"}}, "#,
                #"seccompProfile (pod must not set securityContext.seccompProfile.type to "Unconfined")"#
            ),
        ] as [(String, String, String?)]
    )
    func theMiddleLevelKeepsTheNodeSafe(container: String, spec: String, faults: String?) async throws {
        try await namespace(
            #""pod-security.kubernetes.io/enforce": "baseline", "pod-security.kubernetes.io/enforce-version": "v1.32""#
        )
        let start = #"pods "p" is forbidden: violates PodSecurity "baseline:v1.32": "#
        #expect(await refusal(try pod(container, spec)) == faults.map { start + $0 })
    }

    @Test func warnsAtTheLevelThatIsEnforcedWhereNoneIsNamed() throws {
        func namespace(_ labels: String) throws -> KubeObject {
            try StoreFixture.object(#"{"metadata": {"name": "n", "labels": {\#(labels)}}}"#)
        }
        let enforced = try namespace(#""pod-security.kubernetes.io/enforce": "baseline""#)
        let bad = try pod(#""securityContext": {"privileged": true}"#)
        #expect(
            PodSecurity.warnings(of: bad, in: enforced) == [
                #"would violate PodSecurity "baseline:latest": privileged (container "c" must not set securityContext.privileged=true)"#
            ]
        )
        #expect(PodSecurity.warnings(of: bad, in: try namespace(#""a": "b""#)).isEmpty)
        let quiet = try namespace(
            #""pod-security.kubernetes.io/enforce": "baseline", "pod-security.kubernetes.io/warn": "privileged""#
        )
        #expect(PodSecurity.warnings(of: bad, in: quiet).isEmpty)
    }

    @Test func thereAreNoClassesOfRuntimes() async throws {
        #expect(
            await refusal(try pod("", #""runtimeClassName": "gvisor", "#), in: "default")
                == #"pods "p" is forbidden: pod rejected: RuntimeClass "gvisor" not found"#
        )
    }

    @Test(
        arguments: [
            (
                #""ipFamilies": ["IPv6"], "#,
                #"Service "w" is invalid: spec.ipFamilies[0]: Invalid value: "IPv6": not configured on this cluster"#
            ),
            (
                #""ipFamilyPolicy": "RequireDualStack", "#,
                #"Service "w" is invalid: spec.ipFamilyPolicy: Invalid value: "RequireDualStack": "#
                    + "this cluster is not configured for dual-stack services"
            ), (#""ipFamilyPolicy": "PreferDualStack", "#, nil), (#""ipFamilies": ["IPv4"], "#, nil),
        ] as [(String, String?)]
    )
    func servicesHaveAddressesOfOneFamily(spec: String, message: String?) async throws {
        let rest = #""selector": {"a": "b"}, "ports": [{"port": 80}]"#
        let text = #"{"metadata": {"name": "w"}, "spec": {\#(spec)\#(rest)}}"#
        let error = await fixture.error { try await fixture.create(.services, text, in: "default") }
        #expect(error?.message == message)
    }
}
