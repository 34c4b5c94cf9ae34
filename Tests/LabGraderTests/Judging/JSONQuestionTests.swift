import EngineAPI
import LabModel
import Testing

@testable import LabGrader

/// Questions to JSON documents.
struct JSONQuestionTests {
    private static let document = #"""
        {"items": [{"id": 1, "image": "web:1.2"}, {"id": 2, "image": "db:latest"}], "name": "todos", "ok": true,
         "none": null, "size": 2.5, "empty": [], "a b": {"c": "d"}}
        """#

    @Test(arguments: [
        "$ is object", "$.items is array", "$.items count = 2", "$.items count >= 1", "$ count = 7",
        "$.name = todos",
        "$.name == 'todos'", "$.name != web", "$.name ~ do", "$.name is string", "$.ok = true",
        "$.ok is boolean",
        "$.none is null", "$.size <= 2.5", "$.items[0].id = 1", "$.items[-1].id = 2", "$.items[*].id >= 1",
        "$.items[*].image ~ ':'", "$['a b'].c = d", "$.items[*].image has-no ':9'", "$.name",
        "$.empty is array",
    ])
    func holds(_ text: String) throws {
        let question = try #require(JSONQuestion(parsing: text))
        guard case .holds = question.judge(try JSON(Array(Self.document.utf8))) else {
            Issue.record("\(text) doesn't hold")
            return
        }
    }

    @Test(arguments: [
        "$ is array", "$.items count = 3", "$.name count = 1", "$.name = web", "$.name != todos",
        "$.name has-no do",
        "$.ok = false", "$.size < 2", "$.name <= 3", "$.items[2].id = 1", "$.items[*].image has-no ':latest'",
        "$.items[*].id = 1", "$.missing", "$.empty[*] has-no x", "$.missing has-no x", "$.missing != x",
    ])
    func fails(_ text: String) throws {
        let question = try #require(JSONQuestion(parsing: text))
        guard case .fails = question.judge(try JSON(Array(Self.document.utf8))) else {
            Issue.record("\(text) doesn't fail")
            return
        }
    }

    @Test(arguments: ["", "name = x", "$.", "$.a is list", "$.a =", "$[x", "$.a what", "$a"])
    func refusesWhatIsNoQuestion(_ text: String) {
        #expect(JSONQuestion(parsing: text) == nil)
    }
}
