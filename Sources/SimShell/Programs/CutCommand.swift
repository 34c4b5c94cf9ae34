/// `cut`.
enum CutCommand {
    static let run: @Sendable (inout AppletContext) async throws(Applet.Stop) -> ExitCode = {
        applet async throws(Applet.Stop) in
        let options = try await Options(applet.arguments, "b:c:d:f:sn", applet)
        guard let list = options.value("f") ?? options.value("c") ?? options.value("b") else {
            throw await applet.fail("expected a list of bytes, characters, or fields")
        }
        let delimiter = options.value("d")?.utf8.first ?? 9
        var ranges: [ClosedRange<Int>] = []
        for part in list.split(separator: ",") {
            let ends = part.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
            let first = ends[0].isEmpty ? 1 : Int(ends[0]) ?? 0
            let last = ends.count == 1 ? first : ends[1].isEmpty ? Int.max : Int(ends[1]) ?? 0
            guard first > 0, last >= first else { throw await applet.fail("bad range '\(part)'") }
            ranges.append(first...last)
        }
        func isWanted(_ number: Int) -> Bool { ranges.contains { $0.contains(number) } }
        return try await applet.eachFile(options.rest) { applet, source throws(Applet.Stop) in
            var lines = LineReader(source, applet)
            while let line = try await lines.next() {
                if options.has("f") {
                    let fields = line.split(separator: delimiter, omittingEmptySubsequences: false)
                    if fields.count < 2 {
                        if !options.has("s") { try await applet.write(line + [10]) }
                        continue
                    }
                    let kept = fields.enumerated().filter { isWanted($0.offset + 1) }.map(\.element)
                    try await applet.write(Array(kept.joined(separator: [delimiter])) + [10])
                } else {
                    try await applet.write(
                        line.enumerated().filter { isWanted($0.offset + 1) }.map(\.element) + [10]
                    )
                }
            }
        }
    }
}
