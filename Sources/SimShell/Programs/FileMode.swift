/// A mode as `chmod` takes it: `755`, `u+x`, `go-w,a=r`.
struct FileMode {
    private enum Change {
        case all(Int)
        case part(who: Int, sign: Character, bits: String)
    }

    private var changes: [Change] = []

    init?(_ text: String) {
        if let number = Int(text, radix: 8), (0...0o7777).contains(number) {
            changes = [.all(number)]
            return
        }
        for clause in text.split(separator: ",", omittingEmptySubsequences: false) {
            var rest = clause[...]
            var who = 0
            while let letter = rest.first, "ugoa".contains(letter) {
                rest = rest.dropFirst()
                who |= letter == "u" ? 0o4700 : letter == "g" ? 0o2070 : letter == "o" ? 0o1007 : 0o7777
            }
            guard let sign = rest.first, "+-=".contains(sign) else { return nil }
            while let sign = rest.first {
                guard "+-=".contains(sign) else { return nil }
                rest = rest.dropFirst()
                let bits = rest.prefix { "rwxXst".contains($0) }
                rest = rest.dropFirst(bits.count)
                changes.append(.part(who: who == 0 ? 0o7777 : who, sign: sign, bits: String(bits)))
            }
        }
    }

    func applied(to mode: Int, isFolder: Bool) -> Int {
        var mode = mode
        for change in changes {
            switch change {
            case .all(let number): mode = number
            case .part(let who, let sign, let letters):
                var bits = 0
                for letter in letters {
                    switch letter {
                    case "r": bits |= 0o444
                    case "w": bits |= 0o222
                    case "x": bits |= 0o111
                    case "X": if isFolder || mode & 0o111 != 0 { bits |= 0o111 }
                    case "s": bits |= 0o6000
                    default: bits |= 0o1000
                    }
                }
                bits &= who
                if sign == "+" { mode |= bits }
                if sign == "-" { mode &= ~bits }
                if sign == "=" { mode = mode & ~(who & 0o777) | bits }
            }
        }
        return mode
    }

    /// `drwxr-xr-x`.
    static func text(_ status: FileStatus) -> String {
        let kind: String
        switch status.kind {
        case .directory: kind = "d"
        case .link: kind = "l"
        case .device: kind = "c"
        case .file: kind = "-"
        }
        var text = kind
        for (shift, special, letter) in [(6, 0o4000, "s"), (3, 0o2000, "s"), (0, 0o1000, "t")] {
            let bits = status.mode >> shift
            text += bits & 4 != 0 ? "r" : "-"
            text += bits & 2 != 0 ? "w" : "-"
            if status.mode & special != 0 {
                text += bits & 1 != 0 ? letter : letter.uppercased()
            } else {
                text += bits & 1 != 0 ? "x" : "-"
            }
        }
        return text
    }
}

/// Sizes as people write and read them.
enum Sizes {
    /// `10`, `4k`, `1M`, in bytes.
    static func parse(_ text: String) -> Int? {
        let digits = text.prefix(while: \.isNumber)
        guard let number = Int(digits), number >= 0 else { return nil }
        let factors = [
            "": 1, "b": 512, "k": 1024, "K": 1024, "m": 1 << 20, "M": 1 << 20, "G": 1 << 30, "g": 1 << 30,
        ]
        guard let factor = factors[String(text.dropFirst(digits.count))] else { return nil }
        let (product, isTooLarge) = number.multipliedReportingOverflow(by: factor)
        return isTooLarge ? nil : product
    }

    /// `1.1M`, as BusyBox prints it.
    static func human(_ bytes: Int) -> String {
        var value = bytes * 10
        var unit = 0
        while value >= 10_240, unit < 4 {
            value = (value + 512) / 1024
            unit += 1
        }
        if unit == 0 { return String(bytes) }
        return "\(value / 10).\(value % 10)" + ["", "K", "M", "G", "T"][unit]
    }
}
