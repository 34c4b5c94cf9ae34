/// `tr`.
enum TrCommand {
    static let run: @Sendable (inout AppletContext) async throws(Applet.Stop) -> ExitCode = {
        applet async throws(Applet.Stop) in
        let options = try await Options(applet.arguments, "+Ccds", applet)
        guard let first = options.rest.first else { throw await applet.usage("tr [-cds] STRING1 [STRING2]") }
        var from = set(first)
        if options.has("c") || options.has("C") {
            let all = Set(from)
            from = (UInt8.min...UInt8.max).filter { !all.contains($0) }
        }
        var to = options.rest.count > 1 ? set(options.rest[1]) : []
        var map = Array(UInt8.min...UInt8.max)
        if options.has("d") {
            to = options.rest.count > 1 ? to : []
        } else if let last = to.last {
            for (index, byte) in from.enumerated() { map[Int(byte)] = index < to.count ? to[index] : last }
        } else if !options.has("s") {
            throw await applet.usage("tr [-cds] STRING1 [STRING2]")
        }
        let deleted = options.has("d") ? Set(from) : []
        let squeezed = options.has("s") ? Set(to.isEmpty ? from : to) : []
        var last: UInt8?
        while let piece = await applet.process.streams.input.read(atMost: 65_536) {
            var out: [UInt8] = []
            out.reserveCapacity(piece.count)
            for byte in piece where !deleted.contains(byte) {
                let new = map[Int(byte)]
                if new == last, squeezed.contains(new) { continue }
                out.append(new)
                last = new
            }
            try await applet.write(out)
            try await applet.flush()
        }
        return 0
    }

    private static func set(_ text: String) -> [UInt8] {
        let bytes = Backslashes.expanded(Array(text.utf8), style: .printf).bytes
        var set: [UInt8] = []
        var at = 0
        while at < bytes.count {
            if let (ranges, end) = CharacterClass.named(in: bytes, at: at) {
                for range in ranges { set += range }
                at = end
            } else if at + 2 < bytes.count, bytes[at + 1] == UInt8(ascii: "-"), bytes[at] <= bytes[at + 2] {
                set += bytes[at]...bytes[at + 2]
                at += 3
            } else {
                set.append(bytes[at])
                at += 1
            }
        }
        return set
    }
}
