/// `kill`, without the name that messages begin with.
enum KillCommand {
    static func run(
        _ words: [String],
        in world: any ProcessWorld
    ) -> (output: String, errors: [String], status: Int) {
        var rest = words.dropFirst()
        var signal = Signal.terminate
        if let first = rest.first, first.hasPrefix("-"), first.utf8.count > 1, first != "--" {
            rest = rest.dropFirst()
            if first == "-l" { return list(Array(rest)) }
            var name = String(first.dropFirst())
            if name == "s" || name == "n" { name = rest.popFirst() ?? "" }
            if name == "0" {
                signal = Signal(0)
            } else if let known = Signal(name) {
                signal = known
            } else {
                return ("", ["bad signal name '\(name)'"], 1)
            }
        }
        if rest.first == "--" { rest = rest.dropFirst() }
        guard !rest.isEmpty else { return ("", ["you need to specify whom to kill"], 1) }
        var errors: [String] = []
        for word in rest {
            guard let id = Int(word) else {
                errors.append("invalid number '\(word)'")
                continue
            }
            // -1 is all but process 1; other groups aren't told apart.
            let targets = id == -1 ? world.processes().map(\.id).filter { $0 != 1 } : [abs(id)]
            for target in targets where !world.signal(signal, to: target) {
                errors.append("can't kill pid \(id): No such process")
            }
        }
        return ("", errors, errors.isEmpty ? 0 : 1)
    }

    private static func list(_ words: [String]) -> (output: String, errors: [String], status: Int) {
        if words.isEmpty {
            let names = (1...31).map { number in
                let digits = String(number)
                return String(repeating: " ", count: 2 - digits.count) + "\(digits)) \(Signal(number).name)\n"
            }
            return (names.joined(), [], 0)
        }
        var output = ""
        for word in words {
            if let number = Int(word) {
                output += Signal(number > 128 ? number - 128 : number).name + "\n"
            } else if let signal = Signal(word) {
                output += "\(signal.number)\n"
            } else {
                return (output, ["unknown signal '\(word)'"], 1)
            }
        }
        return (output, [], 0)
    }
}
