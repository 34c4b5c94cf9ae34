/// `tar`: plain archives, made, listed and taken apart.
enum TarCommand {
    private static let block = 512

    static let run: @Sendable (inout AppletContext) async throws(Applet.Stop) -> ExitCode = {
        applet async throws(Applet.Stop) in
        let options = try await TarOptions(applet.arguments, applet)
        if options.isCompressed { throw await applet.notModelled("compression") }
        let name = options.archive
        if options.has("c") { return try await create(name, options, &applet) }
        guard options.has("t") || options.has("x") else {
            throw await applet.usage(TarOptions.usage)
        }
        guard
            let source = name == "-" ? applet.process.streams.input : try? applet.process.openForReading(name)
        else {
            throw await applet.fail("can't open '\(name)': No such file or directory")
        }
        let bytes = try await applet.contents(source)
        // What gzip made says so by its first bytes; tar takes it without being told.
        if bytes.starts(with: [0x1F, 0x8B]) { throw await applet.notModelled("compression") }
        return try await read(bytes, options, &applet)
    }

    private static func read(
        _ bytes: [UInt8],
        _ options: TarOptions,
        _ applet: inout AppletContext
    ) async throws(Applet.Stop) -> ExitCode {
        var at = 0
        var longName: String?
        while at + block <= bytes.count {
            try await applet.step()
            let head = Array(bytes[at..<at + block])
            at += block
            if head.allSatisfy({ $0 == 0 }) { return 0 }
            guard let size = octal(head[124..<136]), size <= bytes.count - at, isSound(head) else {
                throw await applet.fail("invalid tar header checksum")
            }
            let content = Array(bytes[at..<at + size])
            at += min(bytes.count - at, (size + block - 1) / block * block)
            if head[156] == UInt8(ascii: "L") {
                longName = text(content[...])
                continue
            }
            let prefix = text(head[345..<500])
            let name = longName ?? (prefix.isEmpty ? "" : prefix + "/") + text(head[0..<100])
            longName = nil
            guard !name.isEmpty, options.isNamed(name), !options.isExcluded(name) else { continue }
            var member = Member(
                name: name,
                kind: head[156],
                mode: octal(head[100..<108]) ?? 0o644,
                target: text(head[157..<257]),
                modified: octal(head[136..<148]) ?? 0,
                content: content
            )
            if options.has("t") {
                try await applet.printLine(options.has("v") ? member.line : name)
            } else {
                if options.has("v") { try await applet.printLine(name) }
                guard member.strip(by: options) else { continue }
                try await member.unpack(below: options.folder, toOutput: options.has("O"), &applet)
            }
        }
        return 0
    }

    private struct Member {
        var name: String
        let kind: UInt8
        let mode: Int
        var target: String
        let modified: Int
        let content: [UInt8]

        var line: String {
            let kinds: [UInt8: FileKind] = [UInt8(ascii: "5"): .directory, UInt8(ascii: "2"): .link]
            let status = FileStatus(
                kind: kinds[kind] ?? .file,
                mode: mode & 0o7777,
                size: content.count,
                modified: WallTime(nanoseconds: 0)
            )
            let size = String(content.count)
            let seconds = min(modified, 253_402_300_799)
            return FileMode.text(status) + " 0/0 " + String(repeating: " ", count: max(0, 9 - size.count))
                + size + " "
                + CalendarDate(seconds: seconds).formatted("%F %T", seconds: seconds) + " " + name
                + (target.isEmpty ? "" : " -> \(target)")
        }

        /// Takes folders off in front of its name, and of the name that a hard link is to; false where nothing is left.
        mutating func strip(by options: TarOptions) -> Bool {
            guard options.stripped > 0 else { return true }
            guard let rest = options.stripped(name) else { return false }
            name = rest
            guard kind == UInt8(ascii: "1") else { return true }
            guard let first = options.stripped(target) else { return false }
            target = first
            return true
        }

        /// Puts it below a folder; what would lead out of it stays inside, by its name.
        func unpack(
            below folder: String,
            toOutput: Bool,
            _ applet: inout AppletContext
        ) async throws(Applet.Stop) {
            let names = name.split(separator: "/").filter { $0 != "." && $0 != ".." }
            guard !names.isEmpty else { return }
            let path = applet.path(folder) + "/" + names.joined(separator: "/")
            if toOutput {
                try await applet.write(content)
                return
            }
            do throws(FileTreeError) {
                let owner = FileOwner(applet.user)
                let outer = applet.path(folder) + "/" + names.dropLast().joined(separator: "/")
                if names.count > 1 {
                    try applet.files.makeDirectory(outer, owner: owner, intermediate: true, as: applet.user)
                }
                switch kind {
                case UInt8(ascii: "5"):
                    try applet.files.makeDirectory(
                        path,
                        mode: mode & 0o7777,
                        owner: owner,
                        intermediate: true,
                        as: applet.user
                    )
                case UInt8(ascii: "2"):
                    if (try? applet.files.status(path, followingLinks: false)) != nil {
                        try applet.files.remove(path, as: applet.user)
                    }
                    try applet.files.link(target, at: path, owner: owner, as: applet.user)
                case UInt8(ascii: "1"):
                    let first = target.split(separator: "/").filter { $0 != "." && $0 != ".." }
                    if (try? applet.files.status(path, followingLinks: false)) != nil {
                        try applet.files.remove(path, as: applet.user)
                    }
                    try applet.files.addName(
                        path,
                        to: applet.path(folder) + "/" + first.joined(separator: "/"),
                        as: applet.user
                    )
                case UInt8(ascii: "0"), 0:
                    if (try? applet.files.status(path, followingLinks: false))?.kind == .link {
                        try applet.files.remove(path, as: applet.user)
                    }
                    try applet.files.write(path, content, mode: mode & 0o7777, owner: owner, as: applet.user)
                default:
                    await applet.say("\(name): this kind of member is not modelled by the embedded engine")
                }
            } catch {
                throw await applet.fail("can't open '\(name)': \(error.words)")
            }
        }
    }

    private static func text(_ bytes: ArraySlice<UInt8>) -> String {
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }

    private static func octal(_ bytes: ArraySlice<UInt8>) -> Int? {
        let digits = bytes.drop { $0 == 32 }.prefix { $0 != 0 && $0 != 32 }
        return digits.isEmpty
            ? 0 : Int(String(decoding: digits, as: UTF8.self), radix: 8).flatMap { $0 < 0 ? nil : $0 }
    }

    private static func isSound(_ head: [UInt8]) -> Bool {
        let sum = head.enumerated().reduce(0) {
            $0 + ((148..<156).contains($1.offset) ? 32 : Int($1.element))
        }
        return octal(head[148..<156]) == sum
    }

    private static func create(
        _ target: String,
        _ options: TarOptions,
        _ applet: inout AppletContext
    ) async throws(Applet.Stop) -> ExitCode {
        guard !options.names.isEmpty else { throw await applet.fail("empty archive") }
        var archive: [UInt8] = []
        var code: ExitCode = 0
        let folder = applet.path(options.folder)
        var waiting = Array(options.names.reversed())
        var saidSlash = false
        // The first name of each file that has more than one.
        var firstNames: [Int: (path: String, name: String)] = [:]
        while let name = waiting.popLast() {
            try await applet.step()
            if options.isExcluded(name) { continue }
            let path = FileTree.absolute(name, in: folder)
            do throws(FileTreeError) {
                let status = try applet.files.status(path, followingLinks: options.has("h"), as: applet.user)
                var stored = name
                while stored.hasPrefix("/") { stored.removeFirst() }
                if stored != name, !saidSlash {
                    saidSlash = true
                    await applet.say("removing leading '/' from member names")
                }
                if status.kind == .directory, !stored.hasSuffix("/") { stored += "/" }
                let known = status.number.flatMap { firstNames[$0] }
                let first = known.flatMap { applet.files.isSame($0.path, path) ? $0.name : nil }
                let content =
                    status.kind == .file && first == nil ? try applet.files.read(path, as: applet.user) : []
                if !stored.isEmpty, status.kind != .device {
                    archive += member(stored, status, content, linkedTo: first)
                    if let number = status.number, first == nil { firstNames[number] = (path, stored) }
                    if options.has("v") {
                        let line = Array("\(stored)\n".utf8)
                        let sink =
                            target == "-" ? applet.process.streams.error : applet.process.streams.output
                        try? await sink.write(line)
                    }
                }
                if status.kind == .directory {
                    let inner = try applet.files.list(path, as: applet.user)
                    waiting += inner.reversed().map {
                        name.hasSuffix("/") ? name + $0.name : "\(name)/\($0.name)"
                    }
                }
            } catch {
                await applet.say("\(name): \(error.words)")
                code = 1
            }
            guard archive.count <= 32 << 20 else { throw await applet.fail("archive too large") }
        }
        archive += [UInt8](repeating: 0, count: 2 * block)
        if target == "-" {
            try await applet.write(archive)
        } else {
            do throws(FileTreeError) {
                try applet.files.write(
                    applet.path(target),
                    archive,
                    owner: FileOwner(applet.user),
                    as: applet.user
                )
            } catch {
                throw await applet.fail("can't open '\(target)': \(error.words)")
            }
        }
        return code
    }

    private static func member(
        _ name: String,
        _ status: FileStatus,
        _ content: [UInt8],
        linkedTo first: String?
    ) -> [UInt8] {
        var long: [UInt8] = []
        if name.utf8.count > 100 {
            let bytes = Array(name.utf8) + [0]
            long =
                head("././@LongLink", kind: "L", mode: 0, size: bytes.count, modified: 0, target: "")
                + filled(bytes)
        }
        let kind = status.kind == .directory ? "5" : first != nil ? "1" : status.kind == .link ? "2" : "0"
        return long
            + head(
                name,
                kind: kind,
                mode: status.mode,
                size: content.count,
                modified: max(0, status.modified.seconds),
                target: first ?? status.linkTarget ?? ""
            ) + filled(content)
    }

    private static func filled(_ bytes: [UInt8]) -> [UInt8] {
        bytes + [UInt8](repeating: 0, count: (block - bytes.count % block) % block)
    }

    private static func head(
        _ name: String,
        kind: String,
        mode: Int,
        size: Int,
        modified: Int,
        target: String
    ) -> [UInt8] {
        var head = [UInt8](repeating: 0, count: block)
        func put(_ text: String, at place: Int, _ width: Int) {
            for (index, byte) in text.utf8.prefix(width).enumerated() { head[place + index] = byte }
        }
        func put(_ number: Int, at place: Int, digits: Int) {
            let text = String(number, radix: 8)
            put(String(repeating: "0", count: max(0, digits - text.count)) + text, at: place, digits)
        }
        put(name, at: 0, 100)
        put(mode, at: 100, digits: 7)
        put(0, at: 108, digits: 7)
        put(0, at: 116, digits: 7)
        put(size, at: 124, digits: 11)
        put(modified, at: 136, digits: 11)
        put("        ", at: 148, 8)
        put(kind, at: 156, 1)
        put(target, at: 157, 100)
        put("ustar  ", at: 257, 7)
        let sum = head.reduce(0) { $0 + Int($1) }
        put(sum, at: 148, digits: 6)
        head[154] = 0
        return head
    }
}
