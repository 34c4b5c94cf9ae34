import CResources
import DeckHTML
import DeckSyntax
import Glibc
import Host
import Ports
import SourceText
import SystemPackage

/// `BenchRender DECK COUNT`: parses and renders a deck many times in one process, whole and after edits, and prints what that takes.
///
/// Prints one line a measure: its name, then the least, the median and the 95th percentile in microseconds. It is no
/// part of the product: `scripts/bench/run.py` builds and runs it.
@main
enum Main {
    static func main() {
        let arguments = CommandLine.arguments
        guard arguments.count == 3, let count = Int(arguments[2]), count > 0 else {
            return end("usage: BenchRender DECK COUNT", status: 64)
        }
        do {
            let bench = try Bench(deck: FilePath(arguments[1]))
            for measure in bench.run(count: count) { print(measure) }
        } catch {
            end("BenchRender: \(error)", status: 2)
        }
    }

    private static func end(_ message: String, status: Int32) {
        _ = try? FileDescriptor.standardError.writeAll(Array((message + "\n").utf8))
        exit(status)
    }
}

/// One deck, read from disk once.
private struct Bench {
    private let source: SourceFile
    private let path: FilePath
    private let reader = LiveFileReader()
    private let renderer: PageRenderer
    private var options = PageOptions()

    init(deck: FilePath) throws(FileError) {
        path = deck
        source = SourceFile(name: deck.string, bytes: try reader.read(deck))
        renderer = PageRenderer(
            style: PageStyle(
                baseCSS: Self.text("web/base.css"),
                deckCSS: Self.text("web/deck.css"),
                articleCSS: Self.text("web/article.css"),
                indexCSS: Self.text("web/index.css"),
                deckScript: Self.text("web/deck.js"),
                liveScript: Self.text("web/live.js"),
                reloadScript: Self.text("web/reload.js")
            )
        )
        options.eventsAddress = { "/.slidectl/events?deck=bench.slide&etag=\($0)" }
    }

    func run(count: Int) -> [Measure] {
        var parsing = Measure(name: "parse")
        var rendering = Measure(name: "render")
        var both = Measure(name: "both")
        var edit = Measure(name: "edit")
        var state = State()
        // The first rounds fill caches and tables; a server has done that before its second request.
        for round in -5..<count {
            let start = ContinuousClock.now
            // Afresh from the bytes each time, as a server reads a deck.
            let parsed = DeckParser(reader: reader).parse(
                SourceFile(name: source.name, bytes: source.bytes),
                at: path
            )
            let middle = ContinuousClock.now
            let page = renderer.page(of: parsed.deck, options: options)
            let end = ContinuousClock.now
            let edited = timeEdit(round, &state)
            guard round >= 0, !page.html.isEmpty else { continue }
            edit.durations.append(edited)
            parsing.durations.append(middle - start)
            rendering.durations.append(end - middle)
            both.durations.append(end - start)
        }
        return [parsing, rendering, both, edit]
    }

    /// What a server keeps of the deck's last state.
    private struct State {
        var parsed: ParsedDeck?
        var memory = SlideMemory()
    }

    /// Parses and renders the deck with one paragraph more in its middle, after its state of the round before.
    private func timeEdit(_ round: Int, _ state: inout State) -> Duration {
        var bytes = source.bytes
        let middle = bytes[(bytes.count / 2)...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
        bytes.insert(contentsOf: Array("\n\nThis is state \(round).\n".utf8), at: middle)
        let start = ContinuousClock.now
        let parsed = DeckParser(reader: reader)
            .parse(SourceFile(name: source.name, bytes: bytes), at: path, after: state.parsed)
        let page = renderer.page(
            of: parsed.deck,
            options: options,
            after: state.memory,
            origins: parsed.origins
        )
        let end = ContinuousClock.now
        state = State(parsed: parsed, memory: page.memory)
        return end - start
    }

    private static func text(_ name: String) -> String {
        guard let resource = slidectl_resource_named(name) else { return "" }
        return String(
            decoding: UnsafeBufferPointer(start: resource.pointee.bytes, count: resource.pointee.count),
            as: UTF8.self
        )
    }
}

/// How long something took, each time it was done.
private struct Measure: CustomStringConvertible {
    let name: String
    var durations: [Duration] = []

    var description: String {
        let sorted = durations.sorted()
        let shown = [0, sorted.count / 2, sorted.count * 95 / 100].map { Int(sorted[$0] / .microseconds(1)) }
        return ([name] + shown.map(String.init)).joined(separator: " ")
    }
}
