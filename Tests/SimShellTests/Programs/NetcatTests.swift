import SimShell
import Synchronization
import Testing

/// `nc`: what the small BusyBox of most machines lacks, so that there is nothing to compare with.
struct NetcatTests {
    @Test func givesEachCallerAProgram() async throws {
        let script = """
            nc -lk -p 8080 -e echo hi & server=$!
            until nc -z localhost 8080; do sleep 1; done 2>/dev/null
            nc localhost 8080 </dev/null; nc -v localhost 8080 </dev/null
            kill $server
            """
        let result = try await Container.sh(script)
        #expect(result.output == "hi\nhi\n")
        #expect(result.error == "localhost (127.0.0.1:8080) open\n")
    }

    @Test func saysWhoCalls() async throws {
        let script = """
            nc -l -p 9090 -v >got & until nc -z localhost 9090 2>/dev/null; do sleep 1; done; wait
            """
        #expect(
            try await Container.sh(script).error == "listening on [::]:9090 ...\nconnect from 127.0.0.1\n"
        )
    }

    @Test func notesThatThereAreNoDatagrams() async throws {
        let notes = Mutex<[String]>([])
        let container = try Container(note: { note in notes.withLock { $0.append(note) } })
        let result = try await container.run(["nc", "-u", "localhost", "53"])
        #expect(result.error == "nc: UDP: not modelled by the embedded engine\n")
        #expect(notes.withLock { $0 } == ["nc UDP"])
    }
}
