import Foundation

/// The addresses that this machine reaches by itself.
enum MachineRoutes {
    /// The ranges that the kernel's table of routes names, as `10.0.0.0/8`; the default route isn't one.
    static func ranges() -> [String] {
        let table = FileManager.default.contents(atPath: "/proc/net/route") ?? Data()
        return ranges(in: String(decoding: table, as: UTF8.self))
    }

    /// The ranges in a table as the kernel writes it: numbers in hexadecimal, their lowest byte first.
    static func ranges(in table: String) -> [String] {
        table.split(separator: "\n").dropFirst().compactMap { line in
            let columns = line.split(whereSeparator: \.isWhitespace)
            guard columns.count > 7, let base = UInt32(columns[1], radix: 16),
                let mask = UInt32(columns[7], radix: 16), mask != 0
            else { return nil }
            let bytes = [0, 8, 16, 24].map { "\(base >> UInt32($0) & 0xFF)" }
            return "\(bytes.joined(separator: "."))/\(mask.nonzeroBitCount)"
        }
    }
}
