import Foundation
import TermUI
import Testing

/// A recording, played in a terminal in memory.
struct Asciicast {
    let width: Int
    /// What is to be seen after each event.
    private(set) var screens: [[String]] = []
    private(set) var times: [Double] = []

    init(_ text: String) throws {
        var lines = text.split(separator: "\n").map { Data($0.utf8) }
        let head = try #require(JSONSerialization.jsonObject(with: lines.removeFirst()) as? [String: Any])
        #expect(head["version"] as? Int == 2)
        width = try #require(head["width"] as? Int)
        let height = try #require(head["height"] as? Int)
        var terminal = VirtualTerminal(TerminalSize(columns: width, rows: height))
        for line in lines {
            let event = try #require(JSONSerialization.jsonObject(with: line) as? [Any])
            times.append(try #require(event[0] as? Double))
            let data = try #require(event[2] as? String)
            if event[1] as? String == "r" {
                let numbers = data.split(separator: "x").compactMap { Int($0) }
                terminal.resize(to: TerminalSize(columns: numbers[0], rows: numbers[1]))
            } else {
                _ = terminal.feed(data.utf8)
            }
            screens.append(terminal.grid.rowsOfText)
        }
    }
}
