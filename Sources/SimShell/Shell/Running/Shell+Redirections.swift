extension Shell {
    /// Redirects; what was there before, or nil where one failed, which is said.
    mutating func redirect(
        _ redirections: [ShellRedirection]
    ) async throws(ShellUnwind) -> [Int: Descriptor?]? {
        var saved: [Int: Descriptor?] = [:]
        for redirection in redirections.flatMap(\.steps) {
            let opened: Descriptor?
            do throws(ShellUnwind) {
                switch try await open(redirection) {
                case .failed:
                    restore(saved)
                    return nil
                case .closed: opened = nil
                case .open(let descriptor): opened = descriptor
                }
            } catch {
                restore(saved)
                throw error
            }
            if saved[redirection.descriptor] == nil {
                saved.updateValue(descriptors[redirection.descriptor], forKey: redirection.descriptor)
            } else {
                descriptors[redirection.descriptor]?.close()
            }
            descriptors[redirection.descriptor] = opened
        }
        return saved
    }

    /// Puts back what was there before.
    mutating func restore(_ saved: [Int: Descriptor?]) {
        for (number, descriptor) in saved {
            descriptors[number]?.close()
            descriptors[number] = descriptor
        }
    }

    private enum Opened {
        case open(Descriptor)
        case closed
        case failed
    }

    private mutating func open(_ redirection: ShellRedirection) async throws(ShellUnwind) -> Opened {
        switch redirection.kind {
        case .hereDocument:
            let text = Array(try await text(redirection.word).utf8)
            return .open(Descriptor(source: SharedSource(MemorySource(text))))
        case .hereString:
            let text = Array(try await text(redirection.word).utf8) + [10]
            return .open(Descriptor(source: SharedSource(MemorySource(text))))
        case .duplicate:
            let target = try await text(redirection.word)
            if target == "-" { return .closed }
            guard let number = Int(target), (0...9).contains(number), let open = descriptors[number] else {
                await say(Int(target) == nil ? "bad fd number" : "\(target): Bad file descriptor")
                if Int(target) == nil { throw .failure(2) }
                return .failed
            }
            return .open(open.duplicated())
        case .read, .write, .append, .readWrite, .clobber:
            let path = try await text(redirection.word)
            if dialect == .bash, path.hasPrefix("/dev/tcp/") || path.hasPrefix("/dev/udp/") {
                return try await connect(path).map { .open($0) } ?? .failed
            }
            do throws(FileTreeError) {
                return .open(try open(path, redirection.kind))
            } catch {
                if dialect == .bash {
                    await say("\(path): \(error.words)")
                } else if case .read = redirection.kind {
                    await say("can't open \(path): \(words(error, orMissing: "no such file"))")
                } else {
                    await say("can't create \(path): \(words(error, orMissing: "nonexistent directory"))")
                }
                return .failed
            }
        }
    }

    private func open(_ path: String, _ kind: ShellRedirection.Kind) throws(FileTreeError) -> Descriptor {
        guard !path.isEmpty else { throw FileTreeError(.notFound, path) }
        let path = absolute(path)
        if case .device(let device)? = try? files.content(path, as: user) {
            switch device {
            case .stream(let number):
                guard let own = descriptors[number] else { throw FileTreeError(.noDevice, path) }
                return own.duplicated()
            case .terminal:
                guard let own = descriptors[0], own.isTerminal else { throw FileTreeError(.noDevice, path) }
                return Descriptor(
                    source: own.source?.duplicated(),
                    sink: descriptors[1]?.sink?.duplicated(),
                    isTerminal: true
                )
            default: break
            }
        }
        var context = process
        context.workingDirectory = workingDirectory
        switch kind {
        case .read: return Descriptor(source: SharedSource(try context.openForReading(path)))
        case .append:
            return Descriptor(
                sink: SharedSink(try context.openForWriting(path, .atEnd, mode: 0o666 & ~mask))
            )
        case .readWrite:
            let sink = try context.openForWriting(path, .at(0), mode: 0o666 & ~mask)
            return Descriptor(source: SharedSource(try context.openForReading(path)), sink: SharedSink(sink))
        default:
            if case .write = kind, options.contains("C"), (try? files.status(path))?.kind == .file {
                throw FileTreeError(.exists, path)
            }
            return Descriptor(
                sink: SharedSink(try context.openForWriting(path, .replacing, mode: 0o666 & ~mask))
            )
        }
    }
}
