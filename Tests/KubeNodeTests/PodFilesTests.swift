import EngineAPI
import EngineSim
import KubeAPI
import KubeNode
import TestKit
import Testing

/// The files that containers of a pod find, and what they leave.
struct PodFilesTests {
    @Test func aPartOfAVolumeIsMounted() async throws {
        let cluster = TestCluster()
        try await cluster.create(
            .configMaps,
            #"{"metadata": {"name": "conf"}, "data": {"a.conf": "one", "b.conf": "two"}}"#
        )
        try await cluster.pod(
            "app",
            #"""
            "containers": [{"name": "c", "image": "busybox", "stdin": true, "command": ["cat"],
                "securityContext": {"runAsUser": 1000},
                "volumeMounts": [{"name": "v", "mountPath": "/data/logs", "subPath": "app/logs"}, {"name": "v", "mountPath": "/all"},
                    {"name": "conf", "mountPath": "/etc/b.conf", "subPath": "b.conf"}]}],
            "volumes": [{"name": "v", "emptyDir": {}}, {"name": "conf", "configMap": {"name": "conf"}}]
            """#
        )
        try await cluster.wait("app", for: "Running")
        #expect(try await cluster.exec("app", "cat", "/etc/b.conf").0 == "two")
        #expect(try await cluster.exec("app", "sh", "-c", "echo x > /all/own && cat /all/own").0 == "x\n")
        #expect(try await cluster.exec("app", "ls", "/all/app").0 == "logs\n")
        #expect(try await cluster.exec("app", "id", "-u").0 == "1000\n")
        #expect(try await cluster.exec("app", "sh", "-c", "echo y > /data/logs/own").1 == .exited(0))
        await cluster.stop()
    }

    @Test(arguments: [false, true])
    func filesFollowTheirObjects(usesHolders: Bool) async throws {
        var settings = KubeletSettings()
        settings.usesHolders = usesHolders
        let cluster = TestCluster(settings: settings)
        try await cluster.create(
            .configMaps,
            #"{"metadata": {"name": "conf"}, "data": {"a": "one", "old": ""}}"#
        )
        try await cluster.pod(
            "app",
            #"""
            "containers": [{"name": "c", "image": "busybox", "command": ["sh", "-c", "while true; do echo $(cat /conf/a); sleep 20; done"],
                "volumeMounts": [{"name": "v", "mountPath": "/conf"}]}],
            "volumes": [{"name": "v", "configMap": {"name": "conf"}}]
            """#
        )
        try await cluster.wait("app", for: "Running")
        let folder = try await cluster.exec("app", "readlink", "/conf/..data").0
        #expect(folder.wholeMatch(of: /\.\.2027_01_15_08_\d\d_\d\d\.\d+\n/) != nil)
        #expect(try await cluster.exec("app", "readlink", "/conf/a").0 == "..data/a\n")
        #expect(try await cluster.exec("app", "sh", "-c", "date -r /conf/a +%Y").0 == "2027\n")
        _ = try await cluster.store.patch(
            .configMaps,
            namespace: "default",
            name: "conf",
            .merge(try JSON(Array(#"{"data": {"a": "two", "old": null, "new": "x"}}"#.utf8))),
            subresource: nil,
            WriteOptions("test")
        )
        try await cluster.time.pass { try await cluster.log("app").hasSuffix("two\n") }
        #expect(try await cluster.exec("app", "ls", "/conf").0 == "a\nnew\n")
        // What was there before is gone, and nothing else is hidden.
        let all = try await cluster.exec("app", "ls", "-A", "/conf").0
        #expect(all.split(separator: "\n").count == 4 && !all.contains(folder))
        await cluster.stop()
    }

    @Test func thePodsGroupsAreThoseOfItsContainers() async throws {
        let cluster = TestCluster()
        try await cluster.pod(
            "app",
            #"""
            "restartPolicy": "Never", "securityContext": {"runAsUser": 1000, "runAsGroup": 3000, "fsGroup": 2000,
                "supplementalGroups": [4000]},
            "containers": [{"name": "c", "image": "busybox", "command": ["id", "-G"]}]
            """#
        )
        try await cluster.wait("app", for: "Completed")
        #expect(try await cluster.log("app") == "3000 4000 2000\n")
        await cluster.stop()
    }

    @Test func lastWordsBecomeTheMessage() async throws {
        let cluster = TestCluster()
        try await cluster.pod(
            "app",
            #"""
            "restartPolicy": "Never", "containers": [{"name": "c", "image": "busybox", "terminationMessagePath": "/tmp/end",
                "command": ["sh", "-c", "echo no disk > /tmp/end; exit 4"]}]
            """#
        )
        let pod = try await cluster.wait("app", for: "Error")
        let end = pod["status", "containerStatuses"]?.elements?.first?["state"]?["terminated"]
        #expect(end?["exitCode"]?.integer == 4 && end?["message"]?.text == "no disk\n")
        await cluster.stop()
    }

    @Test func aLogIsCutAsAskedFor() async throws {
        let cluster = TestCluster()
        try await cluster.script(
            "app",
            "echo one; echo two >&2; echo three; sleep 10; echo four; cat"
        )
        try await cluster.wait("app", for: "Running")
        try await cluster.time.pass { try await cluster.log("app").hasSuffix("four\n") }
        #expect(try await cluster.log("app") == "one\ntwo\nthree\nfour\n")
        #expect(try await cluster.log("app", PodLogQuery(tailLines: 1)) == "four\n")
        #expect(try await cluster.log("app", PodLogQuery(limitBytes: 5)) == "one\nt")
        // How much time has passed when a process comes to write is the machine's affair; ten seconds lie between these two.
        let stamps = try await cluster.log("app", PodLogQuery(timestamps: true)).split(separator: "\n")
            .map { try #require(KubeTime(String($0.prefix { $0 != " " }))) }
        #expect(stamps.count == 4 && stamps[3] >= stamps[2].advanced(by: .seconds(10)))
        let since = stamps[2].advanced(by: .seconds(5))
        #expect(try await cluster.log("app", PodLogQuery(since: since)) == "four\n")
        let stamped = try await cluster.log("app", PodLogQuery(timestamps: true, tailLines: 1))
        #expect(stamped.wholeMatch(of: /2027-01-15T08:\d\d:\d\d\.\d{9}Z four\n/) != nil)
        do {
            _ = try await cluster.log("app", PodLogQuery(previous: true))
            Issue.record("there was no run before")
        } catch let error as StatusError {
            #expect(error.message == "previous terminated container \"c\" in pod \"app\" not found")
        }
        await cluster.stop()
    }

    @Test func programsAreRunAndAttachedTo() async throws {
        let cluster = TestCluster()
        try await cluster.script("app", "cat")
        try await cluster.wait("app", for: "Running")
        #expect(try await cluster.exec("app", "sh", "-c", "exit 7").1 == .exited(7))
        guard case .failed(let why) = try await cluster.exec("app", "nosuch").1 else {
            Issue.record("the program isn't there")
            return
        }
        #expect(why.hasSuffix("exec: \"nosuch\": executable file not found in $PATH: unknown"))
        let attached = try await cluster.kubelet.attach(
            namespace: "default",
            pod: "app",
            PodStreamOptions(input: true)
        )
        try await attached.send(Array("hello\n".utf8))
        #expect(try await attached.output.next() == PodOutput(Array("hello\n".utf8)))
        attached.close()
        await cluster.stop()
    }
}
