import LabGrading
import Testing

struct ForeignValuesTests {
    private let values = ForeignValues(
        lab: "pg",
        variants: [
            "ada": ["port": "20001", "tag": "v3fa9c1", "word": "abcd", "shared": "postgres"],
            "bob": ["port": "20002", "tag": "v81be02", "word": "efgh", "shared": "postgres"],
        ]
    )

    private func found(_ text: String, of student: String = "bob") -> [String] {
        values.findings(in: HandedIn([SubmittedFile("up.sh", Array(text.utf8))]), of: student).map(\.value)
    }

    @Test(arguments: [
        "docker run -p 20001:5432 postgres", "docker build -t todos:v3fa9c1 .", "docker tag todos-v3fa9c1 x",
        "docker tag registry/v3fa9c1.old",
    ])
    func findsWhatOnlyAnotherWasGiven(text: String) {
        #expect(found(text).count == 1)
        #expect(found(text, of: "ada").isEmpty)
    }

    /// One's own values, values of several, words that turn up by chance, and a value inside of a longer number.
    @Test(arguments: ["-p 20002:5432", "postgres", "abcd", "120001", "200011", "v3fa9c12", ""])
    func accusesNobody(text: String) { #expect(found(text).isEmpty) }

    @Test func saysWhoseValueItIsAndWhere() throws {
        let finding = try #require(
            values.findings(in: HandedIn([SubmittedFile("a/b.sh", Array("20001".utf8))]), of: "bob").first
        )
        #expect(finding.owner == "ada")
        #expect(finding.name == "port")
        #expect(finding.file == "a/b.sh")
    }
}
