import EngineAPI
import TarStream
import Testing

extension EngineContract {
    func files() async throws {
        try await withContainer(["sleep", "300"], starts: false) { id in
            let archive = try TarWriter.archive([("hello.txt", Array("hello\n".utf8))])
            try await engine.writeArchive(id, ArchiveTarget(path: "/tmp"), EngineStream([archive]))
            #expect(try await engine.statPath(id, path: "/tmp/hello.txt").size == 6)
            let (stat, stream) = try await engine.readArchive(id, path: "/tmp/hello.txt")
            #expect(stat.name == "hello.txt")
            let read = try await stream.bytes(atMost: 1 << 20)
            #expect(String(decoding: read, as: UTF8.self).contains("hello\n"))
            #expect(await failure { _ = try await engine.statPath(id, path: "/no/such") } == .notFound)
        }
    }

    func networks() async throws {
        let name = "contract-\(UInt32.random(in: 0 ... .max))"
        let network = try await engine.createNetwork(NetworkCreation().with { $0.name = name }).id
        do {
            #expect(try await engine.inspectNetwork(name).id == network)
            #expect(try await engine.listNetworks(Filters(["name": [name]])).map(\.name) == [name])
            try await withContainer(
                ["sleep", "300"],
                name: name + "-c",
                { $0.hostConfig.networkMode = name }
            ) { id in
                #expect(
                    try await engine.inspectContainer(id, size: false).networkSettings.networks[name] != nil
                )
                try await withContainer(
                    ["ping", "-c1", "-W2", "\(name)-c"],
                    { $0.hostConfig.networkMode = name }
                ) { other in
                    let result = try await engine.waitContainer(other, .notRunning).next()
                    #expect(result?.statusCode == 0)
                }
                #expect(await failure { try await engine.removeNetwork(name) } != nil)
            }
            try await engine.removeNetwork(name)
        } catch {
            try? await engine.removeNetwork(network)
            throw error
        }
        #expect(await failure { _ = try await engine.inspectNetwork(name) } == .notFound)
    }

    func volumes() async throws {
        let name = "contract-\(UInt32.random(in: 0 ... .max))"
        let volume = try await engine.createVolume(
            VolumeCreation().with {
                $0.name = name
                $0.labels = ["a": "b"]
            }
        )
        do {
            #expect(volume.name == name)
            #expect(try await engine.inspectVolume(name).labels?["a"] == "b")
            for (command, code) in [
                ("echo kept > /v/f", 0), ("grep -q kept /v/f", 0), ("grep -q other /v/f", 1),
            ] {
                try await withContainer(["sh", "-c", command], { $0.hostConfig.binds = ["\(name):/v"] }) {
                    id in
                    let result = try await engine.waitContainer(id, .notRunning).next()
                    #expect(result?.statusCode == code)
                    #expect(await failure { try await engine.removeVolume(name, force: false) } == .conflict)
                }
            }
            try await engine.removeVolume(name, force: false)
        } catch {
            try? await engine.removeVolume(name, force: true)
            throw error
        }
        #expect(try await engine.listVolumes(Filters(["name": [name]])).volumes.isEmpty)
    }

    func images() async throws {
        let tag = "contract/x\(UInt32.random(in: 0 ... .max)):1"
        try await engine.tagImage(image, repo: String(tag.dropLast(2)), tag: "1")
        #expect(try await engine.inspectImage(tag).id == engine.inspectImage(image).id)
        let listed = try await engine.listImages(ImageListQuery()).flatMap { $0.repoTags ?? [] }
        #expect(listed.contains { $0.hasSuffix(tag) })
        #expect(try await engine.imageHistory(tag).isEmpty == false)
        _ = try await engine.removeImage(tag, force: false, noPrune: false)
        #expect(await failure { _ = try await engine.inspectImage(tag) } == .notFound)
    }

    func imports() async throws {
        let tag = "contract/i\(UInt32.random(in: 0 ... .max)):1"
        let archive = try TarWriter.archive([("hello.txt", Array("hello\n".utf8))])
        var options = ImportOptions()
        (options.source, options.repo) = ("-", tag)
        let messages = try await engine.importImage(options, EngineStream([archive])).collect()
        #expect(messages.compactMap(\.error).isEmpty)
        #expect(try await engine.inspectImage(tag).repoTags.contains { $0.hasSuffix(tag) })
        _ = try await engine.removeImage(tag, force: false, noPrune: false)
    }

    func build() async throws {
        let tag = "contract/b\(UInt32.random(in: 0 ... .max)):1"
        let context = try TarWriter.archive([
            ("Dockerfile", Array("FROM \(image)\nCOPY f /f\nRUN cat /f > /g\nCMD [\"cat\", \"/g\"]\n".utf8)),
            ("f", Array("built\n".utf8)),
        ])
        var options = BuildOptions()
        options.tags = [tag]
        let messages = try await engine.build(options, EngineStream([context])).collect()
        #expect(messages.compactMap(\.error).isEmpty)
        let creation = ContainerCreation().with { $0.config.image = tag }
        let id = try await engine.createContainer(creation).id
        let wait = try await engine.waitContainer(id, .nextExit)
        _ = try await engine.startContainer(id)
        _ = try await wait.next()
        var query = LogQuery()
        query.stdout = true
        let logs = try await engine.logs(id, query)
        #expect(try await text(logs.isTTY, logs.bytes) == "built\n")
        try await engine.removeContainer(id, RemoveOptions(force: true))
        _ = try await engine.removeImage(tag, force: true, noPrune: false)
    }

    func events() async throws {
        var query = EventQuery()
        query.filters = Filters(["type": ["container"], "event": ["create", "start", "die", "destroy"]])
        let events = try await engine.events(query)
        let name = "contract-\(UInt32.random(in: 0 ... .max))"
        try await withContainer(["true"], name: name) { id in
            _ = try await engine.waitContainer(id, .notRunning).next()
        }
        var seen: [String] = []
        while let event = try await events.next() {
            guard event.actor.attributes["name"] == name else { continue }
            seen.append(event.action)
            if event.action == "destroy" { break }
        }
        events.cancel()
        #expect(seen == ["create", "start", "die", "destroy"])
    }
}
