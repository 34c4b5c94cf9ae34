/// `ip`: shows a container's cards, addresses and routes; changes none.
enum IPCommand {
    static let run: @Sendable (inout AppletContext) async throws(Applet.Stop) -> ExitCode = {
        applet async throws(Applet.Stop) in
        let flags = applet.arguments.prefix { $0.hasPrefix("-") }
        let words = applet.arguments.dropFirst(flags.count)
        let object = words.first ?? ""
        let verbs = ["show", "list", "ls", "lst"]
        let rest = words.dropFirst().filter { !verbs.contains($0) && $0 != "dev" }
        guard rest.count < 2 else { throw await applet.fail("RTNETLINK answers: Operation not permitted", 2) }
        var cards = applet.process.world.network.cards
        if let name = rest.first, !"route".hasPrefix(object) {
            cards.removeAll { $0.name != name }
            guard !cards.isEmpty else { throw await applet.fail("can't find device '\(name)'") }
        }
        let isShort = flags.contains { $0 == "-o" || $0 == "-oneline" }
        switch object {
        case _ where object.count > 0 && "address".hasPrefix(object):
            for (number, card) in cards.enumerated() {
                try await applet.print(text(card, number + 1, withAddress: true, isShort))
            }
        case _ where object.count > 0 && "link".hasPrefix(object):
            for (number, card) in cards.enumerated() {
                try await applet.print(text(card, number + 1, withAddress: false, isShort))
            }
        case _ where object.count > 0 && "route".hasPrefix(object):
            if let gateway = applet.process.world.network.gateway,
                let card = cards.first(where: { !$0.isLoopback })
            {
                try await applet.printLine("default via \(gateway) dev \(card.name) ")
            }
            for card in cards where !card.isLoopback {
                try await applet.printLine(
                    "\(card.range.first)/\(card.prefix) dev \(card.name) scope link  src \(card.address) "
                )
            }
        default:
            throw await applet.usage("ip [OPTIONS] address|route|link [ARGS]")
        }
        return 0
    }

    private static func text(_ card: NetworkCard, _ number: Int, withAddress: Bool, _ isShort: Bool) -> String
    {
        let flags =
            card.isLoopback ? "LOOPBACK,UP,LOWER_UP" : "BROADCAST,MULTICAST,UP,LOWER_UP,M-DOWN"
        let name = card.isLoopback ? card.name : "\(card.name)@if\(number + 3)"
        var lines: [String] = []
        if !(withAddress && isShort) {
            lines.append(
                "\(number): \(name): <\(flags)> mtu \(card.mtu) qdisc noqueue \(card.isLoopback ? "qlen 1000" : "")"
            )
            lines.append(
                card.isLoopback
                    ? "    link/loopback \(card.hardware) brd 00:00:00:00:00:00"
                    : "    link/ether \(card.hardware) brd ff:ff:ff:ff:ff:ff"
            )
        }
        if withAddress {
            let place = card.isLoopback ? "scope host lo" : "brd \(card.range.last) scope global \(card.name)"
            let head = isShort ? "\(number): \(card.name)    " : "    "
            lines.append("\(head)inet \(card.address)/\(card.prefix) \(place)")
            lines.append("       valid_lft forever preferred_lft forever")
        }
        return lines.joined(separator: isShort ? "\\" : "\n") + "\n"
    }
}
