import LabModel
import SourceText
import Testing

@testable import LabGrader
@testable import LabSyntax

/// A check as a lecture writes it.
func check(_ text: String) throws -> LabCheck {
    let place = SourceLocation(
        file: "deck.slide",
        range: SourcePosition(line: 1, column: 1)..<SourcePosition(line: 1, column: 2)
    )
    var check = try CheckReader.read(text, at: place)
    if check.id.isEmpty { check.id = "c" }
    return check
}

/// The judgement on an observation by a check as a lecture writes it.
func judge(_ text: String, _ observation: Observation) throws -> Judgement {
    CheckJudge.judge(try FilledCheck(try check(text), NameTable()), observation)
}
