import LabModel
import SourceText
import TestKit
import Testing
import TextMatch

@testable import LabSyntax

/// Stands in for HMAC-SHA-256: as long, different for each message, and the same in each run.
private func code(_ message: [UInt8]) -> [UInt8] {
    var state: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in message { state = (state ^ UInt64(byte)) &* 0x100_0000_01B3 }
    var out: [UInt8] = []
    for _ in 0..<32 {
        state = (state ^ (state >> 33)) &* 0xFF51_AFD7_ED55_8CCD
        state = (state ^ (state >> 29)) &+ 0x9E37_79B9_7F4A_7C15
        out.append(UInt8(truncatingIfNeeded: state >> 24))
    }
    return out
}

private func values(_ lab: Lab, _ student: String) -> VariantValues {
    VariantValues(of: lab, for: student, code: code)
}

@Suite struct LabVariantTests {
    private func lab(_ index: Int) throws -> Lab {
        let labs = SidecarDeck.read(SidecarDeck.sidecar).labs
        return try #require(labs.indices.contains(index) ? labs[index] : nil)
    }

    // MARK: Values

    @Test func dependOnStudentLabAndName() throws {
        let lab = try lab(0)
        #expect(values(lab, "ada") == values(lab, "ada"))
        #expect(values(lab, "ada") != values(lab, "bob"))
        var other = lab
        other.id = "pg2"
        #expect(values(other, "ada") != values(lab, "ada"))
        // What the parts are is seen, not only what they are together.
        var shifted = lab
        shifted.id = "apg"
        #expect(values(shifted, "ad") != values(lab, "ada"))
    }

    /// Python derives the same from the same codes.
    @Test func areWhatAnotherProgramDerives() throws {
        var lab = try lab(0)
        lab.variants.append(
            LabVariant(name: "tag", kind: .template([.literal("v"), .hex(6)]), at: lab.location)
        )
        let codes = [
            "4:port,0": "b8c9b3ea347f5bf49006cc0a6f88c2666843a49bf43fe795c33f5f40cb5022df",
            "8:password,0": "e2af706412afd5ed72b4b533b99d5d9b889626a03a9188d87557c0f450983cbc",
            "8:password,1": "a5b7e02591a95b233e18d3143d24bc1024aecb37cde819707694d8fbdb422758",
            "3:tag,0": "78731d641222de9a593b21609e5201630cd01d6cc8969e39bca5164c45b30dc1",
            "3:tag,1": "caa4fa058e145ceef0e1aa6f6881426b7bd5bac628a510c6feaf7d2714cab2bb",
        ]
        let values = VariantValues(of: lab, for: "Žofie") { message in
            let text = String(decoding: message, as: UTF8.self)
            guard text.hasPrefix("18:slidectl variant 1,6:Žofie,2:pg,"),
                let code = codes[String(text.dropFirst("18:slidectl variant 1,6:Žofie,2:pg,".count))]
            else {
                Issue.record("no code for \(text)")
                return [UInt8](repeating: 0, count: 32)
            }
            let digits = Array(code)
            return stride(from: 0, to: 64, by: 2).map { UInt8(String(digits[$0...$0 + 1]), radix: 16) ?? 0 }
        }
        #expect(values.values == ["port": "26538", "password": "hogabaha", "tag": "v4a03c9"])
    }

    @Test func keepTheirForms() throws {
        let kinds: [(LabVariant.Kind, Regex<Substring>)] = [
            (.port(20_000...29_999), /2[0-9]{4}/), (.word, /(?:[bdfghjklmnprstvz][aeiou]){4}/),
            (.name, /[a-z]{8}-[a-z]{8}/), (.template([.literal("v"), .hex(6)]), /v[0-9a-f]{6}/),
            (.template([.number(7...9), .literal("."), .word]), /[7-9]\.[a-z]{8}/),
        ]
        var lab = try lab(0)
        for (kind, form) in kinds {
            lab.variants = [LabVariant(name: "x", kind: kind, at: lab.location)]
            for number in 0..<300 {
                let value = try #require(values(lab, "student\(number)")["x"])
                #expect(value.wholeMatch(of: form) != nil, "\(value)")
            }
        }
    }

    @Test func reachAllOfARangeEvenly() throws {
        var lab = try lab(0)
        lab.variants = [LabVariant(name: "n", kind: .template([.number(0...9)]), at: lab.location)]
        var counts: [String: Int] = [:]
        for number in 0..<10_000 { counts[values(lab, "s\(number)")["n"] ?? "", default: 0] += 1 }
        #expect(counts.count == 10)
        // Six standard deviations of 1,000 ± 30.
        #expect(counts.values.allSatisfy { (820...1_180).contains($0) }, "\(counts)")
    }

    @Test func differAmongAThousandStudents() throws {
        let lab = try lab(0)
        let words = Set((0..<1_000).compactMap { values(lab, "student\($0)")["password"] })
        #expect(words.count >= 999)
    }

    @Test func giveTwoPortsOfALabTwoValues() throws {
        var lab = try lab(0)
        lab.variants = ["a", "b"].map { LabVariant(name: $0, kind: .port(5_000...5_001), at: lab.location) }
        for number in 0..<100 {
            let both = values(lab, "s\(number)")
            #expect(both["a"] != both["b"])
        }
    }

    // MARK: A student's edition

    @Test func putsTheStudentsValuesIntoTheWorkedExample() throws {
        let own = VariantValues(["port": "23117", "password": "kobadulise"])
        let lab = try lab(0).applying(own)
        #expect(
            lab.steps[1].command.text
                == "docker run -e \"POSTGRES_PASSWORD=kobadulise\" -p 23117:5432 -d postgres:16"
        )
        #expect(
            lab.steps[1].checks.map(\.source) == [
                "container $cid running", "container $cid publishes 5432/tcp", "tcp :23117 speaks postgres",
            ]
        )
        #expect(lab.steps[1].checks[2].subject == .tcp(port: "23117"))
        #expect(lab.steps[1].checks[2].timing == .within(milliseconds: 30_000))
        #expect(lab.steps[1].checks[2].points == Points(2))
        #expect(lab.steps[2].shown[1].contains("0.0.0.0:23117->5432/tcp, :::23117->5432/tcp"))
        guard case .table(let table)? = lab.steps[2].output else {
            Issue.record("no table")
            return
        }
        #expect(table.rows[0].cells["PORTS"]?.source == "0.0.0.0:23117->5432/tcp, :::23117->5432/tcp")
        #expect(lab.steps[4].checks[1].subject == .tcp(port: "23117"))
        #expect(lab.steps[4].checks[2].source == "container $cid env POSTGRES_PASSWORD={{=variant.password}}")
    }

    @Test(arguments: [
        ("-p 5432:5432", "-p 7:5432"), ("-p 127.0.0.1:5432:5432", "-p 127.0.0.1:7:5432"),
        ("--publish=5432:5432", "--publish=7:5432"), ("-p 15432:5432", "-p 15432:5432"),
        ("curl http://localhost:5432/x", "curl http://localhost:7/x"), ("[::1]:5432", "[::1]:7"),
        ("curl http://db:5432/x", "curl http://db:5432/x"), ("nc -z localhost 5432", "nc -z localhost 7"),
        ("5432->5432/tcp", "7->5432/tcp"), ("publishes 5432/tcp -> 5432", "publishes 5432/tcp -> 7"),
        ("--expose 5432", "--expose 5432"), ("-e PORT=5432", "-e PORT=5432"),
        ("54321 15432 5432.1", "54321 15432 5432.1"),
        ("see port 5432.", "see port 7."),
        ("postgres://u:p@localhost:5432/db", "postgres://u:p@localhost:7/db"),
        ("img:5432", "img:5432"), ("docker exec db psql -p 5432", "docker exec db psql -p 5432"),
        ("{{port = 5432}}", "{{port = 5432}}"),
    ])
    func tellsTheHostsPortsFromOthers(text: String, expected: String) throws {
        var lab = try lab(0)
        lab.steps = [lab.steps[0]]
        lab.steps[0].command.text = text
        #expect(lab.applying(VariantValues(["port": "7"])).steps[0].command.text == expected)
    }

    @Test(arguments: [
        ("P=gophers", "P=bo"),
        ("gophers-data xgophers gophersx gophers_1", "gophers-data xgophers gophersx gophers_1"),
        ("u:gophers@h", "u:bo@h"), ("\"gophers\".", "\"bo\"."), ("gophers.txt", "gophers.txt"),
        ("say gophers.", "say bo."), ("{{=gophers}} gophers", "{{=gophers}} bo"),
    ])
    func replacesWholeWords(text: String, expected: String) throws {
        var lab = try lab(0)
        lab.steps = [lab.steps[0]]
        lab.steps[0].command.text = text
        #expect(lab.applying(VariantValues(["password": "bo"])).steps[0].command.text == expected)
    }

    @Test func changesNothingWithoutVariants() throws {
        for lab in SidecarDeck.labs.labs { #expect(lab.applying(values(lab, "ada")) == lab) }
    }

    @Test func keepsOthersValuesOutOfAStudentsEdition() throws {
        let lab = try lab(0)
        let students = (0..<100).map { "student\($0)" }
        let all = students.map { values(lab, $0) }
        for (index, own) in all.enumerated() {
            let text = LabTexts.all(of: lab.applying(own)).map(\.text).joined(separator: "\n")
            #expect(own.values.values.allSatisfy(text.contains))
            #expect(!text.contains("gophers"))
            for (other, values) in all.enumerated() where other != index {
                for value in values.values.values where !own.values.values.contains(value) {
                    #expect(!text.contains(value))
                }
            }
        }
    }

    /// The text that a check keeps is the check: read again it asks the same.
    @Test func readsChecksFromTheirOwnText() throws {
        let labs = SidecarDeck.read(SidecarDeck.sidecar).labs
        for check in labs.flatMap(\.steps).flatMap(\.checks) {
            let again = try CheckReader.read(check.source, at: check.location)
            #expect(again.subject == check.subject && again.predicates == check.predicates, "\(check.source)")
        }
    }

    // MARK: Copying

    @Test func findsWhoseValuesAppear() throws {
        let lab = try lab(0)
        let roll = VariantRoll(
            of: lab,
            [
                "ada": VariantValues(["port": "23117", "password": "kobadulise"]),
                "bob": VariantValues(["port": "23118", "password": "dinosupaki"]),
                "eve": VariantValues(["port": "23118", "password": "golimanuva"]),
            ]
        )
        let copied = "$ docker run -e POSTGRES_PASSWORD=dinosupaki -p 23118:5432 postgres:16\n"
        #expect(
            roll.foreign(in: copied, of: "ada") == [
                VariantRoll.Foreign(name: "password", value: "dinosupaki", students: ["bob"]),
                VariantRoll.Foreign(name: "port", value: "23118", students: ["bob", "eve"]),
            ]
        )
        #expect(roll.foreign(in: copied, of: "bob") == [])
        #expect(roll.foreign(in: copied, of: "eve").map(\.value) == ["dinosupaki"])
        let ps = "0.0.0.0:23118->5432/tcp, :::23118->5432/tcp   eager_fox\n"
        #expect(roll.foreign(in: ps, of: "ada").map(\.value) == ["23118"])
    }

    private func roll() throws -> VariantRoll {
        var lab = try lab(0)
        lab.variants = try ["port 20000..29999", "v{{hex6}}", "word"].enumerated().map { index, text in
            try LabVariant(
                name: ["port", "tag", "word"][index],
                kind: VariantReader.read(text).kind,
                at: lab.location
            )
        }
        return VariantRoll(
            of: lab,
            [
                "ada": VariantValues(["port": "20001", "tag": "v3fa9c1", "word": "abcd"]),
                "bob": VariantValues(["port": "20002", "tag": "v81be02", "word": "efgh"]),
            ]
        )
    }

    @Test(arguments: [
        "docker run -p 20001:5432 postgres", "docker build -t todos:v3fa9c1 .", "docker tag todos-v3fa9c1 x",
        "docker tag registry/v3fa9c1.old", "curl http://localhost:20001/",
    ])
    func findsAValueInTheMiddleOfANameOrTag(text: String) throws {
        #expect(try roll().foreign(in: text, of: "bob").map(\.students) == [["ada"]])
        #expect(try roll().foreign(in: text, of: "ada") == [])
    }

    /// One's own values, words that turn up by chance, and a value inside of a longer one.
    @Test(arguments: ["-p 20002:5432", "abcd", "-p 120001:80", "-p 200011:80", "v3fa9c12", "sleep 20001", ""])
    func accusesNobodyOfWhatIsNoValue(text: String) throws {
        #expect(try roll().foreign(in: text, of: "bob") == [])
    }

    @Test func accusesNobodyByChance() throws {
        let lab = try lab(0)
        let roll = VariantRoll(
            of: lab,
            [
                "ada": VariantValues(["port": "23117", "password": "kobadulise"]),
                "bob": VariantValues(["port": "5432", "password": "postgres"]),
                "eve": VariantValues(["port": "23119", "password": "golimanuva"]),
            ]
        )
        // What the lecture says is nobody's; a number by itself is no port; a part of a word is no word.
        let text = "$ docker run -p 5432:5432 postgres:16\n23119 processes, pid 23119\nxgolimanuva\n"
        #expect(roll.foreign(in: text, of: "ada") == [])
    }
}
