import EngineAPI
import KubeAPI
import LabGrader

/// A cluster that holds the objects that a test gives it.
struct SampleCluster: ClusterAPI {
    var objects: [ResourceType: [KubeObject]]
    /// What every question fails with; nil for none.
    var failure: StatusError?

    /// A room with a cluster of these objects.
    static func room(_ objects: [ResourceType: [String]] = Self.objects) throws -> CheckRoom {
        var room = CheckRoom()
        room.cluster = SessionCluster(
            SampleCluster(
                objects: try objects.mapValues { try $0.map { KubeObject(try JSON(Array($0.utf8))) } }
            )
        )
        return room
    }

    func types() async -> [ResourceType] { ResourceType.stored }

    func get(_ type: ResourceType, namespace: String?, name: String) async throws(StatusError) -> KubeObject {
        if let failure { throw failure }
        guard let found = objects[type]?.first(where: { $0.name == name }) else {
            throw .notFound(type, name)
        }
        return found
    }

    /// Knows selectors of the form `a=b` only.
    func list(_ type: ResourceType, _ query: ObjectQuery) async throws(StatusError) -> ObjectList {
        if let failure { throw failure }
        let terms = query.labelSelector.split(separator: ",").map {
            $0.split(separator: "=").map(String.init)
        }
        let items = (objects[type] ?? []).filter { object in
            terms.allSatisfy { $0.count == 2 && object.labels[$0[0]] == $0[1] }
        }
        return ObjectList(items: items, resourceVersion: 1)
    }

    func watch(
        _ type: ResourceType,
        _ query: ObjectQuery,
        from version: Int?
    ) async throws(StatusError) -> EngineStream<WatchEvent> { EngineStream([]) }

    func create(
        _ type: ResourceType,
        namespace: String?,
        _ object: KubeObject,
        _ options: WriteOptions
    ) async throws(StatusError) -> KubeObject { throw .badRequest("nothing is made here") }

    func update(
        _ type: ResourceType,
        namespace: String?,
        _ object: KubeObject,
        subresource: String?,
        _ options: WriteOptions
    ) async throws(StatusError) -> KubeObject { throw .badRequest("nothing is changed here") }

    func patch(
        _ type: ResourceType,
        namespace: String?,
        name: String,
        _ patch: ObjectPatch,
        subresource: String?,
        _ options: WriteOptions
    ) async throws(StatusError) -> (object: KubeObject, isNew: Bool) {
        throw .badRequest("nothing is changed here")
    }

    func delete(
        _ type: ResourceType,
        namespace: String?,
        name: String,
        _ options: DeleteOptions
    ) async throws(StatusError) -> KubeObject? { throw .badRequest("nothing is removed here") }
}

extension SampleCluster {
    /// A deployment that stands, one that hangs on an image that there isn't, and what belongs to them.
    static let objects: [ResourceType: [String]] = [
        .deployments: [
            deployment("web", ready: 3, of: 3, revision: 2, image: "nginx:1.27"),
            deployment("bad", ready: 0, of: 1, revision: 1, image: "nginx:nope"), configured,
        ],
        .configMaps: [#"{"kind":"ConfigMap","metadata":{"name":"app"},"data":{"MODE":"fast"}}"#],
        .secrets: [#"{"kind":"Secret","metadata":{"name":"app"},"data":{"key":"czNjcmV0"}}"#],
        .pods: [
            pod("web-1", "web", image: "nginx:1.27"), pod("web-2", "web", image: "nginx:1.27"),
            pod("web-3", "web", image: "nginx:1.27", restarts: 2),
            pod(
                "bad-1",
                "bad",
                image: "nginx:nope",
                phase: "Pending",
                state:
                    #""waiting":{"reason":"ImagePullBackOff","message":"Back-off pulling image \"nginx:nope\""}"#
            ),
            pod(
                "crash-1",
                "crash",
                image: "busybox",
                state: #""waiting":{"reason":"CrashLoopBackOff","message":"back-off 10s"}"#
            ),
        ],
        .services: [
            #"{"kind":"Service","metadata":{"name":"web"},"spec":{"type":"NodePort","selector":{"app":"web"}}}"#,
            #"{"kind":"Service","metadata":{"name":"lost"},"spec":{"type":"ClusterIP","selector":{"app":"x"}}}"#,
        ],
        .endpoints: [
            #"{"kind":"Endpoints","metadata":{"name":"web"},"subsets":[{"addresses":[{"ip":"10.0.0.1"},{"ip":"10.0.0.2"}]}]}"#
        ],
        .jobs: [
            #"{"kind":"Job","metadata":{"name":"once"},"spec":{"completions":1,"template":{"spec":{"containers":[{"name":"a","image":"busybox"}]}}},"status":{"failed":7,"conditions":[{"type":"Failed","status":"True","reason":"BackoffLimitExceeded","message":"Job has reached the specified backoff limit"}]}}"#
        ],
        .events: [
            #"{"kind":"Event","metadata":{"name":"a"},"type":"Warning","reason":"Failed","message":"Error: ImagePullBackOff","involvedObject":{"kind":"Pod","name":"bad-1"}}"#,
            #"{"kind":"Event","metadata":{"name":"b"},"type":"Normal","reason":"Pulling","message":"Pulling image","involvedObject":{"kind":"Pod","name":"web-1"}}"#,
        ],
    ]

    /// Its second container has variables from a config map and a secret.
    private static let configured = """
        {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"app"},"spec":{"template":{"spec":{"containers":[
        {"name":"a","image":"busybox","env":[{"name":"SIDE","value":"no"}]},
        {"name":"b","image":"busybox","envFrom":[{"prefix":"APP_","configMapRef":{"name":"app"}}],"env":[
        {"name":"MODE","valueFrom":{"configMapKeyRef":{"name":"app","key":"MODE"}}},
        {"name":"KEY","valueFrom":{"secretKeyRef":{"name":"app","key":"key"}}},
        {"name":"GONE","valueFrom":{"configMapKeyRef":{"name":"nope","key":"x"}}},
        {"name":"MAYBE","valueFrom":{"configMapKeyRef":{"name":"app","key":"x","optional":true}}},
        {"name":"NODE","valueFrom":{"fieldRef":{"fieldPath":"spec.nodeName"}}},
        {"name":"URL","value":"http://$(MODE)"},{"name":"SIDE","value":"yes"}]}]}}}}
        """

    private static func deployment(
        _ name: String,
        ready: Int,
        of wanted: Int,
        revision: Int,
        image: String
    ) -> String {
        """
        {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"\(name)","generation":4,"resourceVersion":"77",
        "labels":{"app":"\(name)"},"annotations":{"deployment.kubernetes.io/revision":"\(revision)"}},
        "spec":{"replicas":\(wanted),"selector":{"matchLabels":{"app":"\(name)"}},"template":{"spec":{"containers":[
        {"name":"nginx","image":"\(image)","env":[{"name":"MODE","value":"fast"}]}]}}},
        "status":{"observedGeneration":4,"replicas":\(wanted),"updatedReplicas":\(wanted),"readyReplicas":\(ready),
        "availableReplicas":\(ready),"conditions":[{"type":"Available","status":"\(ready == wanted ? "True" : "False")",
        "reason":"\(ready == wanted ? "MinimumReplicasAvailable" : "MinimumReplicasUnavailable")"}]}}
        """
    }

    private static func pod(
        _ name: String,
        _ app: String,
        image: String,
        phase: String = "Running",
        restarts: Int = 0,
        state: String = #""running":{}"#
    ) -> String {
        """
        {"kind":"Pod","metadata":{"name":"\(name)","labels":{"app":"\(app)"}},
        "spec":{"containers":[{"name":"c","image":"\(image)"}]},
        "status":{"phase":"\(phase)","containerStatuses":[{"name":"c","ready":\(state.contains("running")),
        "restartCount":\(restarts),"state":{\(state)}}]}}
        """
    }
}
