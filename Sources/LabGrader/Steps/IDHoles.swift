import EngineAPI
import LabModel
import TextMatch

/// The holes of a step's expectation that are to take ids of the engine's, each with a name.
///
/// Holes that have a name are among them wherever they stand in lines and tables. Those without one, and those of
/// documents, are only where the command and the place say that an id stands there: a digest, a layer and much else
/// look the same.
struct IDHoles {
    private let step: LabStep
    /// The names, in order; those that the expectation doesn't have are made up.
    private(set) var names: [String] = []
    private var output: OutputTest?
    private var errorOutput: OutputTest?

    /// What made-up names begin with.
    private static let mark = "slidectl-id-"
    /// Columns of tables in which clients print ids.
    private static let columns: Set<String> = ["CONTAINER ID", "IMAGE ID", "NETWORK ID"]
    /// Members of documents in which they do.
    private static let members: Set<String> = ["Id", "ID"]

    init(_ step: LabStep) {
        self.step = step
        let command = IDCommand(step.command.text)
        switch step.output {
        case .block(let block):
            output = .block(named(block, isID: command.printsIDs))
        case .table(let table):
            var table = table
            table.rows = table.rows.map { named($0) }
            output = .table(table)
        case .document(let format, let text):
            guard command.printsDocuments, case .success(let document) = DocumentReader.read(text, format)
            else { break }
            output = .document(format, String(decoding: named(document).bytes, as: UTF8.self))
        case .anything, nil: break
        }
        errorOutput = step.errorOutput.map { .block(named($0, isID: false)) }
    }

    /// What the holes took of a command's outputs.
    func captures(of command: CommandRecord, _ captures: Captures) -> Captures {
        var captures = captures
        let lines = step.compared(command.output, command.errorOutput).lines
        for (test, lines) in [(output, lines), (errorOutput, command.errorOutput)] {
            if case .match(let found)? = test?.match(lines, captures) { captures = found }
        }
        return captures
    }

    // MARK: Naming

    private mutating func named(_ block: BlockPattern, isID: Bool) -> BlockPattern {
        BlockPattern(block.lines.map { named($0, isID: isID) }, mode: block.mode)
    }

    private mutating func named(_ row: TablePattern.Row) -> TablePattern.Row {
        var row = row
        for (column, cell) in row.cells.sorted(by: { $0.key < $1.key }) {
            row.cells[column] = named(cell, isID: Self.columns.contains(column))
        }
        return row
    }

    /// A line with its ids' names; with `isID` one that is nothing but a hole gets a name, too.
    private mutating func named(_ line: LinePattern, isID: Bool) -> LinePattern {
        guard case .line(var pieces, let quantifier) = line.form else { return line }
        for index in pieces.indices {
            guard case .hole(var hole) = pieces[index], case .shape(let shape) = hole.content,
                shape == .hex12 || shape == .hex64
            else { continue }
            if hole.name == nil, isID, pieces.count == 1 { hole.name = Self.mark + "\(names.count)" }
            guard let name = hole.name else { continue }
            if !names.contains(name) { names.append(name) }
            pieces[index] = .hole(hole)
        }
        return LinePattern(.line(pieces, quantifier), source: line.source)
    }

    /// A document with names for the holes that ids take; a text that is nothing but a hole is one.
    private mutating func named(_ document: JSON) -> JSON {
        switch document {
        case .array(let elements): return .array(elements.map { named($0) })
        case .object(let members):
            return .object(
                members.map { member in
                    guard Self.members.contains(member.name), case .string(let text) = member.value else {
                        return JSON.Member(member.name, named(member.value))
                    }
                    return JSON.Member(member.name, .string(named(text)))
                }
            )
        default: return document
        }
    }

    private mutating func named(_ text: String) -> String {
        guard let line = try? LinePattern(parsing: text), case .line(let pieces, .once) = line.form,
            pieces.count == 1, case .hole(let hole)? = pieces.first, case .shape(let shape) = hole.content,
            shape == .hex12 || shape == .hex64
        else { return text }
        let name = hole.name ?? Self.mark + "\(names.count)"
        if !names.contains(name) { names.append(name) }
        return "{{\(name):\(shape.rawValue)}}"
    }
}
