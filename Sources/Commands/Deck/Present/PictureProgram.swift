import Glibc
import Host
import TermUI

/// The program `chafa`, which turns picture files into what terminals show.
struct PictureProgram: Sendable {
    let path: String
    private static let environment = ["PATH": "/usr/bin:/bin", "TERM": "xterm-256color", "LC_ALL": "C.UTF-8"]

    /// Looks for the program; nil where it isn't installed.
    init?(_ environment: [String: String]) {
        let folders = (environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin").split(separator: ":")
        let found = folders.map { "\($0)/chafa" as String }.first { access($0, X_OK) == 0 }
        guard let found else { return nil }
        path = found
    }

    /// Makes a picture ready for a terminal, and blocks; nil where the file can't be shown.
    func art(_ file: [UInt8], _ order: PictureOrder) -> PictureArt? {
        let picture = DrawingForPrint.prepare(file)
        let program = FilterProgram(path, arguments(order), environment: Self.environment)
        guard let printed = program.output(for: picture) else { return nil }
        switch order.form {
        case .kitty: return PicturePixels(kitty: printed).map { .pixels($0) }
        case .iterm:
            // What the program itself prints for iTerm2 isn't compressed.
            return PicturePixels(kitty: printed).flatMap {
                .iterm($0, columns: order.columns, rows: order.rows, limit: order.limit)
            }
        case .sixel: return .sixels(printed: printed)
        case .symbols:
            let size = TerminalSize(columns: order.columns, rows: order.rows)
            return .cells(printed: printed, size, measure: order.measure)
        case .none: return nil
        }
    }

    private func arguments(_ order: PictureOrder) -> [String] {
        var arguments = ["--animate", "off", "--stretch", "-f"]
        switch order.form {
        case .kitty, .iterm: arguments.append("kitty")
        case .sixel: arguments.append("sixels")
        case .symbols, .none: arguments.append("symbols")
        }
        if order.form == .symbols {
            let colours = ["none", "16", "256", "full"][order.depth.rawValue]
            let ground = order.isDark ? "000000" : "ffffff"
            arguments += ["-s", "\(order.columns)x\(order.rows)", "-c", colours, "--bg", ground]
        } else {
            // Without a terminal, the program takes a cell for eight pixels by eight.
            arguments += ["-s", "\(max(order.pixelWidth / 8, 1))x\(max(order.pixelHeight / 8, 1))"]
        }
        return arguments + ["-"]
    }
}

/// A picture that is wanted, and in which form.
struct PictureOrder: Hashable, Sendable {
    /// The file, as the deck names it.
    let source: String
    let form: TerminalTraits.Pictures
    let columns: Int
    let rows: Int
    let pixelWidth: Int
    let pixelHeight: Int
    let depth: ColourDepth
    let isDark: Bool
    let measure: TextMeasure
    /// How long a file or sixels may be, in bytes.
    let limit: Int

    init(
        _ picture: PlacedPicture,
        _ traits: TerminalTraits,
        _ form: TerminalTraits.Pictures,
        limit: Int
    ) {
        source = picture.source
        self.form = form
        self.limit = limit
        columns = picture.area.columns
        rows = picture.area.rows
        // More than a screen has nobody sees.
        pixelWidth = min(picture.area.columns * traits.cellPixels.width, 4096)
        pixelHeight = min(picture.area.rows * traits.cellPixels.height, 4096)
        depth = traits.depth
        isDark = traits.isDark ?? true
        measure = traits.measure
    }
}
