extension Coreutils {
    static let lineApplets: [String: any Program] = [
        "cat": Applet("cat") { applet async throws(Applet.Stop) in
            let options = try await Options(applet.arguments, "nbevAtsu", applet)
            var number = 0
            return try await applet.eachFile(options.rest) { applet, source throws(Applet.Stop) in
                guard options.has("n") || options.has("b") || options.has("e") || options.has("A") else {
                    // What streams is passed on as it comes.
                    while let piece = await source.read(atMost: 65_536) {
                        try await applet.write(piece)
                        try await applet.flush()
                    }
                    return
                }
                var lines = LineReader(source, applet)
                while let line = try await lines.next() {
                    if options.has("n") || (options.has("b") && !line.isEmpty) {
                        number += 1
                        let digits = String(number)
                        try await applet.print(
                            String(repeating: " ", count: max(0, 6 - digits.count)) + digits + "\t"
                        )
                    }
                    let end: [UInt8] = options.has("e") || options.has("A") ? [36, 10] : [10]
                    try await applet.write(line + (lines.wasWhole ? end : []))
                }
            }
        },
        "tac": Applet("tac") { applet async throws(Applet.Stop) in
            try await applet.eachFile(applet.arguments) { applet, source throws(Applet.Stop) in
                let bytes = try await applet.contents(source)
                var lines = bytes.split(separator: 10, omittingEmptySubsequences: false)
                if bytes.last == 10 { lines.removeLast() }
                for line in lines.reversed() { try await applet.write(line + [10]) }
            }
        },
        "rev": Applet("rev") { applet async throws(Applet.Stop) in
            try await applet.eachFile(applet.arguments) { applet, source throws(Applet.Stop) in
                var lines = LineReader(source, applet)
                while let line = try await lines.next() {
                    try await applet.printLine(String(String(decoding: line, as: UTF8.self).reversed()))
                }
            }
        },
        "head": Applet("head", HeadCommand.head), "tail": Applet("tail", HeadCommand.tail),
        "wc": Applet("wc", wc), "sort": Applet("sort", SortCommand.run), "uniq": Applet("uniq", uniq),
        "cut": Applet("cut", CutCommand.run), "tr": Applet("tr", TrCommand.run),
        "sed": Applet("sed", SedCommand.run),
        "awk": Applet("awk", AwkCommand.run),
        "nl": Applet("nl") { applet async throws(Applet.Stop) in
            var number = 0
            let options = try await Options(applet.arguments, "b:s:w:", applet)
            return try await applet.eachFile(options.rest) { applet, source throws(Applet.Stop) in
                var lines = LineReader(source, applet)
                while let line = try await lines.next() {
                    if line.isEmpty, options.value("b") != "a" {
                        try await applet.print("       \n")
                        continue
                    }
                    number += 1
                    let digits = String(number)
                    try await applet.write(
                        Array((String(repeating: " ", count: max(0, 6 - digits.count)) + digits + "\t").utf8)
                            + line + [10]
                    )
                }
            }
        },
        "tee": Applet("tee") { applet async throws(Applet.Stop) in
            let options = try await Options(applet.arguments, "ai", applet)
            var sinks: [any ByteSink] = []
            var code: ExitCode = 0
            for name in options.rest {
                do throws(FileTreeError) {
                    sinks.append(
                        try applet.process.openForWriting(name, options.has("a") ? .atEnd : .replacing)
                    )
                } catch {
                    await applet.say("\(name): \(error.words)")
                    code = 1
                }
            }
            while let piece = await applet.process.streams.input.read(atMost: 65_536) {
                for sink in sinks { try? await sink.write(piece) }
                try await applet.write(piece)
                try await applet.flush()
            }
            for sink in sinks { sink.closeWriting() }
            return code
        },
    ]

    private static let wc: @Sendable (inout AppletContext) async throws(Applet.Stop) -> ExitCode = {
        applet async throws(Applet.Stop) in
        let options = try await Options(applet.arguments, "clwmL", applet)
        let isPlain = !options.has("c") && !options.has("l") && !options.has("w") && !options.has("m")
        var totals = [0, 0, 0, 0]
        func row(_ counts: [Int], _ name: String?) -> String {
            var columns: [Int] = []
            if isPlain || options.has("l") { columns.append(counts[0]) }
            if isPlain || options.has("w") { columns.append(counts[1]) }
            if options.has("m") { columns.append(counts[3]) }
            if isPlain || options.has("c") { columns.append(counts[2]) }
            let isLone = columns.count == 1 && options.rest.count < 2
            let text = columns.map { number in
                let digits = String(number)
                return isLone ? digits : String(repeating: " ", count: max(0, 9 - digits.count)) + digits
            }
            return text.joined(separator: isLone ? "" : " ") + (name.map { " " + $0 } ?? "")
        }
        var code: ExitCode = 0
        for name in options.rest.isEmpty ? ["-"] : options.rest {
            guard let source = await applet.open(name) else {
                code = 1
                continue
            }
            var counts = [0, 0, 0, 0]
            var isInWord = false
            while let piece = await source.read(atMost: 65_536) {
                for byte in piece {
                    if byte == 10 { counts[0] += 1 }
                    if byte & 0xC0 != 0x80 { counts[3] += 1 }
                    let isBlank = byte == 32 || (9...13).contains(byte)
                    if !isBlank, !isInWord { counts[1] += 1 }
                    isInWord = !isBlank
                }
                counts[2] += piece.count
                try await applet.step()
            }
            for index in totals.indices { totals[index] += counts[index] }
            try await applet.printLine(row(counts, options.rest.isEmpty ? nil : name))
        }
        if options.rest.count > 1 { try await applet.printLine(row(totals, "total")) }
        return code
    }

    private static let uniq: @Sendable (inout AppletContext) async throws(Applet.Stop) -> ExitCode = {
        applet async throws(Applet.Stop) in
        let options = try await Options(applet.arguments, "cduf:s:w:i", applet)
        guard let source = await applet.open(options.rest.first ?? "-") else { return 1 }
        let skippedFields = Int(options.value("f") ?? "") ?? 0
        let skipped = Int(options.value("s") ?? "") ?? 0
        func key(_ line: [UInt8]) -> [UInt8] {
            var rest = line[...]
            for _ in 0..<min(max(0, skippedFields), line.count) {
                rest = rest.drop { $0 == 32 || $0 == 9 }.drop { $0 != 32 && $0 != 9 }
            }
            rest = rest.dropFirst(max(0, skipped))
            let key = Array(options.value("w").flatMap(Int.init).map { rest.prefix(max(0, $0)) } ?? rest)
            return options.has("i") ? key.map { (65...90).contains($0) ? $0 | 32 : $0 } : key
        }
        var lines = LineReader(source, applet)
        var last: [UInt8]?
        var count = 0
        func show(_ line: [UInt8], _ count: Int, _ applet: inout AppletContext) async throws(Applet.Stop) {
            if options.has("d"), count < 2 { return }
            if options.has("u"), count > 1 { return }
            if options.has("c") {
                let digits = String(count)
                try await applet.print(String(repeating: " ", count: max(0, 7 - digits.count)) + digits + " ")
            }
            try await applet.write(line + [10])
        }
        while let line = try await lines.next() {
            if let before = last, key(before) == key(line) {
                count += 1
                continue
            }
            if let before = last { try await show(before, count, &applet) }
            last = line
            count = 1
        }
        if let last { try await show(last, count, &applet) }
        return 0
    }
}

extension AppletContext {
    /// Goes through files, or the standard input where none is named; those that can't be had are said.
    mutating func eachFile(
        _ names: [String],
        _ body: (inout AppletContext, any ByteSource) async throws(Applet.Stop) -> Void
    ) async throws(Applet.Stop) -> ExitCode {
        var code: ExitCode = 0
        for name in names.isEmpty ? ["-"] : names {
            guard let source = await open(name) else {
                code = 1
                continue
            }
            try await body(&self, source)
        }
        return code
    }
}
