import SimShell

/// A connection that requests come in on, one after the other.
struct HTTPServing: Sendable {
    /// Answers a request; what came broken is answered by `refuse`.
    let answer: @Sendable (HTTPRequest, any NetworkConnection) async -> HTTPResponse
    /// The answer to what is no request: with 400, 413, 414 or 431.
    let refuse: @Sendable (Int, any NetworkConnection) async -> HTTPResponse

    static let requestsPerConnection = 1000

    func serve(_ connection: any NetworkConnection) async {
        var reading = HTTPReading(reader: ByteReader(connection))
        for _ in 0..<Self.requestsPerConnection where !Task.isCancelled {
            let request: HTTPRequest
            do throws(HTTPReading.Problem) {
                request = try await reading.request()
            } catch {
                let status: Int
                switch error {
                case .end, .cut: return
                case .malformed, .headTooLarge: status = 400
                case .otherVersion: status = 505
                case .bodyTooLarge: status = 413
                }
                let response = await refuse(status, connection)
                await connection.say(Array(response.head().utf8) + response.body)
                return
            }
            var response = await answer(request, connection)
            let closes = response.closes || request.wantsClose
            if response.headers["Connection"] == nil {
                response.headers.add("Connection", closes ? "close" : "keep-alive")
            }
            let body = request.method == "HEAD" || response.isBodiless ? [] : response.body
            do throws(BrokenPipe) {
                try await connection.write(Array(response.head().utf8) + body)
            } catch { return }
            if closes { return }
        }
    }
}

extension Calendar {
    /// Such as `Sun, 29 Nov 2026 08:25:51 GMT`.
    var httpDate: String {
        "\(weekdayName), \(Self.digits(day)) \(monthName) \(Self.digits(year, 4)) \(clock) GMT"
    }

    /// Such as `29/Nov/2026:08:25:51 +0000`.
    var logDate: String { "\(Self.digits(day))/\(monthName)/\(Self.digits(year, 4)):\(clock) +0000" }
}
