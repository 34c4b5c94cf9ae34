import LabSyntax
import Testing

struct LectureFilesTests {
    @Test("The folder of the file shown last is the workspace, with what is shown from it anywhere")
    func nearestFolder() {
        let files = LectureFiles(shown: [
            .init(path: "assets/greeter/main.go", line: 10),
            .init(path: "assets/greeter/Dockerfile", line: 20),
            .init(path: "assets/cluster/web.yaml", line: 50),
        ])
        #expect(
            files.workspace(at: 30) == [
                "main.go": "assets/greeter/main.go", "Dockerfile": "assets/greeter/Dockerfile",
            ]
        )
        #expect(files.workspace(at: 15) == files.workspace(at: 30))
        #expect(files.workspace(at: 60) == ["web.yaml": "assets/cluster/web.yaml"])
    }

    @Test("Files below the workspace keep their folders")
    func foldersBelow() {
        let files = LectureFiles(shown: [
            .init(path: "app/Dockerfile", line: 10), .init(path: "app/cmd/main.go", line: 20),
        ])
        #expect(
            files.workspace(at: 30) == ["Dockerfile": "app/Dockerfile", "cmd/main.go": "app/cmd/main.go"]
        )
    }

    @Test("Each of two folders is a workspace of its own")
    func nearerWins() {
        let files = LectureFiles(shown: [
            .init(path: "one/Dockerfile", line: 10), .init(path: "two/Dockerfile", line: 40),
        ])
        #expect(files.workspace(at: 20) == ["Dockerfile": "one/Dockerfile"])
        #expect(files.workspace(at: 50) == ["Dockerfile": "two/Dockerfile"])
    }

    @Test("A deck beside its files has them at the top")
    func besideTheDeck() {
        let files = LectureFiles(shown: [
            .init(path: "Dockerfile", line: 3), .init(path: "src/a.go", line: 5),
        ])
        #expect(files.workspace(at: 9) == ["Dockerfile": "Dockerfile", "src/a.go": "src/a.go"])
    }

    @Test("A command before every file finds the first one; without files there is nothing")
    func edges() {
        let files = LectureFiles(shown: [.init(path: "x/compose.yaml", line: 30)])
        #expect(files.workspace(at: 1) == ["compose.yaml": "x/compose.yaml"])
        #expect(LectureFiles(shown: []).workspace(at: 1).isEmpty)
    }
}
