import EngineAPI
import KubeAPI
import Testing

@testable import KubeServer

@Suite struct ListPageTests {
    private let list = ObjectList(
        items: (0..<7).map {
            KubeObject(.record(["metadata": JSON.record(["namespace": "n", "name": "p\($0)"])]))
        },
        resourceVersion: 42
    )

    /// All pages together are the list, each object once, and the version stays that of the first page.
    @Test func goesOnWhereAPageEnded() throws {
        var names: [String] = []
        var token: String?
        repeat {
            let page = try ListPage(list, limit: 3, token: token, isWhole: true)
            names += page.items.map(\.name)
            #expect(page.metadata["resourceVersion"] == .string("42"))
            token = page.metadata["continue"]?.text
        } while token != nil
        #expect(names == (0..<7).map { "p\($0)" })
    }

    @Test func saysHowManyAreLeft() throws {
        #expect(
            try ListPage(list, limit: 3, token: nil, isWhole: true).metadata["remainingItemCount"]
                == .number("4")
        )
        #expect(
            try ListPage(list, limit: 3, token: nil, isWhole: false).metadata["remainingItemCount"] == nil
        )
        #expect(try ListPage(list, limit: 0, token: nil, isWhole: true).items.count == 7)
        #expect(try ListPage(list, limit: 7, token: nil, isWhole: true).metadata["continue"] == nil)
    }

    @Test(arguments: ["x", "e30", "WzEsMl0="]) func refusesForeignTokens(_ token: String) {
        #expect(throws: StatusError.self) { try ListPage(list, limit: 3, token: token, isWhole: true) }
    }
}
