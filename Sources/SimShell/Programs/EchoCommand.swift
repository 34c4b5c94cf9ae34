/// `echo`, as BusyBox has it.
enum EchoCommand {
    static func output(_ words: [String]) -> [UInt8] {
        var words = words[...]
        var endsLine = true
        var expands = false
        while let option = words.first, option.utf8.count > 1, option.hasPrefix("-"),
            option.dropFirst().allSatisfy({ "neE".contains($0) })
        {
            words = words.dropFirst()
            for letter in option.dropFirst() {
                switch letter {
                case "n": endsLine = false
                case "e": expands = true
                default: expands = false
                }
            }
        }
        let text = Array(words.joined(separator: " ").utf8)
        guard expands else { return endsLine ? text + [10] : text }
        let (bytes, isCut) = Backslashes.expanded(text, style: .echo)
        return endsLine && !isCut ? bytes + [10] : bytes
    }
}
