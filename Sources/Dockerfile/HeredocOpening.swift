/// `<<EOF`, `<<-EOF`, `3<<"EOF"` on the line of a RUN, COPY or ADD.
struct HeredocOpening {
    var name: String
    var expands: Bool
    var stripsTabs: Bool

    /// Returns the documents that a line opens, in order.
    static func find(in line: String, escape: UInt8) -> [HeredocOpening] {
        var words = ShellWords.split(line, escape: escape)
        if words.first?.uppercased() == "ONBUILD" { words.removeFirst() }
        guard let keyword = words.first?.uppercased(), ["RUN", "COPY", "ADD"].contains(keyword) else {
            return []
        }
        return words.dropFirst().compactMap { opening($0, escape: escape) }
    }

    private static func opening(_ word: String, escape: UInt8) -> HeredocOpening? {
        // Looked for in every word of a Dockerfile: few get as far as the regular expression.
        guard word.utf8.contains(UInt8(ascii: "<")), let found = word.wholeMatch(of: /\d*<<(-?)([^<]+)/)
        else { return nil }
        let quoted = String(found.2)
        let name = ShellWords.unquote(quoted, escape: escape)
        guard !name.isEmpty else { return nil }
        return HeredocOpening(name: name, expands: name == quoted, stripsTabs: !found.1.isEmpty)
    }
}
