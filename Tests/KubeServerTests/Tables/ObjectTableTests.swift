import EngineAPI
import KubeAPI
import Testing

@testable import KubeServer

/// Rows by kind: what stands in the cells of objects as they are stored.
@Suite struct ObjectTableTests {
    struct Case: CustomTestStringConvertible, Sendable {
        let type: ResourceType
        let object: String
        let row: String

        init(_ type: ResourceType, _ object: String, _ row: String) {
            self.type = type
            self.object = object
            self.row = row
        }

        var testDescription: String { "\(type.plural): \(row)" }
    }

    private static let made = #""metadata":{"name":"x","creationTimestamp":"2025-01-31T11:59:00Z"}"#

    static let cases = [
        Case(
            .deployments,
            #"{\#(made),"spec":{"replicas":3,"selector":{"matchLabels":{"b":"2","a":"1"}},"template":{"spec":{"containers":[{"name":"c","image":"nginx:1.25"},{"name":"d","image":"busybox"}]}}},"status":{"readyReplicas":2,"updatedReplicas":3,"availableReplicas":1}}"#,
            "x|2/3|3|1|60s|c,d|nginx:1.25,busybox|a=1,b=2"
        ),
        Case(
            .services,
            #"{\#(made),"spec":{"type":"NodePort","clusterIP":"10.96.0.7","ports":[{"port":80,"nodePort":31397,"protocol":"TCP"},{"port":53,"protocol":"UDP"}],"selector":{"app":"web"}}}"#,
            "x|NodePort|10.96.0.7|<none>|80:31397/TCP,53/UDP|60s|app=web"
        ),
        Case(
            .services,
            #"{\#(made),"spec":{"type":"LoadBalancer","clusterIP":"10.96.0.8","ports":[]}}"#,
            "x|LoadBalancer|10.96.0.8|<pending>|<none>|60s|<none>"
        ),
        Case(
            .services,
            #"{\#(made),"spec":{"type":"ExternalName","externalName":"example.com"}}"#,
            "x|ExternalName|<none>|example.com|<none>|60s|<none>"
        ),
        Case(
            .endpoints,
            #"{\#(made),"subsets":[{"addresses":[{"ip":"10.0.0.1"},{"ip":"10.0.0.2"},{"ip":"10.0.0.3"},{"ip":"10.0.0.4"}],"ports":[{"port":80}]}]}"#,
            "x|10.0.0.1:80,10.0.0.2:80,10.0.0.3:80 + 1 more...|60s"
        ),
        Case(.endpoints, #"{\#(made)}"#, "x|<none>|60s"),
        Case(
            .endpoints,
            #"{\#(made),"subsets":[{"notReadyAddresses":[{"ip":"10.0.0.1"}],"ports":[{"port":80}]}]}"#,
            "x||60s"
        ),
        Case(
            .nodes,
            #"{"metadata":{"name":"n","creationTimestamp":"2025-01-31T11:59:00Z","labels":{"node-role.kubernetes.io/control-plane":""}},"spec":{"unschedulable":true},"status":{"conditions":[{"type":"Ready","status":"True"}],"nodeInfo":{"kubeletVersion":"v1.32.4"}}}"#,
            "n|Ready,SchedulingDisabled|control-plane|60s|v1.32.4|<none>|<none>|<unknown>|<unknown>|<unknown>"
        ),
        Case(
            .jobs,
            #"{\#(made),"spec":{"completions":1},"status":{"succeeded":1,"startTime":"2025-01-31T11:59:00Z","completionTime":"2025-01-31T11:59:07Z","conditions":[{"type":"Complete","status":"True"}]}}"#,
            "x|Complete|1/1|7s|60s|||<none>"
        ),
        Case(
            .cronJobs,
            #"{\#(made),"spec":{"schedule":"*/1 * * * *","suspend":false}}"#,
            "x|*/1 * * * *|<none>|False|0|<none>|60s|||<none>"
        ),
        Case(
            .horizontalPodAutoscalers,
            #"{"apiVersion":"autoscaling/v2",\#(made),"spec":{"scaleTargetRef":{"kind":"Deployment","name":"web"},"minReplicas":2,"maxReplicas":4,"metrics":[{"type":"Resource","resource":{"name":"cpu","target":{"type":"Utilization","averageUtilization":70}}}]}}"#,
            "x|Deployment/web|cpu: <unknown>/70%|2|4|0|60s"
        ),
        Case(
            .podDisruptionBudgets,
            #"{\#(made),"spec":{"minAvailable":"50%"},"status":{"disruptionsAllowed":1}}"#,
            "x|50%|N/A|1|60s"
        ),
        Case(
            .persistentVolumeClaims,
            #"{\#(made),"spec":{"volumeName":"v","storageClassName":"fast","volumeMode":"Filesystem"},"status":{"phase":"Bound","capacity":{"storage":"1Gi"},"accessModes":["ReadWriteMany","ReadWriteOnce"]}}"#,
            "x|Bound|v|1Gi|RWO,RWX|fast|<unset>|60s|Filesystem"
        ),
        Case(
            .events,
            #"{"apiVersion":"v1",\#(made),"type":"Warning","reason":"BackOff","message":"Back-off \n","count":4,"firstTimestamp":"2025-01-31T11:55:00Z","lastTimestamp":"2025-01-31T11:57:57Z","source":{"component":"kubelet","host":"n"},"involvedObject":{"kind":"Pod","name":"p","fieldPath":"spec.containers{c}"}}"#,
            "2m3s (x4 over 5m)|Warning|BackOff|pod/p|spec.containers{c}|kubelet, n|Back-off|5m|4|x"
        ),
        Case(
            .resourceQuotas,
            #"{\#(made),"status":{"hard":{"pods":"2","limits.cpu":"1"},"used":{"pods":"1"}}}"#,
            "x|60s|pods: 1/2|limits.cpu: 0/1"
        ),
        Case(
            .roleBindings,
            #"{\#(made),"roleRef":{"kind":"Role","name":"r"},"subjects":[{"kind":"User","name":"u"},{"kind":"ServiceAccount","namespace":"n","name":"s"}]}"#,
            "x|Role/r|60s|u||n/s"
        ),
        Case(.roles, #"{\#(made)}"#, "x|2025-01-31T11:59:00Z"),
        Case(.configMaps, #"{\#(made),"data":{"a":"1"},"binaryData":{"b":""}}"#, "x|2|60s"),
    ]

    @Test(arguments: cases) func fillsTheCells(_ tested: Case) throws {
        let now = try #require(KubeTime("2025-01-31T12:00:00Z"))
        let table = ObjectTable.of(tested.type)
        let cells = table.cells(KubeObject(try JSON(Array(tested.object.utf8))), now)
        #expect(cells.count == table.columns.count)
        #expect(cells.map(DashboardPage.text).joined(separator: "|") == tested.row)
    }

    /// Whatever an object holds, a table shows a row of it.
    @Test func survivesStrangeObjects() throws {
        let now = KubeTime(nanoseconds: 0)
        let objects = [
            "{}", #"{"metadata":1,"spec":[],"status":"x"}"#,
            #"{"spec":{"ports":{"a":1},"replicas":"x"},"status":{"conditions":[1,null],"containerStatuses":[[]]}}"#,
            #"{"status":{"containerStatuses":[{"restartCount":9223372036854775807},{"restartCount":9223372036854775807}]}}"#,
            #"{"metadata":{"creationTimestamp":"9999-12-31T23:59:59Z"}}"#,
        ]
        for type in ResourceType.stored {
            let table = ObjectTable.of(type)
            for object in objects {
                let cells = table.cells(KubeObject(try JSON(Array(object.utf8))), now)
                #expect(cells.count == table.columns.count)
            }
        }
    }

    @Test func showsTheColumnsThatADefinitionNames() throws {
        let definition = KubeObject(
            try JSON(
                Array(
                    #"""
                    {"spec":{"versions":[{"name":"v1","additionalPrinterColumns":[
                    {"name":"Size","type":"integer","jsonPath":".spec.size"},
                    {"name":"Ready","type":"string","jsonPath":".status.conditions[?(@.type==\"Ready\")].status"},
                    {"name":"Age","type":"date","jsonPath":".metadata.creationTimestamp"}]}]}}
                    """#.utf8
                )
            )
        )
        let object = KubeObject(
            try JSON(
                Array(
                    #"""
                    {"metadata":{"name":"x","creationTimestamp":"2025-01-31T11:59:00Z"},"spec":{"size":3},
                    "status":{"conditions":[{"type":"Other","status":"No"},{"type":"Ready","status":"True"}]}}
                    """#.utf8
                )
            )
        )
        let table = CustomTable.of(definition, version: "v1")
        let now = try #require(KubeTime("2025-01-31T12:00:00Z"))
        #expect(table.columns.map(\.name) == ["Name", "Size", "Ready", "Age"])
        #expect(table.cells(object, now) == [.string("x"), .number("3"), .string("True"), .string("60s")])
    }
}
