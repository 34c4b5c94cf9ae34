import EngineAPI
import KubeAPI
import TarStream
import Testing

@testable import KubeNode

/// What lies in a pod's volumes, and where.
struct VolumeTests {
    private func object(_ text: String) throws -> KubeObject { KubeObject(try JSON(Array(text.utf8))) }

    private func contents(_ volume: String) throws -> [String: String]? {
        let pod = try object(
            #"{"metadata": {"name": "web", "namespace": "shop", "labels": {"app": "web", "tier": "a"}}}"#
        )
        let objects = PodObjects(
            namespace: "shop",
            configMaps: [
                try object(
                    #"{"metadata": {"name": "cm"}, "data": {"a.conf": "x"}, "binaryData": {"b": "aGk="}}"#
                )
            ],
            secrets: [try object(#"{"metadata": {"name": "s"}, "data": {"key": "c2VjcmV0"}}"#)]
        )
        let maker = VolumeContents(pod: pod, objects: objects, facts: PodFacts(), token: "t0ken")
        let files = try maker.files(try JSON(Array(volume.utf8)))
        return files.map { files in
            Dictionary(
                files.map { file in
                    (
                        "\(file.path):\(String(file.permissions, radix: 8))",
                        String(decoding: file.contents, as: UTF8.self)
                    )
                }
            ) { $1 }
        }
    }

    @Test(
        arguments: [
            (#"{"configMap": {"name": "cm", "defaultMode": 420}}"#, ["a.conf:644": "x", "b:644": "hi"]),
            (
                #"{"configMap": {"name": "cm", "items": [{"key": "a.conf", "path": "sub/c", "mode": 256}]}}"#,
                ["sub/c:400": "x"]
            ),
            (#"{"secret": {"secretName": "s", "defaultMode": 256}}"#, ["key:400": "secret"]),
            (#"{"secret": {"secretName": "gone", "optional": true}}"#, [:]),
            (
                #"{"downwardAPI": {"items": [{"path": "labels", "fieldRef": {"fieldPath": "metadata.labels"}}]}}"#,
                ["labels:644": "app=\"web\"\ntier=\"a\""]
            ),
            (
                #"""
                {"projected": {"sources": [{"serviceAccountToken": {"path": "token"}}, {"secret": {"name": "s"}},
                  {"downwardAPI": {"items": [{"path": "namespace", "fieldRef": {"fieldPath": "metadata.namespace"}}]}}]}}
                """#,
                ["token:644": "t0ken", "key:644": "secret", "namespace:644": "shop"]
            ),
            (#"{"configMap": {"name": "cm", "items": [{"key": "b", "path": "../../etc/passwd"}]}}"#, [:]),
        ] as [(String, [String: String])]
    )
    func makesFilesOfObjects(volume: String, files: [String: String]) throws {
        #expect(try contents(volume) == files)
    }

    @Test func laysFilesAsAKubeletDoes() throws {
        let first = VolumeLayout(
            [TarMember(path: "a.conf"), TarMember(path: "sub/b", permissions: 0o400)],
            at: KubeTime(nanoseconds: 1_800_000_000_000_000_042)
        )
        let folder = "..2027_01_15_08_00_00.42"
        func lines(_ members: [TarMember]) -> [String] {
            members.map { member in
                guard case .symbolicLink(let target) = member.kind else {
                    return "\(member.path) \(String(member.permissions, radix: 8))"
                }
                return "\(member.path) -> \(target)"
            }
        }
        #expect(
            lines(first.members(after: nil)) == [
                "\(folder) 755", "\(folder)/sub 755", "\(folder)/a.conf 644", "\(folder)/sub/b 400",
                "..data -> \(folder)", "a.conf -> ..data/a.conf", "sub -> ..data/sub",
            ]
        )
        #expect(first.members(after: nil).allSatisfy { $0.modified == 1_800_000_000 })
        let next = VolumeLayout(
            [TarMember(path: "sub/c")],
            at: KubeTime(nanoseconds: 1_800_000_060_000_000_000)
        )
        #expect(lines(next.members(after: first)).last == "..data -> ..2027_01_15_08_01_00.0")
        #expect(next.leftovers(of: first) == ["a.conf", folder])
    }

    @Test func saysWhatIsMissing() {
        #expect(throws: ConfigError("configmap \"gone\" not found")) {
            try contents(#"{"configMap": {"name": "gone"}}"#)
        }
        #expect(throws: ConfigError("references non-existent config key: k")) {
            try contents(#"{"configMap": {"name": "cm", "items": [{"key": "k", "path": "k"}]}}"#)
        }
    }

    private func plan(_ volumes: String, claims: [String: KubeObject] = [:]) throws -> VolumePlan {
        let pod = try object(#"{"metadata": {"name": "p", "uid": "u"}, "spec": {"volumes": [\#(volumes)]}}"#)
        return try VolumePlan(pod, prefix: "k8s_", claims: claims)
    }

    @Test func refusesWhatAnEngineCannotGive() throws {
        let hostPath = #expect(throws: VolumeFailure.self) {
            try plan(#"{"name": "v", "hostPath": {"path": "/etc"}}"#)
        }
        #expect(
            hostPath?.message
                == "MountVolume.SetUp failed for volume \"v\" : volumes of the kind hostPath aren't available in this cluster"
        )
        let claim = #expect(throws: VolumeFailure.self) {
            try plan(#"{"name": "v", "persistentVolumeClaim": {"claimName": "data"}}"#)
        }
        #expect(claim?.why == "persistentvolumeclaim \"data\" not found")
    }

    @Test func keepsClaimsBeyondThePod() throws {
        let claim = try object(#"{"metadata": {"name": "data"}, "spec": {"volumeName": "disk"}}"#)
        let plan = try plan(
            #"{"name": "v", "persistentVolumeClaim": {"claimName": "data"}}, {"name": "tmp", "emptyDir": {}}"#,
            claims: ["data": claim]
        )
        #expect(plan.own == ["k8s_u_tmp"])
        #expect(plan.entries["v"]?.engineName == "k8s_pv_disk")
    }
}
