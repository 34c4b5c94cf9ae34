extension Coreutils {
    static let moreApplets: [String: any Program] = [
        "expr": Applet("expr", ExprCommand.run), "tar": Applet("tar", TarCommand.run),
        "arch": Applet("arch") { applet async throws(Applet.Stop) in
            try await applet.printLine("x86_64")
            return 0
        },
        "unlink": Applet("unlink") { applet async throws(Applet.Stop) in
            guard let name = applet.arguments.first else { throw await applet.usage("unlink FILE") }
            do throws(FileTreeError) { try applet.files.remove(applet.path(name), as: applet.user) } catch {
                throw await applet.fail("can't remove file '\(name)': \(error.words)")
            }
            return 0
        },
        "usleep": Applet("usleep") { applet async throws(Applet.Stop) in
            guard let count = applet.arguments.first.flatMap({ Int64($0) }), count >= 0, count < 1 << 50
            else {
                throw await applet.usage("usleep N")
            }
            do { try await applet.process.world.sleep(for: .microseconds(count)) } catch { throw .exit(137) }
            return 0
        },
        "paste": Applet("paste", PasteCommand.run),
        "fold": Applet("fold") { applet async throws(Applet.Stop) in
            let options = try await Options(applet.arguments, "bsw:", applet)
            guard let width = Int(options.value("w") ?? "80"), width > 0 else {
                throw await applet.fail("invalid number")
            }
            return try await applet.eachFile(options.rest) { applet, source throws(Applet.Stop) in
                var lines = LineReader(source, applet)
                while let line = try await lines.next() {
                    var rest = line[...]
                    while rest.count > width {
                        try await applet.write(rest.prefix(width) + [10])
                        rest = rest.dropFirst(width)
                    }
                    try await applet.write(rest + (lines.wasWhole ? [10] : []))
                }
            }
        },
        "cmp": Applet("cmp") { applet async throws(Applet.Stop) in
            let options = try await Options(applet.arguments, "sl", applet)
            guard options.rest.count == 2 else {
                throw await applet.usage("cmp [-ls] FILE1 [FILE2 [SKIP1 [SKIP2]]]", 2)
            }
            var sides: [[UInt8]] = []
            for name in options.rest {
                guard let source = await applet.open(name) else { return 2 }
                sides.append(try await applet.contents(source))
            }
            let (one, other) = (sides[0], sides[1])
            if one == other { return 0 }
            if options.has("s") { return 1 }
            guard let at = zip(one, other).enumerated().first(where: { $0.element.0 != $0.element.1 })?.offset
            else {
                await applet.say("EOF on \(one.count < other.count ? options.rest[0] : options.rest[1])")
                return 1
            }
            let line = one[..<at].count { $0 == 10 } + 1
            try await applet.printLine(
                "\(options.rest[0]) \(options.rest[1]) differ: char \(at + 1), line \(line)"
            )
            return 1
        },
        "dd": Applet("dd") { applet async throws(Applet.Stop) in
            var settings: [String: String] = [:]
            for word in applet.arguments {
                let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
                guard parts.count == 2,
                    ["if", "of", "bs", "count", "skip", "seek", "conv", "status", "ibs", "obs"].contains(
                        parts[0]
                    )
                else {
                    throw await applet.fail("invalid argument '\(word)'")
                }
                settings[parts[0]] = parts[1]
            }
            guard let size = Sizes.parse(settings["bs"] ?? "512"), (1...(16 << 20)).contains(size) else {
                throw await applet.fail("invalid number '\(settings["bs"] ?? "")'")
            }
            let count = settings["count"].flatMap { Sizes.parse($0) } ?? Int.max
            guard let input = await applet.open(settings["if"] ?? "-") else { return 1 }
            var output = applet.process.streams.output
            if let name = settings["of"] {
                do throws(FileTreeError) { output = try applet.process.openForWriting(name) } catch {
                    throw await applet.fail("can't open '\(name)': \(error.words)")
                }
            }
            var (whole, part, skipped) = (0, 0, settings["skip"].flatMap { Sizes.parse($0) } ?? 0)
            var block: [UInt8] = []
            while whole + part < count {
                try await applet.step()
                block = []
                while block.count < size, let piece = await input.read(atMost: size - block.count) {
                    block += piece
                }
                if block.isEmpty { break }
                if skipped > 0 {
                    skipped -= 1
                    continue
                }
                if block.count == size { whole += 1 } else { part += 1 }
                do { try await output.write(block) } catch {
                    guard ((output as? SharedSink)?.base ?? output) is FileSink else { throw .exit(141) }
                    await applet.say("error writing '\(settings["of"] ?? "stdout")': No space left on device")
                    return 1
                }
            }
            if settings["status"] != "none" {
                try? await applet.process.streams.error.write(
                    Array("\(whole)+\(part) records in\n\(whole)+\(part) records out\n".utf8)
                )
            }
            return 0
        },
        "netstat": Applet("netstat") { applet async throws(Applet.Stop) in
            guard let host = applet.process.world.network as? SimHost else {
                throw await applet.notModelled("netstat here")
            }
            try await applet.print(
                "Active Internet connections (only servers)\nProto Recv-Q Send-Q Local Address           Foreign Address         State       \n"
            )
            for port in host.ports {
                let place = "0.0.0.0:\(port)"
                try await applet.printLine(
                    "tcp        0      0 \(place)\(String(repeating: " ", count: max(1, 24 - place.count)))0.0.0.0:*               LISTEN      "
                )
            }
            return 0
        },
    ]
}
