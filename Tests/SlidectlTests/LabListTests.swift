import Foundation
import TestKit
import Testing

/// What `slidectl lab list` prints.
struct LabListTests {
    private let deck = """
        # T

        ## A
        //lab:begin id=first title="First run" points=2.5

        ```
        //lab:step id=up points=2.5
        $ docker run -d --name web nginx:1.27
        //lab:check container web running
        ```
        //lab:end

        ```
        $ minikube dashboard
        ```
        """

    @Test func listsLabsAndTheLecturesOwnCommands() async throws {
        try await withScratch { scratch in
            try scratch.write("a.slide", deck)
            let list = try Program.run(["lab", "list", "a.slide"], in: scratch.path)
            #expect(list.code == 0)
            #expect(
                list.output == """
                    first  First run  (2.5 points)
                      up  run       docker run -d --name web nginx:1.27  2.5 p
                    lecture  commands outside of labs  (no points)
                      slide2-2  skip      minikube dashboard  (it opens a browser)

                    """
            )
        }
    }

    @Test func printsThemForMachines() async throws {
        try await withScratch { scratch in
            try scratch.write("a.slide", deck)
            let list = try Program.run(
                ["lab", "list", "a.slide", "--format", "json", "--lab", "first"],
                in: scratch.path
            )
            let json = try #require(
                try JSONSerialization.jsonObject(with: Data(list.output.utf8)) as? [String: Any]
            )
            let lectures = try #require(json["lectures"] as? [[String: Any]])
            let labs = try #require(lectures.first?["labs"] as? [[String: Any]])
            #expect(labs.map { $0["id"] as? String } == ["first"])
            let steps = try #require(labs.first?["steps"] as? [[String: Any]])
            let checks = try #require(steps.first?["checks"] as? [[String: String]])
            #expect(checks == [["id": "up.1", "check": "container web running", "points": "1.25"]])
            #expect(steps.first?["line"] as? Int == 8)
        }
    }

    @Test func saysThatALabIsMissingOrBroken() async throws {
        try await withScratch { scratch in
            try scratch.write("a.slide", deck + "\n//lab:begin id=x\n")
            let missing = try Program.run(["lab", "list", "a.slide", "--lab", "nope"], in: scratch.path)
            #expect(missing.code == 2)
            #expect(missing.error == "slidectl: no lab is called 'nope'; slidectl lab list lists them all\n")
            let broken = try Program.run(["lab", "list", "a.slide"], in: scratch.path)
            #expect(broken.code == 1)
            #expect(broken.error == "1 error in labs: slidectl check says where and why\n")
        }
    }
}
