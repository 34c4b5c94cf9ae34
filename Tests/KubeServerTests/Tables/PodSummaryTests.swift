import EngineAPI
import KubeAPI
import Testing

@testable import KubeServer

/// The words of a pod's row, by the situations in which real pods show them.
@Suite struct PodSummaryTests {
    struct Case: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let pod: String
        let row: String

        init(_ name: String, _ pod: String, _ row: String) {
            testDescription = name
            self.pod = pod
            self.row = row
        }
    }

    private static let one = #""spec":{"containers":[{"name":"c"}]}"#
    private static let two = #""spec":{"containers":[{"name":"a"},{"name":"b"}]}"#
    private static let inits =
        #""spec":{"containers":[{"name":"c"}],"initContainers":[{"name":"i1"},{"name":"i2"}]}"#
    private static let ended = #""finishedAt":"2025-01-31T11:59:35Z""#

    static let cases = [
        Case("not scheduled", #"{\#(one),"status":{"phase":"Pending"}}"#, "0/1 Pending 0"),
        Case(
            "starting",
            #"{\#(one),"status":{"phase":"Pending","containerStatuses":[{"name":"c","ready":false,"restartCount":0,"state":{"waiting":{"reason":"ContainerCreating"}}}]}}"#,
            "0/1 ContainerCreating 0"
        ),
        Case(
            "running",
            #"{\#(one),"status":{"phase":"Running","containerStatuses":[{"name":"c","ready":true,"restartCount":0,"state":{"running":{}}}]}}"#,
            "1/1 Running 0"
        ),
        Case(
            "crash loop",
            #"{\#(one),"status":{"phase":"Running","containerStatuses":[{"name":"c","ready":false,"restartCount":3,"state":{"waiting":{"reason":"CrashLoopBackOff"}},"lastState":{"terminated":{"exitCode":1,"reason":"Error",\#(ended)}}}]}}"#,
            "0/1 CrashLoopBackOff 3 (25s ago)"
        ),
        Case(
            "ended well",
            #"{\#(one),"status":{"phase":"Succeeded","containerStatuses":[{"name":"c","ready":false,"restartCount":0,"state":{"terminated":{"exitCode":0,"reason":"Completed"}}}]}}"#,
            "0/1 Completed 0"
        ),
        Case(
            "ended by a signal without a reason",
            #"{\#(one),"status":{"phase":"Failed","containerStatuses":[{"name":"c","ready":false,"restartCount":0,"state":{"terminated":{"exitCode":137,"signal":9}}}]}}"#,
            "0/1 Signal:9 0"
        ),
        Case(
            "one of two ended",
            #"{\#(two),"status":{"phase":"Running","conditions":[{"type":"Ready","status":"False"}],"containerStatuses":[{"name":"a","ready":false,"restartCount":0,"state":{"terminated":{"exitCode":0,"reason":"Completed"}}},{"name":"b","ready":true,"restartCount":0,"state":{"running":{}}}]}}"#,
            "1/2 NotReady 0"
        ),
        Case(
            "first init container runs",
            #"{\#(inits),"status":{"phase":"Pending","initContainerStatuses":[{"name":"i1","restartCount":0,"state":{"running":{}}},{"name":"i2","restartCount":0,"state":{"waiting":{"reason":"PodInitializing"}}}]}}"#,
            "0/1 Init:0/2 0"
        ),
        Case(
            "second init container fails",
            #"{\#(inits),"status":{"phase":"Pending","initContainerStatuses":[{"name":"i1","restartCount":0,"state":{"terminated":{"exitCode":0,"reason":"Completed"}}},{"name":"i2","restartCount":1,"state":{"terminated":{"exitCode":1,"reason":"Error"}},"lastState":{"terminated":{"exitCode":1,\#(ended)}}}]}}"#,
            "0/1 Init:Error 1 (25s ago)"
        ),
        Case(
            "init containers are done",
            #"{\#(inits),"status":{"phase":"Pending","containerStatuses":[{"name":"c","ready":false,"restartCount":0,"state":{"waiting":{"reason":"PodInitializing"}}}],"initContainerStatuses":[{"name":"i1","restartCount":0,"state":{"terminated":{"exitCode":0}}},{"name":"i2","restartCount":0,"state":{"terminated":{"exitCode":0}}}]}}"#,
            "0/1 PodInitializing 0"
        ),
        Case(
            "being deleted",
            #"{"metadata":{"deletionTimestamp":"2025-01-31T12:00:00Z"},\#(one),"status":{"phase":"Running","containerStatuses":[{"name":"c","ready":true,"restartCount":0,"state":{"running":{}}}]}}"#,
            "1/1 Terminating 0"
        ),
        Case("evicted", #"{\#(one),"status":{"phase":"Failed","reason":"Evicted"}}"#, "0/1 Evicted 0"),
    ]

    @Test(arguments: cases) func saysWhatHoldsAPodUp(_ tested: Case) throws {
        let summary = PodSummary(KubeObject(try JSON(Array(tested.pod.utf8))))
        let now = try #require(KubeTime("2025-01-31T12:00:00Z"))
        #expect(
            "\(summary.ready)/\(summary.total) \(summary.status) \(summary.restartText(now))" == tested.row
        )
    }
}
