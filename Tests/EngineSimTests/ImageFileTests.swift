import EngineAPI
import EngineSim
import SimShell
import SourceText
import Testing

/// The catalogue's files: what they say, and what is said of those that are wrong.
struct ImageFileTests {
    @Test func theProjectsOwnFilesAreGood() throws {
        let files = try TestEngine.files()
        #expect(files.count >= 5)
        for file in files {
            let read = ImageFile(file)
            #expect(read.diagnostics.isEmpty, "\(file.name)")
            // What is known of a file before it is read.
            #expect(Set(read.images.map(\.repository)) == [ImageFile.repository(of: file)], "\(file.name)")
        }
        let models = try TestEngine.images()
        // Each base is in the catalogue, and no tag is given twice.
        let references = models.flatMap(\.references)
        #expect(Set(references).count == references.count)
        for base in models.compactMap(\.base) {
            #expect(ImageReference(base).map { references.contains($0.tagged) } == true, "\(base)")
        }
    }

    @Test func variantsShareOneText() throws {
        let text = """
            image: demo
            created: 2024-01-02T03:04:05Z
            variants:
              - {tags: [latest, "2"], set: {V: "2.0", SIZE: 2MB}}
              - {tags: ["1"], set: {V: "1.0", SIZE: 1MB}}
            config:
              env: {VERSION: "@V@", MAIL: "a@b"}
              ports: [80, 53/udp]
              cmd: serve
            layers:
              - by: "ADD @V@"
                size: "@SIZE@"
                files:
                  /version: "@V@\\n"
                  /bin/serve: {program: serve, size: 1kB}
                  /run/x: {link: /version}
              - by: CMD
            """
        let file = ImageFile(SourceFile(name: "demo.yaml", text: text))
        #expect(file.diagnostics.isEmpty)
        #expect(file.images.map(\.tags) == [["latest", "2"], ["1"]])
        let source = SourceFile(name: "demo.yaml", text: text)
        #expect(ImageFile(source, tagged: "1").images == file.images.suffix(1))
        #expect(ImageFile(source, tagged: "3").images.isEmpty)
        let model = try #require(file.images.last)
        #expect(model.config.env == ["VERSION=1.0", "MAIL=a@b"])
        #expect(model.config.exposedPorts?.keys.sorted() == ["53/udp", "80/tcp"])
        #expect(model.config.cmd == ["serve"])
        #expect(model.layers.first?.size == 1_000_000 && model.layers.last?.files == nil)
        #expect(
            model.layers.first?.files?["/version"]
                == .file(.text("1.0\n"), FileAttributes(mode: 0o644, modified: model.created))
        )
    }

    @Test(arguments: [
        ("image: [", "file.image.yaml", 1), ("", "file.image.yaml", 1),
        ("image: x\nnonsense: 1", "file.image.key", 2),
        ("image: Bad/NAME", "file.image.value", 1), ("image: x\ncreated: soon", "file.image.value", 2),
        ("image: x\nlayers:\n  - {by: a, size: big}", "file.image.value", 3),
        ("image: x\nlayers:\n  - by: a\n    files: {relative: text}", "file.image.value", 4),
        ("image: x\nlayers:\n  - by: a\n    files: {/a: {mode: \"999\"}}", "file.image.value", 4),
        ("image: x\nconfig: {cmds: x}", "file.image.key", 2), ("a: &a [x]\nb: *a", "file.image.yaml", 1),
    ])
    func saysWhatIsWrong(_ text: String, _ id: String, _ line: Int) throws {
        let file = ImageFile(SourceFile(name: "x.yaml", text: text))
        let diagnostic = try #require(file.diagnostics.first)
        #expect(diagnostic.id.rawValue == id)
        #expect(diagnostic.location.range.lowerBound.line == line)
        #expect(file.images.isEmpty)
    }
}
