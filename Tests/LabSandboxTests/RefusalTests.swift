import EngineGate
import Foundation
import LabSandbox
import SystemPackage
import TestKit
import Testing

/// What sessions are refused is written down for those who run them.
@Suite(.serialized, .enabled(if: TestEngine.isThere, "no engine for tests: scripts/test-engine start"))
struct RefusalSerialTests {
    @Test func writesDownWhatWasRefusedAndWhy() async throws {
        try await withScratch { scratch in
            let request = TestEngine.request(scratch)
            try await SandboxSession.with(request) { session in
                let run = try await TestEngine.run(
                    session,
                    "docker pull -q busybox; docker run --privileged busybox true; docker inspect nope; docker volume ls"
                )
                #expect(run.text.contains("--privileged"))
                let lines = RefusalLog.lines(request.places)
                #expect(lines.map(\.operation) == ["POST /containers/create"])
                #expect(lines.first?.session == session.record.id)
                #expect(lines.first?.message.contains("--privileged") == true)
            }
            // It outlives the session.
            #expect(RefusalLog.lines(request.places).count == 1)
        }
    }

    @Test func slowsDownAndRefusesAFlood() async throws {
        try await withScratch { scratch in
            var request = TestEngine.request(scratch)
            request.settings.gate.quotas.requestsPerSecond = 1
            try await SandboxSession.with(request) { session in
                // Each ping is a request of its own, all of them at once.
                let run = try await TestEngine.run(
                    session,
                    """
                    for i in $(seq 40); do
                        curl -s --unix-socket "$(echo $DOCKER_HOST | cut -c8-)" http://engine/version | head -c 40 & done; wait
                    """
                )
                #expect(run.text.contains("too many requests"))
            }
        }
    }

    @Test func boundsWhatASessionHoldsOnDisk() async throws {
        try await withScratch { scratch in
            var request = TestEngine.request(scratch)
            request.settings.gate.quotas.disk = 20 << 20
            try await SandboxSession.with(request) { session in
                let run = try await TestEngine.run(
                    session,
                    """
                    docker run -d --name hog busybox sh -c 'dd if=/dev/zero of=/big bs=1M count=40; sleep 300' >/dev/null
                    for i in $(seq 200); do docker ps --filter status=paused -q | grep -q . && break; sleep 0.2; done
                    docker ps -a --format '{{.Names}} {{.State}}'
                    docker run --rm busybox echo more
                    docker rm -f hog
                    """
                )
                #expect(run.text.contains("hog paused"), "\(run.text)")
                #expect(run.text.contains("of 20 MiB. Remove some") && !run.text.contains("more\n"))
                let later = try await TestEngine.run(
                    session,
                    """
                    for i in $(seq 200); do docker run --rm busybox echo again 2>/dev/null && break; sleep 0.2; done
                    """
                )
                #expect(later.text.contains("again\n"), "\(later.text)")
            }
        }
    }
}
