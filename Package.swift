// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"), .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
]

/// A target of our own: what it uses stands in its row, arrows point up the page only.
func module(
    _ name: String,
    uses: [Target.Dependency] = [],
    linker: [LinkerSetting] = []
) -> Target {
    .target(name: name, dependencies: uses, swiftSettings: strict, linkerSettings: linker)
}

/// The unit tests of a target.
func tests(_ name: String, uses: [Target.Dependency] = [], exclude: [String] = []) -> Target {
    .testTarget(
        name: name + "Tests",
        dependencies: [.byName(name: name), "TestKit"] + uses,
        exclude: exclude,
        swiftSettings: strict
    )
}

let system = Target.Dependency.product(name: "SystemPackage", package: "swift-system")
let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let cryptoExtras = Target.Dependency.product(name: "CryptoExtras", package: "swift-crypto")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let nio: [Target.Dependency] = [
    .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOPosix", package: "swift-nio"),
]
let hummingbird: [Target.Dependency] = [
    .product(name: "Hummingbird", package: "hummingbird"),
    .product(name: "HummingbirdCore", package: "hummingbird"),
    .product(name: "NIOCore", package: "swift-nio"),
    .product(name: "HTTPTypes", package: "swift-http-types"),
    .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
    .product(name: "UnixSignals", package: "swift-service-lifecycle"),
]

let package = Package(
    name: "slidectl",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "slidectl", targets: ["slidectl"]),
        .library(
            name: "Slidectl",
            targets: ["SourceText", "DeckModel", "DeckSyntax", "DeckHTML"]
        ),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/apple/swift-certificates", from: "1.21.1"),
        .package(url: "https://github.com/apple/swift-asn1", from: "1.7.4"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        // Layer 0: C
        .systemLibrary(name: "CCmark", providers: [.apt(["libcmark-dev"])]),
        .systemLibrary(name: "CArchive", providers: [.apt(["libarchive-dev"])]),
        .systemLibrary(name: "CBrotli", providers: [.apt(["libbrotli-dev"])]),
        .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CSQLite", providers: [.apt(["libsqlite3-dev"])]),
        .target(
            name: "CResources",
            path: "Resources",
            exclude: ["images", "web", "new"],
            sources: ["resources.c"],
            publicHeadersPath: "include"
        ),
        .target(name: "CTerm"),
        .target(name: "CSandbox"),
        .target(name: "CRE2", linkerSettings: [.linkedLibrary(":libre2.a")]),

        // Layer 1: text, ports, output values
        module("RegularExpressions", uses: ["CRE2"]),
        module("SourceText"),
        module("Ports", uses: [system]),
        module("HTMLTree"),
        module("CodeTokens"),
        module("Dockerfile", uses: ["SourceText"]),
        module("TermUI", uses: ["CZlib"]),

        module("EngineAPI", uses: ["RegularExpressions"]),
        module("KubeAPI", uses: ["EngineAPI", "RegularExpressions"]),
        module("SimShell", uses: [crypto]),
        module("SimServices", uses: ["CSQLite", "SimShell", crypto, cryptoExtras]),
        module("TextMatch", uses: ["RegularExpressions"]),

        // Layer 2: decks
        module("DeckModel", uses: ["SourceText"]),
        module("GoText", uses: ["DeckModel", "RegularExpressions"]),
        module("DeckSyntax", uses: ["CCmark", "DeckModel", "GoText", "Ports", "SourceText", system]),
        module("MarkdownHTML", uses: ["DeckModel", "HTMLTree"]),
        module("DeckJSON", uses: ["DeckModel", "DeckSyntax", "HTMLTree", "MarkdownHTML", "SourceText"]),
        module(
            "DeckHTML",
            uses: ["CodeTokens", "DeckModel", "DeckSyntax", "HTMLTree", "MarkdownHTML", "SourceText", crypto]
        ),
        module("DeckLint", uses: ["DeckModel", "GoText", "HTMLTree", "Ports", "SourceText", system]),
        module(
            "DeckTerm",
            uses: ["CodeTokens", "DeckModel", "DeckSyntax", "HTMLTree", "SourceText", "TermUI"]
        ),

        // Layer 2: labs
        module("LabModel", uses: ["SourceText", "TextMatch"]),
        module("LabSyntax", uses: ["DeckModel", "LabModel", "SourceText", "TextMatch", yams]),
        module(
            "LabGrader",
            uses: ["Dockerfile", "EngineAPI", "KubeAPI", "LabModel", "SourceText", "TextMatch", yams]
        ),
        module("LabReport", uses: ["HTMLTree", "LabModel", "SourceText", "TextMatch"]),
        module("FileLint", uses: ["Dockerfile", "SourceText", yams]),

        // Layer 3: the world
        module("HTTPWire", uses: nio),
        module(
            "WireSecurity",
            uses: [
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "X509", package: "swift-certificates"),
                .product(name: "SwiftASN1", package: "swift-asn1"), crypto,
            ]
        ),
        module("EngineClient", uses: ["EngineAPI", "HTTPWire"]),
        module("TarStream", uses: ["CArchive", "EngineAPI"]),
        module(
            "EngineSim",
            uses: ["Dockerfile", "EngineAPI", "SimShell", "SourceText", "TarStream", crypto, yams]
        ),
        module("LabGrading", uses: ["CArchive", "EngineAPI", "LabGrader", "LabModel", "LabReport", crypto]),
        module("KubeNode", uses: ["EngineAPI", "KubeAPI", "TarStream"]),
        module("EngineGate", uses: ["Dockerfile", "EngineAPI", "SourceText", "TarStream"]),
        module("EngineServer", uses: ["EngineAPI", "HTTPWire", logging]),
        module("KubeServer", uses: ["CZlib", "EngineAPI", "HTTPWire", "KubeAPI", crypto, yams]),
        module("Host", uses: ["CSandbox", "CTerm", "Ports", logging, system]),
        module(
            "LabSandbox",
            uses: [
                "EngineAPI", "EngineClient", "EngineGate", "EngineServer", "EngineSim", "HTTPWire", "Host",
                "KubeAPI", "KubeNode", "KubeServer", "LabGrader", "Ports", "SimShell", "TermUI",
                "WireSecurity",
                system,
            ]
        ),
        module(
            "DeckServer",
            uses: ["CBrotli", "CZlib", "Ports", "SourceText", logging, system] + hummingbird
        ),

        // Layer 4: the program
        module(
            "Commands",
            uses: [
                "CResources", "DeckHTML", "DeckJSON", "DeckLint", "DeckModel", "DeckServer", "DeckSyntax",
                "DeckTerm", "EngineAPI", "EngineGate", "EngineSim", "FileLint", "HTMLTree", "Host",
                "LabGrader",
                "LabGrading",
                "LabModel", "LabReport", "LabSandbox", "LabSyntax", "Ports", "SimServices", "SimShell",
                "SourceText", "TermUI", arguments, crypto, logging, system, yams,
            ] + hummingbird
        ),
        .executableTarget(name: "slidectl", dependencies: ["Commands"], swiftSettings: strict),
        .executableTarget(name: "BenchMatch", dependencies: ["TextMatch"], swiftSettings: strict),
        .executableTarget(
            name: "BenchCluster",
            dependencies: [
                "CResources", "EngineAPI", "EngineSim", "HTTPWire", "Host", "KubeAPI", "KubeNode",
                "KubeServer", "SimServices", "SimShell", "SourceText",
            ],
            swiftSettings: strict
        ),
        .executableTarget(
            name: "BenchEngine",
            dependencies: ["EngineAPI", "EngineClient", "EngineGate", "EngineServer", "HTTPWire"],
            swiftSettings: strict
        ),
        .executableTarget(
            name: "BenchRender",
            dependencies: ["CResources", "DeckHTML", "DeckSyntax", "Host", "Ports", "SourceText", system],
            swiftSettings: strict
        ),

        // Tests
        .target(
            name: "TestKit",
            dependencies: ["EngineAPI", "SourceText", "Ports", system],
            path: "Tests/TestKit",
            swiftSettings: strict
        ),
        tests("SourceText"),
        tests(
            "LabSandbox",
            uses: [
                "EngineAPI", "EngineClient", "EngineGate", "EngineSim", "HTTPWire", "Host", "Ports",
                "SimShell",
                "TermUI", "slidectl", system,
            ]
        ),
        tests("Dockerfile", uses: ["SourceText", system]),
        tests("CodeTokens", exclude: ["Corpus", "pygments_tokens.py"]),
        tests("SimShell", exclude: ["Corpus"]),
        tests("SimServices", uses: ["SimShell"]),
        tests("EngineSim", uses: ["Dockerfile", "EngineAPI", "SimShell", "SourceText", "TarStream"]),
        tests("TermUI"),
        tests("TextMatch"),
        tests("LabModel", uses: ["SourceText"]),
        tests(
            "LabReport",
            uses: ["LabModel", "SourceText", "TextMatch", system],
            exclude: ["Snapshots"]
        ),
        tests(
            "LabGrading",
            uses: ["EngineAPI", "LabGrader", "LabModel", "LabReport", "SourceText", system],
            exclude: ["Submissions/hostile.py"]
        ),
        tests("FileLint", uses: ["SourceText"]),
        tests("LabSyntax", uses: ["DeckModel", "DeckSyntax", "LabModel", "SourceText", "TextMatch", system]),
        tests(
            "LabGrader",
            uses: [
                "DeckSyntax", "EngineAPI", "KubeAPI", "LabModel", "LabSyntax", "Ports", "SourceText",
                "TextMatch", system,
            ]
        ),
        tests("GoText", uses: ["DeckModel"]),
        tests(
            "DeckSyntax",
            uses: ["DeckModel", "GoText", "Ports", "SourceText", system],
            exclude: ["Corpus"]
        ),
        tests(
            "DeckJSON",
            uses: ["DeckModel", "DeckSyntax", "HTMLTree", "MarkdownHTML", "Ports", "SourceText", system]
        ),
        tests("DeckHTML", uses: ["DeckModel", "DeckSyntax", "HTMLTree", "SourceText", system]),
        tests(
            "DeckTerm",
            uses: ["DeckModel", "DeckSyntax", "Ports", "SourceText", "TermUI", system]
        ),
        tests("DeckLint", uses: ["DeckModel", "DeckSyntax", "LabSyntax", "Ports", "SourceText", system]),
        tests("EngineAPI"),
        tests("KubeAPI", uses: ["EngineAPI", "RegularExpressions"]),
        tests("KubeServer", uses: ["EngineAPI", "HTTPWire", "KubeAPI", system]),
        tests(
            "KubeNode",
            uses: ["EngineAPI", "EngineSim", "KubeAPI", "SimServices", "SimShell", "SourceText", "TarStream"]
        ),
        tests("HTTPWire", uses: nio + [system]),
        tests("TarStream", uses: ["EngineAPI", system]),
        tests("EngineGate", uses: ["EngineAPI", "EngineServer", "HTTPWire", system]),
        tests(
            "EngineServer",
            uses: ["EngineAPI", "EngineSim", "HTTPWire", "SimShell", "SourceText", "TarStream", system]
        ),
        tests("Host", uses: ["Ports", system]),
        tests("DeckServer", uses: ["Host", "Ports", "SourceText", logging, system] + hummingbird),
        tests("Commands", uses: ["DeckLint", "DeckTerm", "Host", "LabModel", "Ports", "SourceText", system]),
        .testTarget(
            name: "SlidectlTests",
            dependencies: ["slidectl", "CZlib", "Host", "Ports", "TermUI", "TestKit", system],
            exclude: ["Snapshots"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "EngineContractTests",
            dependencies: [
                "EngineAPI", "EngineClient", "EngineGate", "EngineServer", "EngineSim", "HTTPWire", "Host",
                "LabGrader", "LabModel", "LabSandbox", "LabSyntax", "SimServices", "SimShell", "SourceText",
                "TarStream", "TestKit", "TextMatch", system,
            ],
            exclude: ["Files", "Scripts", "Support/steps.py", "Embedded/differences.txt"],
            swiftSettings: strict
        ),
        .testTarget(name: "ArchitectureTests", swiftSettings: strict),
    ],
    cxxLanguageStandard: .cxx17
)
