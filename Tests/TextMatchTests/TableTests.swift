import Testing

@testable import TextMatch

@Suite struct TableTests {
    private static let shown = [
        "CONTAINER ID   IMAGE         COMMAND                  CREATED         STATUS        PORTS                                       NAMES",
        "9a6a02b6f0d4   postgres:16   \"docker-entrypoint.s…\"   2 seconds ago   Up 1 second   0.0.0.0:5432->5432/tcp, :::5432->5432/tcp   serene_jemison",
    ]

    private func output(_ row: String...) -> [String] {
        [
            "CONTAINER ID   IMAGE         COMMAND                  CREATED          STATUS                    PORTS                                         NAMES"
        ]
            + row
    }

    private let live =
        "aaaabbbbcccc   postgres:16   \"docker-entrypoint.s…\"   10 minutes ago   Up 10 minutes (healthy)   0.0.0.0:5432->5432/tcp, [::]:5432->5432/tcp   bold_curie"

    @Test func takesAnotherRunOfTheSameTable() throws {
        let pattern = try #require(try TablePattern(showing: Self.shown))
        #expect(pattern.match(output(live)).isMatch)
    }

    @Test(arguments: [
        ("postgres:16", "postgres:15"), ("Up 10 minutes", "Exited (1) 2 s"), ("5432/tcp,", "5433/tcp,"),
        ("aaaabbbbcccc", "aaaabbbbccc-"),
    ])
    func refusesARowThatDiffers(part: String, other: String) throws {
        let pattern = try #require(try TablePattern(showing: Self.shown))
        #expect(!pattern.match(output(live.replacing(part, with: other))).isMatch)
    }

    @Test func refusesRowsThatAreTooManyOrTooFew() throws {
        let pattern = try #require(try TablePattern(showing: Self.shown))
        #expect(!pattern.match(output()).isMatch)
        #expect(!pattern.match(output(live, live)).isMatch)
        #expect(!pattern.match([]).isMatch)
    }

    @Test func comparesIdsThatWereBound() throws {
        let bound = Self.shown.map { $0.replacing("9a6a02b6f0d4", with: "{{=c}}") }
        // The holes are wider than what they stand for, so the cells are given by name.
        let row = TablePattern.Row(cells: ["CONTAINER ID": try LinePattern(parsing: "{{=cid[:12]}}")])
        let pattern = TablePattern(rows: [row], isWhole: false)
        let id = "aaaabbbbcccc" + String(repeating: "0", count: 52)
        #expect(bound[1].contains("{{=c}}"))
        #expect(pattern.match(output(live), captures: Captures(["cid": id])).isMatch)
        #expect(!pattern.match(output(live), captures: Captures(["cid": "b" + id])).isMatch)
    }

    private func row(_ cells: [String: String]) throws -> TablePattern {
        var row = TablePattern.Row(cells: [:])
        for (name, text) in cells { row.cells[name] = try LinePattern(parsing: text) }
        return TablePattern(rows: [row], isWhole: false)
    }

    @Test(arguments: [
        ("NAMES", "my_db", "other_x"), ("NAMES", "shop_web1", "zzz"), ("NAMES", "bold_curie", "brave_hopper"),
        ("NAME", "my-backend-store", "my-frontend-nginx"), ("CREATED", "never", "2 seconds ago"),
        ("NAME", "web-6bc7f7f4d8-x2x7q", "web-5d4f8b6c9-bcdfg"), ("AGE", "5s", "6s"),
        ("IMAGE ID", "aaaabbbbcccc", "ddddeeeeffff"), ("STATUS", "Up", "Exited (0) 2 seconds ago"),
        ("STATUS", "Exited (0)", "Exited (1) 2 seconds ago"),
        ("STATUS", "Up 2 hours (healthy)", "Up 2 hours (unhealthy)"),
        ("STATUS", "exited(1), running(2)", "exited(1), running(5)"),
    ])
    func takesTheCellsOfAWrittenRowAsTheyAre(column: String, written: String, other: String) throws {
        #expect(try row([column: written]).match([column, written]).isMatch)
        #expect(try !row([column: written]).match([column, other]).isMatch)
        #expect(try !row([column: written]).assertsNothing)
    }

    @Test(arguments: [
        ("STATUS", "Up", "Up About a minute"), ("STATUS", "Up 2 seconds", "Up 3 hours (healthy)"),
        ("STATUS", "Exited (0)", "Exited (0) 5 minutes ago"), ("STATUS", "Running", "Running"),
        ("AGE", "{{age}}", "5s"), ("NAMES", "{{name}}", "bold_curie"),
        ("STATUS", "Up (healthy)", "Up 3 minutes (healthy)"),
    ])
    func letsAWrittenRowLeaveAgesOut(column: String, written: String, seen: String) throws {
        #expect(try row([column: written]).match([column, seen]).isMatch)
    }

    @Test func takesOnlyWhatIsMadeUpForARandomNameOfATableThatIsShown() throws {
        func takes(_ column: String, _ shown: String, _ seen: String) throws -> Bool {
            try #require(try TablePattern(showing: [column, shown])).match([column, seen]).isMatch
        }
        #expect(try takes("NAMES", "serene_jemison", "bold_curie"))
        #expect(try !takes("NAMES", "my_db", "other_x"))
        #expect(try !takes("NAMES", "shop_web1", "zzz"))
        #expect(try !takes("NAME", "my-backend-store", "my-frontend-nginx"))
        #expect(try takes("CREATED", "2 weeks ago", "5 seconds ago"))
        #expect(try takes("IMAGE ID", "9a6a02b6f0d4", "aaaabbbbcccc"))
    }

    @Test func findsARowByTheNamesOfItsColumns() throws {
        let output = [
            "NAME      READY   UP-TO-DATE   AVAILABLE   AGE", "k8s-bc    1/1     1            1           5s",
            "other     0/1     1            0           5s",
        ]
        #expect(try row(["NAME": "k8s-bc", "READY": "1/1", "AVAILABLE": "{{n >= 1}}"]).match(output).isMatch)
        #expect(try !row(["NAME": "other", "READY": "1/1"]).match(output).isMatch)
        #expect(try !row(["NOPE": "1"]).match(output).isMatch)
    }

    @Test func takesPodsByTheirDeployment() throws {
        let shown = ["NAME                      READY   STATUS", "k8s-bc-6bc7f7f4d8-x2x7q   1/1     Running"]
        let pattern = try #require(try TablePattern(showing: shown))
        #expect(
            pattern.match([
                "NAME                     READY   STATUS", "k8s-bc-5d4f8b6c9-bcdfg   1/1     Running",
            ]).isMatch
        )
        #expect(
            !pattern.match([
                "NAME                     READY   STATUS", "other-5d4f8b6c9-bcdfg    1/1     Running",
            ]).isMatch
        )
    }
}
