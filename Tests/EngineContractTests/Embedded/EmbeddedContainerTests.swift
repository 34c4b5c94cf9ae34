import EngineAPI
import EngineGate
import TarStream
import Testing

/// Containers of the catalogue's images, on the embedded engine behind the gate.
@Suite(.timeLimit(.minutes(2)))
struct EmbeddedContainerTests {
    @Test func makesTheWorkingFolderOfAReadOnlyContainer() async throws {
        try await StudentsGate.open { student in
            try await student.pull("alpine")
            let id = try await student.start("alpine", ["sleep", "100"]) {
                ($0.hostConfig.readonlyRootfs, $0.config.workingDir) = (true, "/w/deep")
            }
            #expect(try await student.executed(id, ["pwd"]) == "/w/deep\n")
            #expect(try await student.executed(id, ["touch", "/w/x"]).contains("Read-only file system"))
        }
    }

    @Test(arguments: [
        (
            "alpine",
            "/home /media /mnt /opt /root /run /srv /tmp /usr/local/bin /usr/share /var/cache /var/lib /var/log"
        ),
        (
            "debian:bookworm-slim",
            "/boot /home /lib64 /media /mnt /opt /run /srv /usr/local/bin /usr/src /var/cache /var/lib"
        ),
        (
            "ubuntu",
            "/boot /home /lib64 /media /mnt /opt /run /srv /usr/local/bin /usr/src /var/cache /var/lib"
        ),
    ])
    func hasTheUsualFolders(_ image: String, _ folders: String) async throws {
        try await StudentsGate.open { student in
            try await student.pull(image)
            let script = "for d in \(folders); do test -d $d || echo $d; done"
            #expect(try await student.printed(image, ["sh", "-c", script]) == "")
        }
    }

    /// The mark is in what is exported; it is neither a change nor part of an image.
    @Test func marksContainers() async throws {
        try await StudentsGate.open { student in
            let said = try await student.build("made", "FROM alpine\nRUN ls -A / && touch /kept\n")
            #expect(said.contains(".dockerenv"))
            let id = try await student.start("made", ["sleep", "100"])
            #expect(try await student.executed(id, ["ls", "/.dockerenv", "/kept"]) == "/.dockerenv\n/kept\n")
            #expect(try await student.gate.changes(id) == nil)
            #expect(try await student.gate.inspectContainer(id, size: true).sizeRw == 0)
            let archive = try await student.gate.exportContainer(id)
            let exported = try await TarReader.members(of: archive, limit: 64 << 20).map(\.path)
            #expect(exported.contains(".dockerenv"))
            let saved = try await student.gate.saveImages(["made"])
            let layers = try await TarReader.members(of: saved, limit: 64 << 20).map(\.contents)
            #expect(!layers.contains { String(decoding: $0, as: UTF8.self).contains(".dockerenv") })
        }
    }

    @Test(arguments: ["debian:bookworm-slim", "ubuntu", "nginx"])
    func looksUpNamesOnDebian(_ image: String) async throws {
        try await StudentsGate.open { student in
            try await student.pull(image)
            let found = try await student.printed(image, ["getent", "passwd", "root"]) {
                $0.config.entrypoint = [""]
            }
            #expect(found.hasPrefix("root:x:0:0:root:/root:"))
        }
    }

    @Test func listsProcessesOnUbuntu() async throws {
        try await StudentsGate.open { student in
            try await student.pull("ubuntu")
            #expect(try await student.printed("ubuntu", ["ps"]).contains("ps"))
        }
    }

    @Test(arguments: ["perl", "login", "lscpu", "tput", "locale", "dpkg-query", "apt-cache", "comm"])
    func saysWhatIsNotModelled(_ program: String) async throws {
        try await StudentsGate.open { student in
            for image in ["debian:bookworm-slim", "ubuntu"] {
                try await student.pull(image)
                let said = try await student.printed(image, [program])
                #expect(said.contains("\(program): not modelled by the embedded engine"))
            }
        }
    }

    @Test func namesTheAddressOfAPortThatIsTaken() async throws {
        try await StudentsGate.open(at: "127.89.0.7") { student in
            try await student.pull("alpine")
            for (host, shown) in [("127.0.0.1", "127.0.0.1"), ("", "0.0.0.0")] {
                let number = host.isEmpty ? "18101" : "18100"
                let change: (inout ContainerCreation) -> Void = {
                    $0.hostConfig.portBindings = ["80/tcp": [PortBinding(hostIP: host, hostPort: number)]]
                }
                try await student.start("alpine", ["sleep", "100"], change)
                let refused = await student.refusal {
                    try await student.start("alpine", ["sleep", "100"], change)
                }
                #expect(
                    refused?.hasSuffix("Bind for \(shown):\(number) failed: port is already allocated")
                        == true
                )
            }
        }
    }

    @Test func publishesOnePortThreeTimes() async throws {
        try await StudentsGate.open(at: "127.89.0.8") { student in
            try await student.pull("alpine")
            let asked = [("", "9094"), ("127.0.0.1", "9095"), ("", "86")].map {
                PortBinding(hostIP: $0.0, hostPort: $0.1)
            }
            let id = try await student.start("alpine", ["sleep", "100"]) {
                $0.hostConfig.portBindings = ["80/tcp": asked]
            }
            let published = try await student.gate.publishedPorts()
            #expect(
                published.sorted { $0.asked < $1.asked }.map { [$0.asked, $0.opened] }
                    == [[86, 40_086], [9094, 9094], [9095, 9095]]
            )
            let ports = try await student.gate.inspectContainer(id, size: false).networkSettings.ports
            #expect(
                ((ports["80/tcp"] ?? nil) ?? []).map { "\($0.hostIP):\($0.hostPort)" }
                    == ["0.0.0.0:9094", ":::9094", "127.0.0.1:9095", "0.0.0.0:86", ":::86"]
            )
        }
    }

    /// An image that was made of a container carries what was only said of that container.
    @Test func forgetsWhatWasAskedForTheContainerThatAnImageWasMadeOf() async throws {
        try await StudentsGate.open(at: "127.89.0.9") { student in
            try await student.pull("alpine")
            try await student.start("alpine", ["sleep", "100"], name: "first") {
                $0.hostConfig.portBindings = ["80/tcp": [PortBinding(hostIP: "", hostPort: "9094")]]
                $0.hostConfig.logConfig = LogConfig(type: "none", config: [:])
            }
            var options = CommitOptions()
            (options.container, options.repo) = ("first", "made")
            _ = try await student.gate.commit(options)
            try await student.start("made", ["sleep", "100"], name: "second")
            let second = try await student.gate.inspectContainer("second", size: false).hostConfig
            #expect((second.portBindings ?? [:]).isEmpty && !second.publishAllPorts)
            #expect(second.logConfig == LogConfig(type: "json-file", config: [:]))
        }
    }

    @Test func linksToWhoIsInTheDefaultNetwork() async throws {
        try await StudentsGate.open { student in
            try await student.pull("alpine")
            _ = try await student.gate.createNetwork(NetworkCreation().with { $0.name = "other" })
            try await student.start("alpine", ["sleep", "100"], name: "ng") {
                $0.hostConfig.networkMode = "other"
            }
            try await student.start("alpine", ["sleep", "100"], name: "db")
            let refused = await student.refusal {
                try await student.start("alpine", ["true"]) { $0.hostConfig.links = ["ng:web"] }
            }
            #expect(
                refused?.hasSuffix("Cannot link to /ng, as it does not belong to the default network") == true
            )
            try await student.start("alpine", ["true"]) { $0.hostConfig.links = ["db:web"] }
        }
    }
}
