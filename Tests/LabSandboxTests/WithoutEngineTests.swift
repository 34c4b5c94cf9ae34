import Foundation
import LabSandbox
import SystemPackage
import TestKit
import Testing

/// What holds without any engine.
struct WithoutEngineTests {
    @Test func listsWhatWasTriedWhenNoEngineAnswers() async throws {
        try await withScratch { scratch in
            var request = TestEngine.request(scratch)
            request.engineSocket = scratch.file("none.sock").string
            let asked = request
            let error = await #expect(throws: SandboxError.self) {
                try await SandboxSession.with(asked) { _ in }
            }
            #expect(error?.description.contains("none.sock") == true)
            #expect(error?.description.contains("slidectl doctor") == true)
            let left = try scratch.files()
            #expect(left.isEmpty)
        }
    }

    @Test func looksForEnginesWhereTheyListen() {
        let docker = EngineChoice(.docker, socket: nil, environment: ["DOCKER_HOST": "unix:///a.sock"])
        #expect(docker.candidates == ["/a.sock", "/var/run/docker.sock"])
        let podman = EngineChoice(.podman, socket: nil, environment: ["XDG_RUNTIME_DIR": "/run/user/7"])
        #expect(podman.candidates == ["/run/user/7/podman/podman.sock", "/run/podman/podman.sock"])
        #expect(
            EngineChoice(.auto, socket: "/x", environment: ["DOCKER_HOST": "unix:///a.sock"]).candidates == [
                "/x"
            ]
        )
        // A session is no engine for another.
        let inside = ["DOCKER_HOST": "unix:///s.sock", "SLIDECTL_SESSION": "abcd"]
        #expect(
            EngineChoice(.docker, socket: nil, environment: inside).candidates == ["/var/run/docker.sock"]
        )
    }

    /// A journal that somebody damaged is no reason to stop.
    @Test func passesOverWhatItCannotRead() async throws {
        try await withScratch { scratch in
            try scratch.write("sessions/abcd2345/session.json", "{ not json")
            try scratch.makeFolder("sessions/efgh2345")
            let journal = SessionJournal(TestEngine.request(scratch).places)
            #expect(journal.records().isEmpty)
            try scratch.write("sessions/ijkm2345/home/left", "killed before it was written down")
            #expect(await SessionReaper(journal).reap().isEmpty)
            let left = try scratch.files()
            #expect(left == ["lock", "sessions/abcd2345/session.json"])
        }
    }

    @Test func keepsAllBelowOneFolderWhenAsked() {
        let places = SessionPlaces(environment: ["SLIDECTL_SANDBOX_STATE": "/s"])
        #expect(places.state == "/s")
        #expect(places.runtime == "/s/run")
    }
}
