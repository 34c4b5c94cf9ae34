extension AwkMachine {
    func run(_ statement: AwkStatement) async throws(Leap) {
        try await step()
        switch statement {
        case .expression(let expression): _ = try await value(expression)
        case .print(let items, let sink): try await print(items, sink)
        case .printf(let items, let sink):
            var values: [AwkValue] = []
            for item in items { values.append(try await value(item)) }
            let format = values[0].text(text(of: "CONVFMT"))
            try await write(
                AwkFormat.print(format, Array(values.dropFirst()), numbers: text(of: "CONVFMT")),
                sink
            )
        case .condition(let test, let then, let other):
            if try await value(test).isTrue { try await run(then) } else if let other { try await run(other) }
        case .loop(let test, let body):
            while try await value(test).isTrue { if try await !round(body) { break } }
        case .loopOnce(let body, let test):
            repeat { if try await !round(body) { break } } while try await value(test).isTrue
        case .count(let first, let test, let step, let body):
            if let first { try await run(first) }
            while true {
                if let test, try await !value(test).isTrue { break }
                if try await !round(body) { break }
                if let step { try await run(step) }
            }
        case .each(let name, let array, let body):
            for key in self.array(array).keys {
                try await put(.input(key), at: .variable(name))
                if try await !round(body) { break }
            }
        case .block(let statements): for statement in statements { try await run(statement) }
        case .delete(let array, let keys):
            guard let keys else { return self.array(array).removeAll() }
            let key = try await self.key(keys)
            self.array(array)[key] = nil
        case .next: throw .nextLine
        case .leave(let code):
            guard let code else { throw .exit(0) }
            throw .exit(AwkNumber.whole(try await value(code).number) & 255)
        case .giveBack(let result):
            guard let result else { throw .giveBack(.unset) }
            throw .giveBack(try await value(result))
        case .stopLoop: throw .stopLoop
        case .nextRound: throw .nextRound
        }
    }

    /// Runs a loop's body; false where it ended the loop.
    private func round(_ body: AwkStatement) async throws(Leap) -> Bool {
        try await step()
        do throws(Leap) {
            try await run(body)
        } catch {
            switch error {
            case .stopLoop: return false
            case .nextRound: return true
            default: throw error
            }
        }
        return true
    }

    private func print(_ items: [AwkExpression], _ sink: AwkSink) async throws(Leap) {
        var out: [UInt8] = []
        if items.isEmpty { out = try await currentLine() }
        for (index, item) in items.enumerated() {
            if index > 0 { out += text(of: "OFS") }
            out += try await value(item).text(text(of: "OFMT"))
        }
        try await write(out + text(of: "ORS"), sink)
    }

    func write(_ bytes: [UInt8], _ sink: AwkSink) async throws(Leap) {
        switch sink {
        case .output:
            do throws(Applet.Stop) { try await applet.write(bytes) } catch {
                guard case .exit(let code) = error else { return }
                throw .stopped(code)
            }
        case .file(let name, let isAppending):
            let path = try await value(name).text(text(of: "CONVFMT"))
            try await files.write(
                bytes,
                to: String(decoding: path, as: UTF8.self),
                isAppending: isAppending,
                self
            )
        case .command(let command):
            let text = try await value(command).text(text(of: "CONVFMT"))
            try await files.write(bytes, toCommand: String(decoding: text, as: UTF8.self), self)
        }
    }
}
