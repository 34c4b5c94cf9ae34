/// A port that is forwarded, written as Docker does: `5432/tcp`.
package struct ForwardedPort: Hashable, Sendable, LosslessStringConvertible {
    package enum Transport: String, Sendable { case tcp, udp }

    package var number: UInt16
    package var transport: Transport

    package init(_ number: UInt16, _ transport: Transport = .tcp) {
        self.number = number
        self.transport = transport
    }

    package init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let number = UInt16(parts[0]),
            let transport = Transport(rawValue: String(parts[1]))
        else { return nil }
        self.init(number, transport)
    }

    package var description: String { "\(number)/\(transport.rawValue)" }
}
