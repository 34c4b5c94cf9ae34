extension Coreutils {
    static let sumApplets: [String: any Program] = [
        "md5sum": Applet("md5sum") { applet async throws(Applet.Stop) in try await sums(&applet, Digest.md5)
        },
        "sha1sum": Applet("sha1sum") { applet async throws(Applet.Stop) in
            try await sums(&applet, Digest.sha1)
        },
        "sha256sum": Applet("sha256sum") { applet async throws(Applet.Stop) in
            try await sums(&applet, Digest.sha256)
        },
        "base64": Applet("base64") { applet async throws(Applet.Stop) in
            let options = try await Options(applet.arguments, "dw:", applet)
            guard let source = await applet.open(options.rest.first ?? "-") else { return 1 }
            let bytes = try await applet.contents(source)
            let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
            if options.has("d") {
                var out: [UInt8] = []
                var (value, bits) = (UInt32(0), 0)
                for byte in bytes where byte != 10 && byte != 13 && byte != UInt8(ascii: "=") {
                    guard let digit = letters.firstIndex(of: byte) else {
                        throw await applet.fail("truncated input")
                    }
                    value = value << 6 | UInt32(digit)
                    bits += 6
                    if bits >= 8 {
                        bits -= 8
                        out.append(UInt8(truncatingIfNeeded: value >> UInt32(bits)))
                    }
                }
                try await applet.write(out)
                return 0
            }
            var out: [UInt8] = []
            for at in stride(from: 0, to: bytes.count, by: 3) {
                let piece = bytes[at..<min(at + 3, bytes.count)]
                var value = UInt32(0)
                for index in 0..<3 {
                    value = value << 8 | (index < piece.count ? UInt32(piece[at + index]) : 0)
                }
                for index in 0..<4 {
                    out.append(
                        index <= piece.count
                            ? letters[Int(value >> UInt32(18 - 6 * index) & 63)] : UInt8(ascii: "=")
                    )
                }
            }
            let width = options.value("w").flatMap(Int.init) ?? 76
            for at in stride(from: 0, to: out.count, by: width > 0 ? width : max(1, out.count)) {
                let end = width > 0 ? min(at + width, out.count) : out.count
                try await applet.write(out[at..<end] + (width > 0 ? [10] : []))
            }
            return 0
        },
        "od": Applet("od") { applet async throws(Applet.Stop) in
            let options = try await Options(applet.arguments, "A:t:cxbovN:", applet)
            guard let source = await applet.open(options.rest.first ?? "-") else { return 1 }
            let bytes = try await applet.contents(source)
            let kind = options.has("c") ? "c" : options.value("t") ?? (options.has("b") ? "o1" : "o2")
            guard ["c", "o2", "o1", "x1", "d1", "u1"].contains(kind) else {
                throw await applet.notModelled("-t \(kind)")
            }
            func offset(_ number: Int) -> String {
                if options.value("A") == "n" { return "" }
                let digits = String(
                    number,
                    radix: options.value("A") == "x" ? 16 : options.value("A") == "d" ? 10 : 8
                )
                return String(repeating: "0", count: max(0, 7 - digits.count)) + digits
            }
            for at in stride(from: 0, to: bytes.count, by: 16) {
                let row = Array(bytes[at..<min(at + 16, bytes.count)])
                try await applet.printLine(offset(at) + octets(row, kind))
            }
            if options.value("A") != "n" { try await applet.printLine(offset(bytes.count)) }
            return 0
        },
        "hexdump": Applet("hexdump", hexdump), "hd": Applet("hd", hexdump),
    ]

    private static func octets(_ row: [UInt8], _ kind: String) -> String {
        func padded(_ text: String, _ width: Int, _ fill: String = "0") -> String {
            String(repeating: fill, count: max(0, width - text.count)) + text
        }
        switch kind {
        case "c":
            let names: [UInt8: String] = [
                0: "\\0", 7: "\\a", 8: "\\b", 9: "\\t", 10: "\\n", 11: "\\v", 12: "\\f", 13: "\\r",
            ]
            return row.map { byte in
                let text =
                    names[byte]
                    ?? ((32...126).contains(byte)
                        ? String(decoding: [byte], as: UTF8.self) : padded(String(byte, radix: 8), 3))
                return padded(text, 4, " ")
            }.joined()
        case "o1": return row.map { " " + padded(String($0, radix: 8), 3) }.joined()
        case "x1": return row.map { " " + padded(String($0, radix: 16), 2) }.joined()
        case "u1": return row.map { padded(String($0), 4, " ") }.joined()
        case "d1": return row.map { padded(String(Int8(bitPattern: $0)), 5, " ") }.joined()
        default:
            return stride(from: 0, to: row.count, by: 2).map { at in
                let word = Int(row[at]) | (at + 1 < row.count ? Int(row[at + 1]) << 8 : 0)
                return " " + padded(String(word, radix: 8), 6)
            }.joined()
        }
    }

    private static let hexdump: @Sendable (inout AppletContext) async throws(Applet.Stop) -> ExitCode = {
        applet async throws(Applet.Stop) in
        let options = try await Options(applet.arguments, "Cn:vbcdox", applet)
        let called = applet.process.arguments.first?.lastName
        guard let source = await applet.open(options.rest.first ?? "-") else { return 1 }
        var bytes = try await applet.contents(source)
        if let limit = options.value("n").flatMap(Int.init) { bytes = Array(bytes.prefix(max(0, limit))) }
        func padded(_ number: Int, _ width: Int) -> String {
            let digits = String(number, radix: 16)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        let isCanonical = options.has("C") || called == "hd"
        for at in stride(from: 0, to: bytes.count, by: 16) {
            let row = Array(bytes[at..<min(at + 16, bytes.count)])
            var line = padded(at, isCanonical ? 8 : 7)
            if isCanonical {
                for index in 0..<16 {
                    line +=
                        (index % 8 == 0 ? "  " : " ")
                        + (index < row.count ? padded(Int(row[index]), 2) : "  ")
                }
                line +=
                    "  |" + String(decoding: row.map { (32...126).contains($0) ? $0 : 46 }, as: UTF8.self)
                    + "|"
            } else {
                for index in stride(from: 0, to: row.count, by: 2) {
                    line +=
                        " "
                        + padded(Int(row[index]) | (index + 1 < row.count ? Int(row[index + 1]) << 8 : 0), 4)
                }
            }
            try await applet.printLine(line)
        }
        if !bytes.isEmpty { try await applet.printLine(padded(bytes.count, isCanonical ? 8 : 7)) }
        return 0
    }

    private static func sums(
        _ applet: inout AppletContext,
        _ digest: ([UInt8]) -> [UInt8]
    ) async throws(Applet.Stop) -> ExitCode {
        let options = try await Options(applet.arguments, "csw", applet)
        var code: ExitCode = 0
        for name in options.rest.isEmpty ? ["-"] : options.rest {
            guard let source = await applet.open(name) else {
                code = 1
                continue
            }
            let bytes = try await applet.contents(source)
            guard options.has("c") else {
                try await applet.printLine("\(Digest.hex(digest(bytes)))  \(name)")
                continue
            }
            for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
                let parts = line.split(separator: " ", maxSplits: 1)
                guard parts.count == 2 else { continue }
                let file = String(parts[1].drop { $0 == " " || $0 == "*" })
                var isRight = false
                if let source = await applet.open(file) {
                    isRight =
                        Digest.hex(digest(try await applet.contents(source))) == parts[0].lowercased()
                }
                if !isRight { code = 1 }
                if !options.has("s") { try await applet.printLine("\(file): \(isRight ? "OK" : "FAILED")") }
            }
        }
        return code
    }
}
