import EngineAPI
package import EngineServer
import Foundation
import Glibc
import Synchronization

/// What gates refused, a line of JSON each, for those who run sessions: students read it where they asked.
package final class RefusalLog: Sendable {
    /// One line.
    package struct Line: Codable, Hashable, Sendable {
        package var time: String
        package var session: String
        /// The method and path: `POST /containers/create`.
        package var operation: String
        /// The name or id that was asked for.
        package var subject: String
        package var message: String
    }

    /// A session that asks on and on shall not push out what others were refused.
    private static let mostLines = 500
    private static let largestFile = 4 << 20

    private let path: String
    private let session: String
    private let noted = Mutex<[String]>([])

    /// Makes a log of one session in the file that all share.
    package init(_ places: SessionPlaces, session: String) {
        path = places.refusals
        self.session = session
    }

    /// What the session was refused, in the client's words, oldest first: as many as have lines.
    var messages: [String] { noted.withLock { $0 } }

    /// Takes note of a request, if the gate refused it.
    package func note(_ request: ServedRequest) {
        guard request.isRefusal, let failure = request.failure else { return }
        let message = String(failure.message.prefix(1000))
        let isNoted = noted.withLock { noted in
            guard noted.count < Self.mostLines else { return false }
            noted.append(message)
            return true
        }
        guard isNoted else { return }
        let line = Line(
            time: Date().formatted(.iso8601),
            session: session,
            operation: request.operation?.rawValue ?? "?",
            subject: String(request.subject.prefix(200)),
            message: message
        )
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let bytes = try? encoder.encode(line) else { return }
        append(Array(bytes) + [0x0A])
    }

    /// One write, so that lines of several sessions don't mix.
    private func append(_ line: [UInt8]) {
        let file = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard file >= 0 else { return }
        defer { close(file) }
        if lseek(file, 0, SEEK_END) > Self.largestFile { rename(path, path + ".old") }
        _ = Glibc.write(file, line, line.count)
    }

    /// The lines that are kept, the oldest first.
    package static func lines(_ places: SessionPlaces) -> [Line] {
        let data = FileManager.default.contents(atPath: places.refusals) ?? Data()
        return data.split(separator: 0x0A).compactMap { try? JSONDecoder().decode(Line.self, from: $0) }
    }
}
