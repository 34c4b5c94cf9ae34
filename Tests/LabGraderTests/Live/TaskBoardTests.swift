import LabModel
import SourceText
import Testing

@testable import LabGrader

@Suite("Ticks of tasks")
struct TaskBoardTests {
    private func board(
        _ checks: KeyValuePairs<String, String>,
        needs: [String: [String]] = [:]
    ) throws
        -> TaskBoard
    {
        let steps = try checks.map { id, text in
            let question = try check(text)
            let command = LabCommand("true", at: question.location)
            var step = LabStep(id: id, command: command, slide: 2, mode: .run, at: question.location)
            step.checks = [question]
            step.needs = needs[id] ?? []
            return step
        }
        return TaskBoard(steps)
    }

    /// Looks at a task, and expects a tick or none.
    private func see(
        _ board: inout TaskBoard,
        _ index: Int,
        _ isMet: Bool,
        _ edition: Int,
        ticks: Bool,
        sourceLocation: Testing.SourceLocation = #_sourceLocation
    ) {
        let isTicked = board.take(index, isMet: isMet, edition: edition)
        #expect(isTicked == ticks, sourceLocation: sourceLocation)
    }

    @Test("What holds already when a task's turn comes is ticked only when something has happened")
    func heldBefore() throws {
        var board = try board(["up": "container db running", "kept": "volume data exists"])
        let edition = board.edition
        see(&board, 0, false, edition, ticks: false)
        board.somethingHappened()
        see(&board, 0, true, edition, ticks: true)
        see(&board, 1, true, edition, ticks: false)
        board.somethingHappened()
        see(&board, 1, true, edition, ticks: true)
    }

    @Test("A later task is ticked before its turn when it was seen open first")
    func beforeItsTurn() throws {
        var board = try board(["up": "container db running", "gone": "container job absent"])
        board.somethingHappened()
        see(&board, 1, true, 0, ticks: false)
        see(&board, 1, false, 0, ticks: false)
        see(&board, 1, true, 0, ticks: true)
        #expect(board.turn == 0)
    }

    @Test("Ports are asked only in a task's turn, and what a task needs comes first")
    func order() throws {
        var board = try board(
            ["up": "container db running", "port": "tcp :5432 open within=5s", "end": "container db absent"],
            needs: ["end": ["port"]]
        )
        #expect(board.open == [0])
        board.somethingHappened()
        see(&board, 0, true, 0, ticks: true)
        #expect(board.open == [1])
    }

    @Test("A reset opens a task again, and looks that were under way count for nothing")
    func reset() throws {
        var board = try board(["up": "container db running"])
        let edition = board.edition
        board.somethingHappened()
        see(&board, 0, true, edition, ticks: true)
        board.hold()
        #expect(board.open.isEmpty)
        board.goOn(reopening: ["up"])
        #expect(board.open == [0])
        see(&board, 0, true, edition, ticks: false)
        board.somethingHappened()
        let later = board.edition
        see(&board, 0, true, later, ticks: true)
    }
}
