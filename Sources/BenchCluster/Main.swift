import Glibc

/// `BenchCluster ready|deploy|pods COUNT|serve COUNT`: measures the embedded cluster, its pods running on the embedded engine.
///
/// Prints one line a measure: its name, then figures (durations in microseconds: least, median, 95th percentile). Each
/// verb is a process of its own, so none measures what another left behind. It is no part of the product:
/// `scripts/bench/cluster.py` runs it.
@main
enum Main {
    static func main() async {
        let arguments = CommandLine.arguments
        let count = arguments.count == 3 ? Int(arguments[2]) : nil
        do {
            switch (arguments.dropFirst().first, count) {
            case ("ready", nil): print(try await Measures.ready(rounds: 15))
            case ("deploy", nil): print(try await Measures.deploy(rounds: 15))
            case ("pods", let count?): for line in try await Measures.pods(count) { print(line) }
            case ("serve", let count?): try await Measures.serve(pods: count)
            default: end("usage: BenchCluster ready|deploy|pods COUNT|serve COUNT", status: 64)
            }
        } catch {
            end("BenchCluster: \(error)", status: 2)
        }
    }

    private static func end(_ message: String, status: Int32) {
        let bytes = Array("\(message)\n".utf8)
        _ = write(STDERR_FILENO, bytes, bytes.count)
        exit(status)
    }
}
