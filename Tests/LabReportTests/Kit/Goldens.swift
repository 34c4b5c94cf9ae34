import Foundation
import SystemPackage
import Testing

/// Compares with a golden in `Snapshots`; `SNAPSHOTS=record` writes it anew and fails, but never in CI.
func expectGolden(
    _ text: String,
    _ name: String,
    sourceLocation: Testing.SourceLocation = #_sourceLocation
) throws {
    let folder = FilePath(#filePath).removingLastComponent().removingLastComponent()
    let file = folder.appending("Snapshots").appending(name).string
    let environment = ProcessInfo.processInfo.environment
    if environment["SNAPSHOTS"] == "record" {
        try #require(environment["CI"] == nil, "goldens aren't recorded in CI")
        try Data(text.utf8).write(to: URL(filePath: file))
        Issue.record("recorded \(name)", sourceLocation: sourceLocation)
        return
    }
    let golden = try String(contentsOfFile: file, encoding: .utf8)
    #expect(text == golden, "\(name); `make snapshots` records it anew", sourceLocation: sourceLocation)
}
