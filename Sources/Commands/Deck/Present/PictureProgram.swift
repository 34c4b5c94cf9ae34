import Dispatch
import Foundation
import TermUI

/// The program `chafa`, which turns picture files into what terminals show.
struct PictureProgram: Sendable {
    let path: String
    /// How much a program may print, in bytes.
    private static let limit = 64 << 20
    private static let patience = 10.0

    /// Looks for the program; nil where it isn't installed.
    init?(_ environment: [String: String]) {
        let folders = (environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin").split(separator: ":")
        let found = folders.map { "\($0)/chafa" }.first { FileManager.default.isExecutableFile(atPath: $0) }
        guard let found else { return nil }
        path = found
    }

    /// Makes a picture ready for a terminal, and blocks; nil where the file can't be shown.
    func art(_ file: [UInt8], _ order: PictureOrder) -> PictureArt? {
        let picture = DrawingForPrint.prepare(file)
        guard let printed = run(arguments(order), input: picture) else { return nil }
        switch order.form {
        case .kitty: return PicturePixels(kitty: printed).map { .pixels($0) }
        case .iterm: return .iterm(printed: printed, columns: order.columns, rows: order.rows)
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
        case .kitty: arguments.append("kitty")
        case .iterm: arguments.append("iterm")
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

    private func run(_ arguments: [String], input: [UInt8]) -> [UInt8]? {
        let process = Process()
        let (stdin, stdout) = (Pipe(), Pipe())
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        process.environment = ["PATH": "/usr/bin:/bin", "TERM": "xterm-256color", "LC_ALL": "C.UTF-8"]
        process.standardInput = stdin
        process.standardOutput = stdout
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return nil }
        DispatchQueue(label: "slidectl.picture.input").async {
            try? stdin.fileHandleForWriting.write(contentsOf: input)
            try? stdin.fileHandleForWriting.close()
        }
        let timer = DispatchWorkItem { process.terminate() }
        DispatchQueue(label: "slidectl.picture.end").asyncAfter(
            deadline: .now() + Self.patience,
            execute: timer
        )
        var printed: [UInt8] = []
        while let data = try? stdout.fileHandleForReading.read(upToCount: 65_536), !data.isEmpty {
            printed += data
            guard printed.count <= Self.limit else {
                process.terminate()
                break
            }
        }
        process.waitUntilExit()
        timer.cancel()
        return process.terminationStatus == 0 && printed.count <= Self.limit ? printed : nil
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

    init(_ picture: PlacedPicture, _ traits: TerminalTraits, _ form: TerminalTraits.Pictures) {
        source = picture.source
        self.form = form
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
