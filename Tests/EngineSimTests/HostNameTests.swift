import EngineAPI
import EngineSim
import SimShell
import Testing

/// What containers are called, as they find it themselves.
struct HostNameTests {
    @Test(arguments: [("", "h", ""), ("example.org", "h.example.org", "example.org\n")])
    func knowsItsDomain(_ domain: String, _ full: String, _ shown: String) async throws {
        let test = try TestEngine { $0.programs = Coreutils.programs }
        try await test.pull("busybox")
        let script = "hostname; hostname -f; hostname -d"
        let id = try await test.create("busybox", ["sh", "-c", script]) {
            $0.config.hostname = "h"
            $0.config.domainname = domain
        }
        _ = try await test.engine.startContainer(id)
        #expect(try await test.end(of: id) == 0)
        #expect(try await test.logs(id) == "h\n\(full)\n\(shown)")
    }
}
