/// Looks for other students' own values in what a student handed in: a value that only one of them was given tells whose
/// work it is.
public struct ForeignValues: Sendable {
    /// A value of another student's that was found.
    public struct Finding: Hashable, Sendable {
        public var student: String
        public var lab: String
        /// The value's name in the lab.
        public var name: String
        public var value: String
        /// Whose it is.
        public var owner: String
        /// The file in which it stands.
        public var file: String
    }

    /// The shortest value that says anything: shorter ones turn up by chance.
    public static let shortest = 5

    private let lab: String
    /// Values that exactly one student has: the value's name and its owner.
    private var owners: [String: (name: String, student: String)] = [:]
    private let variants: [String: [String: String]]

    /// Takes each student's values in a lab, by student and name.
    public init(lab: String, variants: [String: [String: String]]) {
        (self.lab, self.variants) = (lab, variants)
        var shared: Set<String> = []
        for (student, values) in variants.sorted(by: { $0.key < $1.key }) {
            for (name, value) in values.sorted(by: { $0.key < $1.key })
            where value.utf8.count >= Self.shortest {
                if let before = owners[value], before.student != student { shared.insert(value) }
                owners[value] = (name, student)
            }
        }
        for value in shared { owners[value] = nil }
    }

    /// The foreign values in a submission, each once a file.
    public func findings(in submission: HandedIn, of student: String) -> [Finding] {
        let own = Set((variants[student] ?? [:]).values)
        var findings: [Finding] = []
        for file in submission.files {
            for word in Set(Self.words(file.bytes)).sorted() where !own.contains(word) {
                guard let owner = owners[word], owner.student != student else { continue }
                findings.append(
                    Finding(
                        student: student,
                        lab: lab,
                        name: owner.name,
                        value: word,
                        owner: owner.student,
                        file: file.path
                    )
                )
            }
        }
        return findings
    }

    /// Runs of letters, digits, `-` and `_`, also cut at `-` and `.`: values stand in the middle of names and tags.
    private static func words(_ bytes: [UInt8]) -> [String] {
        func isPart(_ byte: UInt8, _ more: String) -> Bool {
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                || more.utf8.contains(byte)
        }
        return ["", "-_", "-_."].flatMap { more in
            bytes.split { !isPart($0, more) }.map { String(decoding: $0, as: UTF8.self) }
        }
    }
}
