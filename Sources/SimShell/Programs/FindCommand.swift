/// `find`, with the tests and actions that are used most.
struct FindCommand {
    private indirect enum Test {
        case name(ShellPattern, isPath: Bool, ignoringCase: Bool)
        case kind(FileKind)
        case empty
        case newer(WallTime)
        case size(Int, sign: Int)
        case names(Int, sign: Int)
        case sameFile(String)
        case number(Int)
        case age(Int, sign: Int, unit: Int)
        case mode(Int)
        case owner(Int)
        case not(Test)
        case both(Test, Test)
        case either(Test, Test)
        case print(UInt8)
        case delete
        case prune
        case run([String], isBatch: Bool)
        case always
    }

    private var words: ArraySlice<String>
    private var hasAction = false
    private var minDepth = 0
    private var maxDepth = Int.max
    private var depth = 0
    private var batches: [[String]: [String]] = [:]
    private var code: ExitCode = 0

    static let run: @Sendable (inout AppletContext) async throws(Applet.Stop) -> ExitCode = {
        applet async throws(Applet.Stop) in
        let words = applet.arguments[...]
        let paths = words.prefix { !$0.hasPrefix("-") && $0 != "(" && $0 != "!" }
        var find = FindCommand(words: words.dropFirst(paths.count))
        var test = find.words.isEmpty ? Test.always : try await find.either(applet)
        guard find.words.isEmpty else { throw await applet.fail("unrecognized: \(find.words.first ?? "")") }
        if !find.hasAction { test = .both(test, .print(10)) }
        for path in paths.isEmpty ? ["."] : Array(paths) { try await find.visit(path, 0, test, &applet) }
        for (command, names) in find.batches { try await find.execute(command, names, &applet) }
        return find.code
    }

    private init(words: ArraySlice<String>) { self.words = words }

    private mutating func either(_ applet: AppletContext) async throws(Applet.Stop) -> Test {
        depth += 1
        defer { depth -= 1 }
        guard depth < 40 else { throw await applet.fail("expression nested too deeply") }
        var test = try await both(applet)
        while words.first == "-o" || words.first == "-or" {
            words = words.dropFirst()
            test = .either(test, try await both(applet))
        }
        return test
    }

    private mutating func both(_ applet: AppletContext) async throws(Applet.Stop) -> Test {
        var test = try await primary(applet)
        while let word = words.first, word != "-o", word != "-or", word != ")" {
            if word == "-a" || word == "-and" { words = words.dropFirst() }
            test = .both(test, try await primary(applet))
        }
        return test
    }

    private mutating func argument(
        _ name: String,
        _ applet: AppletContext
    ) async throws(Applet.Stop) -> String {
        guard let word = words.popFirst() else { throw await applet.fail("\(name): argument required") }
        return word
    }

    private mutating func number(
        _ name: String,
        _ applet: AppletContext
    ) async throws(Applet.Stop) -> (Int, Int, String) {
        let text = try await argument(name, applet)
        let sign = text.hasPrefix("+") ? 1 : text.hasPrefix("-") ? -1 : 0
        let bare = sign == 0 ? text : String(text.dropFirst())
        let digits = bare.prefix(while: \.isNumber)
        guard let value = Int(digits), value < 1 << 40 else {
            throw await applet.fail("invalid number '\(text)'")
        }
        return (value, sign, String(bare.dropFirst(digits.count)))
    }

    private mutating func primary(_ applet: AppletContext) async throws(Applet.Stop) -> Test {
        guard let word = words.popFirst() else { throw await applet.fail("bad expression") }
        switch word {
        case "(":
            let test = try await either(applet)
            guard words.popFirst() == ")" else { throw await applet.fail("unmatched '('") }
            return test
        case "!", "-not":
            depth += 1
            defer { depth -= 1 }
            guard depth < 40 else { throw await applet.fail("expression nested too deeply") }
            return .not(try await primary(applet))
        case "-name", "-iname", "-path", "-wholename":
            let pattern = try await argument(word, applet)
            let ignoringCase = word == "-iname"
            return .name(
                ShellPattern(ignoringCase ? pattern.lowercased() : pattern),
                isPath: word == "-path" || word == "-wholename",
                ignoringCase: ignoringCase
            )
        case "-type":
            let kinds: [String: FileKind] = ["f": .file, "d": .directory, "l": .link, "c": .device]
            let letter = try await argument(word, applet)
            guard let kind = kinds[letter] else {
                throw await applet.fail("invalid argument '\(letter)' to '-type'")
            }
            return .kind(kind)
        case "-empty": return .empty
        case "-newer":
            let name = try await argument(word, applet)
            guard let status = try? applet.files.status(applet.path(name)) else {
                throw await applet.fail("\(name): No such file or directory")
            }
            return .newer(status.modified)
        case "-links":
            let (value, sign, _) = try await number(word, applet)
            return .names(value, sign: sign)
        case "-samefile":
            let name = try await argument(word, applet)
            guard applet.files.exists(applet.path(name)) else {
                throw await applet.fail("\(name): No such file or directory")
            }
            return .sameFile(name)
        case "-inum":
            return .number(try await number(word, applet).0)
        case "-size":
            let (value, sign, unit) = try await number(word, applet)
            let factors = ["": 512, "b": 512, "c": 1, "k": 1024, "M": 1 << 20]
            return .size(value * (factors[unit] ?? 512), sign: sign)
        case "-mtime", "-mmin":
            let (value, sign, _) = try await number(word, applet)
            return .age(value, sign: sign, unit: word == "-mtime" ? 86_400 : 60)
        case "-perm":
            let text = try await argument(word, applet)
            guard let mode = Int(text.drop { $0 == "-" || $0 == "/" }, radix: 8) else {
                throw await applet.fail("invalid mode '\(text)'")
            }
            return .mode(mode)
        case "-user":
            let name = try await argument(word, applet)
            guard let id = Int(name) ?? Accounts(applet.files).user(named: name)?.id else {
                throw await applet.fail("unknown user \(name)")
            }
            return .owner(id)
        case "-maxdepth", "-mindepth":
            let (value, _, _) = try await number(word, applet)
            if word == "-maxdepth" { maxDepth = value } else { minDepth = value }
            return .always
        case "-print", "-print0":
            hasAction = true
            return .print(word == "-print" ? 10 : 0)
        case "-delete":
            hasAction = true
            return .delete
        case "-prune": return .prune
        case "-true", "-follow", "-xdev", "-depth": return .always
        case "-exec":
            hasAction = true
            var command: [String] = []
            while let next = words.popFirst() {
                if next == ";" { return .run(command, isBatch: false) }
                if next == "+", command.last == "{}" { return .run(Array(command.dropLast()), isBatch: true) }
                command.append(next)
            }
            throw await applet.fail("-exec requires an argument")
        default: throw await applet.fail("unrecognized: \(word)")
        }
    }

    private mutating func visit(
        _ path: String,
        _ level: Int,
        _ test: Test,
        _ applet: inout AppletContext
    ) async throws(Applet.Stop) {
        try await applet.step()
        let status: FileStatus
        do throws(FileTreeError) {
            status = try applet.files.status(applet.path(path), followingLinks: false, as: applet.user)
        } catch {
            await applet.say("\(path): \(error.words)")
            code = 1
            return
        }
        var isPruned = false
        let deletes = Self.deletes(test)
        if level >= minDepth, !deletes { _ = try await holds(test, path, status, &isPruned, &applet) }
        if status.kind == .directory, level < maxDepth, !isPruned {
            do throws(FileTreeError) {
                for entry in try applet.files.list(applet.path(path), as: applet.user) {
                    let inner = path.hasSuffix("/") ? path + entry.name : "\(path)/\(entry.name)"
                    do throws(Applet.Stop) { try await visit(inner, level + 1, test, &applet) } catch {
                        stop = error
                    }
                    if let stop { _ = stop; break }
                }
            } catch {
                await applet.say("\(path): \(error.words)")
                code = 1
            }
            if let stop { throw stop }
        }
        if level >= minDepth, deletes { _ = try await holds(test, path, status, &isPruned, &applet) }
    }

    private var stop: Applet.Stop?

    private static func deletes(_ test: Test) -> Bool {
        switch test {
        case .delete: true
        case .not(let inner): deletes(inner)
        case .both(let one, let other), .either(let one, let other): deletes(one) || deletes(other)
        default: false
        }
    }

    private mutating func holds(
        _ test: Test,
        _ path: String,
        _ status: FileStatus,
        _ isPruned: inout Bool,
        _ applet: inout AppletContext
    ) async throws(Applet.Stop) -> Bool {
        func compare(_ value: Int, _ wanted: Int, _ sign: Int) -> Bool {
            sign == 0 ? value == wanted : sign > 0 ? value > wanted : value < wanted
        }
        switch test {
        case .always: return true
        case .name(let pattern, let isPath, let ignoringCase):
            let text = isPath ? path : path.lastName
            return pattern.matches(Array((ignoringCase ? text.lowercased() : text).utf8))
        case .kind(let kind): return status.kind == kind
        case .empty:
            if status.kind == .directory {
                return (try? applet.files.list(applet.path(path)).isEmpty) ?? false
            }
            return status.kind == .file && status.size == 0
        case .newer(let time): return status.modified > time
        case .size(let size, let sign): return compare(status.size, size, sign)
        case .names(let count, let sign):
            return compare(status.kind == .directory ? 2 : status.names, count, sign)
        case .sameFile(let name):
            return applet.files.isSame(applet.path(path), applet.path(name), followingLinks: false)
        case .number(let number): return (try? applet.files.number(of: applet.path(path))) == number
        case .age(let value, let sign, let unit):
            return compare((applet.process.world.now.seconds - status.modified.seconds) / unit, value, sign)
        case .mode(let mode): return status.mode & mode == mode
        case .owner(let id): return status.owner == id
        case .not(let inner): return try await !holds(inner, path, status, &isPruned, &applet)
        case .both(let one, let other):
            guard try await holds(one, path, status, &isPruned, &applet) else { return false }
            return try await holds(other, path, status, &isPruned, &applet)
        case .either(let one, let other):
            if try await holds(one, path, status, &isPruned, &applet) { return true }
            return try await holds(other, path, status, &isPruned, &applet)
        case .print(let end):
            try await applet.write(Array(path.utf8) + [end])
            return true
        case .delete:
            do throws(FileTreeError) {
                try applet.files.remove(applet.path(path), as: applet.user)
            } catch {
                await applet.say("\(path): \(error.words)")
                code = 1
            }
            return true
        case .prune:
            isPruned = true
            return true
        case .run(let command, let isBatch):
            if isBatch {
                batches[command, default: []].append(path)
                return true
            }
            return try await execute(
                command.map {
                    $0.split(separator: "{}", omittingEmptySubsequences: false).joined(separator: path)
                },
                [],
                &applet
            ) == 0
        }
    }

    @discardableResult private mutating func execute(
        _ command: [String],
        _ names: [String],
        _ applet: inout AppletContext
    )
        async throws(Applet.Stop) -> ExitCode
    {
        let result = try await applet.runCommand(command + names)
        if result != 0, !names.isEmpty { code = result == 127 ? 1 : result }
        return result
    }
}
