/// When submissions were handed in, as the course knows it: `student,submitted,attempt`.
///
/// What a file says of its own time is its student's word; so times come from the system that took the submissions.
public struct SubmissionTimes: Hashable, Sendable {
    /// What is known of one submission.
    public struct Entry: Hashable, Sendable {
        public var submitted: Moment?
        /// From 1.
        public var attempt: Int
    }

    public private(set) var entries: [String: Entry] = [:]

    public init() {}

    /// Reads comma-separated values whose first line names the columns; `attempt` may be missing, or empty for the
    /// first.
    ///
    /// - Throws: ``SubmissionProblem`` with the line.
    public init(_ text: String) throws(SubmissionProblem) {
        var columns: [String: Int] = [:]
        var number = 0
        for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            number += 1
            let line = number == 1 && line.hasPrefix("\u{FEFF}") ? line.dropFirst() : line
            guard !line.allSatisfy(\.isWhitespace) else { continue }
            guard let cells = Self.cells(line) else {
                throw SubmissionProblem("line \(number): a quotation mark isn't closed")
            }
            if columns.isEmpty {
                for (index, name) in cells.enumerated() { columns[name.lowercased()] = index }
                guard columns["student"] != nil, columns["submitted"] != nil else {
                    throw SubmissionProblem(
                        "line \(number): the first line must name 'student' and 'submitted'"
                    )
                }
                continue
            }
            func cell(_ name: String) -> String? {
                columns[name].flatMap { $0 < cells.count && !cells[$0].isEmpty ? cells[$0] : nil }
            }
            guard let student = cell("student") else {
                throw SubmissionProblem("line \(number): the student is missing")
            }
            let submitted = try cell("submitted").map { text throws(SubmissionProblem) in
                guard let moment = Moment(text) else {
                    throw SubmissionProblem(
                        "line \(number): a time is written 2026-11-30T23:59+01:00, with its zone; found '\(Plainly.shown(text))'"
                    )
                }
                return moment
            }
            let attempt = try cell("attempt").map { text throws(SubmissionProblem) in
                guard let value = Int(text), (1...10_000).contains(value) else {
                    throw SubmissionProblem("line \(number): an attempt is a number from 1")
                }
                return value
            }
            guard entries[student] == nil else {
                throw SubmissionProblem("line \(number): \(Plainly.shown(student)) is there twice")
            }
            entries[student] = Entry(submitted: submitted, attempt: attempt ?? 1)
        }
    }

    /// The cells of a line; nil where a quotation mark isn't closed.
    private static func cells(_ line: Substring) -> [String]? {
        var cells = [""]
        var isQuoted = false
        var rest = line[...]
        while let character = rest.popFirst() {
            switch character {
            case "\"" where isQuoted && rest.first == "\"":
                cells[cells.count - 1].append("\"")
                rest.removeFirst()
            case "\"": isQuoted.toggle()
            case "," where !isQuoted: cells.append("")
            default: cells[cells.count - 1].append(character)
            }
        }
        return isQuoted ? nil : cells.map(Self.trimmed)
    }

    private static func trimmed(_ text: String) -> String {
        var rest = text[...]
        while rest.first?.isWhitespace == true { rest.removeFirst() }
        while rest.last?.isWhitespace == true { rest.removeLast() }
        return String(rest)
    }
}
