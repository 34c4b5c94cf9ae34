import Foundation
import SystemPackage
import TestKit

/// A small lecture with a lab, and a place for sessions, in a folder of a test's own.
struct LabDeck {
    let scratch: Scratch

    init(_ scratch: Scratch) throws {
        self.scratch = scratch
        try scratch.write("page/greeting.txt", "hello\n")
        try scratch.write(
            "deck.slide",
            """
            # Deck

            Author

            ## Slide
            //lab:begin id=a title="Boxes" points=6

            .code page/greeting.txt

            ```sh
            //lab:step id=store points=2
            $ docker volume create store
            //lab:check volume store exists
            //lab:step id=box points=2
            $ docker run -d --name box --stop-signal KILL busybox sleep 600
            //lab:out {{box:hex64}}
            //lab:check container $box running within=10s
            //lab:step id=gone points=2
            $ docker rm -f box
            //lab:check container box absent
            ```
            //lab:end

            """
        )
    }

    var path: String { scratch.file("deck.slide").string }

    /// The variables that name the engine, and the folder for sessions.
    var environment: [String: String] {
        var variables = ProcessInfo.processInfo.environment.filter {
            $0.key.hasPrefix("SLIDECTL_SANDBOX_")
        }
        variables["SLIDECTL_SANDBOX_STATE"] = scratch.file("s").string
        return variables
    }

    static var engine: [String] {
        let socket = ProcessInfo.processInfo.environment["SLIDECTL_TEST_DOCKER20"] ?? ""
        return ["--engine", "docker", "--engine-socket", socket]
    }

    /// The sessions that are there.
    var sessions: [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: scratch.file("s/sessions").string)) ?? []
    }
}
