/// Takes out of a transcript what differs between two runs of the same commands, and nothing else.
enum Normaliser {
    static func normalise(_ text: String) -> [String] {
        var lines: [String] = []
        var block: [String] = []
        var isUnordered = false
        for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
            let isCommand = line.hasPrefix("$ ")
            let isCode = line.wholeMatch(of: /\[\d+\]/) != nil
            if isCommand || isCode {
                lines += isUnordered ? block.sorted() : block
                block = []
                lines.append(line)
                // Compose works on several things at once and prints as it goes.
                isUnordered = isCommand && line.contains("docker compose")
            } else if let shown = normalised(line) {
                block.append(shown)
            }
        }
        return lines + block
    }

    /// A line; nil for one that only says how far something has come.
    private static func normalised(_ line: String) -> String? {
        var text = line.replacing(/\u{1B}\[[0-9;]*[A-Za-z]/, with: "")
        let progress =
            /^[0-9a-f]{12}: (Pulling|Waiting|Verifying|Download|Extracting|Pull complete|Already|Loading).*$/
        if text.contains(progress) || text.contains(/^ [a-z0-9_-]+ (Pulling|Pulled|[0-9a-f]{12}).*$/) {
            return nil
        }
        // The test images' own labels: they are no part of the images that they stand in for.
        text = text.replacing(
            /,? ?["']?org\.(opencontainers\.image\.title|slidectl\.stand-in)["']?(=|: ?)(["'][^"']*["']|[^,)]*)/,
            with: ""
        )
        text = text.replacing("{, ", with: "{")
        text = text.replacing(/\/tmp\/slidectl-test-[0-9A-F-]+/, with: "<SCRATCH>")
        text = text.replacing(/(sha256:)?\b[0-9a-f]{64}\b/, with: "<ID>")
        text = text.replacing(/\b[0-9a-f]{12}\b/, with: "<ID>")
        text = text.replacing(
            /\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?( ?[+-]\d{4}( UTC)?|Z)?/,
            with: "<TIME>"
        )
        text = text.replacing(/\b(1[07]2|10|192)\.\d+\.\d+\.\d+(\/\d+)?/, with: "<IP>")
        text = text.replacing(/\b([0-9a-f]{2}:){5}[0-9a-f]{2}\b/, with: "<MAC>")
        text = text.replacing(
            /(Less than a second|About an? \w+|\d+ (second|minute|hour|day|week|month|year)s?)( ago)?/
        ) {
            $0.output.3 == nil ? "<SPAN>" : "<AGE>"
        }
        text = text.replacing(
            /Status: (Downloaded newer image|Image is up to date) for/,
            with: "Status: pulled"
        )
        // Of the two addresses that a port is taken at, Docker 28 names one or the other.
        text = text.replacing("Bind for :::", with: "Bind for 0.0.0.0:")
        // 20.10 begins this with a capital, the gate as 28 does.
        text = text.replacing("Invalid filter '", with: "invalid filter '")
        text = text.replacing(/:(3[2-9]|[45]\d|6[0-5])\d{3}\b/, with: ":<PORT>")
        text = text.replacing(/\b[a-z]+_[a-z]+\b(?=$)/, with: "<NAME>")
        text = text.replacing(/[ ]{2,}/, with: "  ")
        while text.last == " " || text.last == "\r" { text.removeLast() }
        return text
    }
}
