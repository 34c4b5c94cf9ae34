/// `paste`: the lines of files side by side, or those of each behind each other.
enum PasteCommand {
    static let run: @Sendable (inout AppletContext) async throws(Applet.Stop) -> ExitCode = {
        applet async throws(Applet.Stop) in
        let options = try await Options(applet.arguments, "d:s", applet)
        let separators = Backslashes.expanded(Array((options.value("d") ?? "\t").utf8), style: .printf).bytes
        guard !separators.isEmpty else { throw await applet.fail("-d '' is not supported") }
        let names = options.rest.isEmpty ? ["-"] : options.rest
        // Each `-` takes its lines from the one standard input.
        var readers: [LineReader] = []
        var places: [Int] = []
        var inputPlace: Int?
        for name in names {
            if name == "-", let inputPlace {
                places.append(inputPlace)
                continue
            }
            guard let source = await applet.open(name) else { return 1 }
            if name == "-" { inputPlace = readers.count }
            places.append(readers.count)
            readers.append(LineReader(source, applet))
        }
        if options.has("s") {
            for place in places { try await writeInOneLine(&readers[place], separators, &applet) }
        } else {
            try await writeSideBySide(&readers, places, separators, &applet)
        }
        return 0
    }

    private static func writeSideBySide(
        _ readers: inout [LineReader],
        _ places: [Int],
        _ separators: [UInt8],
        _ applet: inout AppletContext
    ) async throws(Applet.Stop) {
        var isOver = places.map { _ in false }
        while isOver.contains(false) {
            var next = 0
            for (column, place) in places.enumerated() where !isOver[column] {
                // A file that is over takes no column any more.
                guard let line = try await readers[place].next() else {
                    isOver[column] = true
                    continue
                }
                var end: UInt8 = 10
                if column + 1 < places.count {
                    end = separators[next % separators.count]
                    next += 1
                }
                try await applet.write(line + (end == 0 ? [] : [end]))
            }
        }
    }

    private static func writeInOneLine(
        _ reader: inout LineReader,
        _ separators: [UInt8],
        _ applet: inout AppletContext
    ) async throws(Applet.Stop) {
        var count = 0
        while let line = try await reader.next() {
            if count > 0 {
                let separator = separators[(count - 1) % separators.count]
                if separator != 0 { try await applet.write([separator]) }
            }
            try await applet.write(line)
            count += 1
        }
        if count > 0 { try await applet.write([10]) }
    }
}
