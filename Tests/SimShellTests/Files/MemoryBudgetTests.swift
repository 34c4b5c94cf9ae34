import SimShell
import Testing

/// What several trees of files may hold together.
struct MemoryBudgetTests {
    private func code(_ body: () throws -> Void) -> FileTreeError.Code? {
        do { try body() } catch { return (error as? FileTreeError)?.code }
        return nil
    }

    @Test func treesShareABudgetAndGiveItBack() throws {
        let budget = MemoryBudget(bytes: 10_000)
        let one = FileTree(memory: budget)
        try one.write("/f", Array(repeating: 1, count: 6000))
        do {
            let other = FileTree(memory: budget)
            #expect(code { try other.write("/f", Array(repeating: 1, count: 6000)) } == .noSpace)
            try other.write("/f", Array(repeating: 1, count: 2000))
            #expect(
                code { try one.write("/f", [1, 2, 3] + Array(repeating: 1, count: 3000), append: true) }
                    == .noSpace
            )
            #expect(try one.status("/f").size == 6000, "what failed left no trace")
        }
        try one.write("/f", Array(repeating: 1, count: 3000), append: true)
        try one.remove("/f")
        #expect(budget.used == 0)
    }

    @Test func emptyFilesWeighSomething() throws {
        let tree = FileTree(memory: MemoryBudget(bytes: 100_000))
        var made = 0
        while code({ try tree.write("/\(made)", []) }) == nil, made < 1000 { made += 1 }
        #expect((100..<1000).contains(made))
    }

    @Test func aBudgetIsPartOfAnother() {
        let outer = MemoryBudget(bytes: 100)
        let one = MemoryShare(MemoryBudget(bytes: 80, within: outer))
        let other = MemoryShare(MemoryBudget(bytes: 80, within: outer))
        #expect(one.hold(70) && !one.hold(90) && !other.hold(40) && other.hold(30))
        #expect(outer.used == 100 && outer.left == 0)
        #expect(one.hold(0) && other.hold(80))
    }
}
