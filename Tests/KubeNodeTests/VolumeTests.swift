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
