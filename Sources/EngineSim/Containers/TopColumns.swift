import EngineAPI
import SimShell

/// The columns that `docker top NAME -o pid,comm` asks for.
struct TopColumns {
    private static let titles = [
        "pid": "PID", "ppid": "PPID", "user": "USER", "uid": "UID", "comm": "COMMAND", "cmd": "CMD",
        "args": "COMMAND", "command": "COMMAND",
        "time": "TIME", "tty": "TT", "stime": "STIME", "%cpu": "%CPU", "pcpu": "%CPU", "%mem": "%MEM",
        "pmem": "%MEM", "vsz": "VSZ", "rss": "RSS", "stat": "STAT", "s": "S", "c": "C", "ni": "NI",
    ]

    private let names: [String]

    /// Reads arguments of `ps`; nil where they name no columns.
    init?(_ arguments: String) throws(EngineError) {
        let words = arguments.split(separator: " ").map(String.init)
        guard let index = words.firstIndex(where: { ["-o", "-eo", "o", "-oe"].contains($0) }),
            index + 1 < words.count
        else { return nil }
        names = words[index + 1].split(separator: ",").map { $0.lowercased() }
        if let unknown = names.first(where: { Self.titles[$0] == nil }) {
            throw EngineError(
                .failed,
                "ps: error: unknown user-defined format specifier \"\(unknown)\""
            )
        }
        // The engine tells a container's processes from others by this column.
        guard names.contains("pid") else {
            throw EngineError(.failed, "Couldn't find PID field in ps output")
        }
    }

    /// The processes in these columns.
    func list(_ rows: [ProcessSummary], base: Int) -> ProcessList {
        ProcessList().with {
            $0.titles = names.map { Self.titles[$0] ?? "" }
            $0.processes = rows.map { row in names.map { cell($0, row, base) } }
        }
    }

    private func cell(_ name: String, _ row: ProcessSummary, _ base: Int) -> String {
        switch name {
        case "pid": "\(base + row.id - 1)"
        case "ppid": "\(row.parent == 0 ? base - 20 : base + row.parent - 1)"
        case "user": row.user.id == 0 ? "root" : "\(row.user.id)"
        case "uid": "\(row.user.id)"
        case "comm": row.arguments.first?.split(separator: "/").last.map(String.init) ?? ""
        case "time": "00:00:00"
        case "tty": "?"
        // Nothing is measured: these are what a small program that waits has.
        case "%cpu", "pcpu", "%mem", "pmem": "0.0"
        case "vsz": "4400"
        case "rss": "1500"
        case "stat": "Ss"
        case "s": "S"
        case "c", "ni": "0"
        case "stime": Timestamp.clock(row.started)
        default: row.shown
        }
    }
}
