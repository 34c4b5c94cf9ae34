import Testing

/// The arrows between targets are those of the table, and the table, the package and the page agree on the targets.
struct LayerTests {
    private let table = Dictionary(uniqueKeysWithValues: Layers.allowedImports.map { ($0.key, $0.value) })

    @Test func importsOnlyWhatTheTableAllows() throws {
        var seen = 0
        for file in try Repository.swiftFiles(below: "Sources") {
            let target = try #require(file.path.split(separator: "/").dropFirst().first)
            let allowed = try #require(table[String(target)], "no line for \(target)")
            for module in imports(of: file) {
                seen += 1
                #expect(allowed.contains(module), "\(file) imports \(module)")
            }
        }
        #expect(seen > 300)
    }

    @Test func allowsNothingThatNobodyImports() throws {
        let files = try Repository.swiftFiles(below: "Sources")
        for (target, allowed) in Layers.allowedImports {
            let used = Set(files.filter { $0.path.hasPrefix("Sources/\(target)/") }.flatMap(imports))
            #expect(allowed.subtracting(used).sorted() == [], "\(target)")
        }
    }

    @Test func pointsUpTheTableOnly() {
        var above: Set<String> = []
        for (target, allowed) in Layers.allowedImports {
            let own = allowed.filter { table[$0] != nil }
            #expect(own.subtracting(above).sorted() == [], "\(target)")
            above.insert(target)
        }
    }

    @Test func listsTheTargetsOfThePackage() throws {
        #expect(try packageTargets().sorted() == table.keys.sorted())
    }

    @Test func listsTheFoldersOfTheSources() throws {
        let outside: Set = ["CResources"]
        #expect(try Repository.folders(in: "Sources") == table.keys.filter { !outside.contains($0) }.sorted())
    }

    @Test func declaresInThePackageWhatIsImported() throws {
        let package = try shippedTargets()
        for (target, allowed) in Layers.allowedImports where !allowed.isEmpty {
            let start = try #require(
                package.firstRange(of: try Regex(#"name: "\#(target)"|module\(\s*"\#(target)""#))
            )
            let declaration = package[start.upperBound...].prefix(600)
            let end =
                declaration.firstRange(of: /\n\n|\n        (module|\.|tests)/)?.lowerBound
                ?? declaration.endIndex
            for module in allowed where table[module] != nil {
                #expect(declaration[..<end].contains("\"\(module)\""), "\(target) doesn't declare \(module)")
            }
        }
    }

    @Test func describesTheTargetsInArchitecture() throws {
        let page = try Repository.text("ARCHITECTURE.md")
        let rows = page.matches(of: /(?m)^\| \d \| `(\w+)` \| \S.* \|$/).map { String($0.1) }
        #expect(rows.count == Set(rows).count)
        #expect(rows.sorted() == table.keys.sorted())
    }

    @Test func testsEveryFolderOfTests() throws {
        let package = try Repository.text("Package.swift")
        let declared =
            package.matches(of: /\btests\(\s*"(\w+)"/).map { "\($0.1)Tests" }
            + package.matches(of: /\.testTarget\(\s*name: "(\w+)"/).map { String($0.1) }
        let folders = try Repository.folders(in: "Tests").filter { $0.hasSuffix("Tests") }
        #expect(declared.sorted() == folders)
    }

    private func packageTargets() throws -> [String] {
        let named = /(?:\bmodule\(|\.(?:target|systemLibrary|executableTarget)\(\s*name:)\s*"(\w+)"/
        return try shippedTargets().matches(of: named).map { String($0.1) }
    }

    /// The part of the package that lists what isn't for tests.
    private func shippedTargets() throws -> String {
        let package = try Repository.text("Package.swift")
        let start = try #require(package.firstRange(of: "// Layer 0"))
        let end = try #require(package.firstRange(of: "        // Tests\n"))
        return String(package[start.lowerBound..<end.lowerBound])
    }

    private func imports(of file: Repository.File) -> [String] {
        file.code.filter { $0.contains("import ") }.compactMap { line in
            let form =
                /^\s*(?:@\w+(?:\(.*\))? )*(?:(?:public|package|internal|private|fileprivate) )?import (?:(?:struct|class|enum|protocol|func|var|let|typealias) )?(\w+)/
            return line.firstMatch(of: form).map { String($0.1) }
        }
    }
}
