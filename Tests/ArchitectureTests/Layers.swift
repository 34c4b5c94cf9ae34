/// What each target may import; a new arrow is a line here that a reviewer sees.
///
/// The targets stand in the order of their layers: an arrow leads to a target further up.
enum Layers {
    static let allowedImports: KeyValuePairs<String, Set<String>> = [
        // C
        "CCmark": [],
        "CRE2": [],
        "CZlib": [],
        "CSQLite": [],
        "CArchive": [],
        "CBrotli": [],
        "CResources": [],
        "CTerm": [],
        "CSandbox": [],

        // Text, ports, output values
        "RegularExpressions": ["CRE2"],
        "SourceText": ["Glibc", "Synchronization"],
        "Ports": ["SystemPackage"],
        "HTMLTree": [],
        "CodeTokens": [],
        "Dockerfile": ["SourceText"],
        "TermUI": ["CZlib"],
        "EngineAPI": ["RegularExpressions", "Synchronization"],
        "KubeAPI": ["EngineAPI", "RegularExpressions", "Synchronization"],
        "SimShell": ["Crypto", "Glibc", "Synchronization"],
        "SimServices": ["CSQLite", "Crypto", "CryptoExtras", "SimShell", "Synchronization"],
        "TextMatch": ["RegularExpressions"],

        // Decks
        "DeckModel": ["SourceText"],
        "GoText": ["DeckModel", "RegularExpressions"],
        "DeckSyntax": ["CCmark", "DeckModel", "GoText", "Ports", "SourceText", "SystemPackage"],
        "MarkdownHTML": ["DeckModel", "HTMLTree"],
        "DeckJSON": ["DeckModel", "DeckSyntax", "HTMLTree", "MarkdownHTML", "SourceText"],
        "DeckHTML": [
            "CodeTokens", "Crypto", "DeckModel", "DeckSyntax", "HTMLTree", "MarkdownHTML", "SourceText",
        ],
        "DeckLint": ["DeckModel", "GoText", "HTMLTree", "SourceText", "SystemPackage"],
        "DeckTerm": ["CodeTokens", "DeckModel", "DeckSyntax", "HTMLTree", "SourceText", "TermUI"],

        // Labs
        "LabModel": ["SourceText", "TextMatch"],
        "LabSyntax": ["DeckModel", "LabModel", "SourceText", "TextMatch", "Yams"],
        "LabGrader": [
            "Dockerfile", "EngineAPI", "KubeAPI", "LabModel", "Synchronization", "TextMatch", "Yams",
        ],
        "LabReport": ["HTMLTree", "LabModel", "SourceText", "TextMatch"],
        "FileLint": ["Dockerfile", "SourceText", "Yams"],

        // The world
        "HTTPWire": ["Glibc", "NIOCore", "NIOPosix", "Synchronization"],
        "WireSecurity": ["Crypto", "Foundation", "NIOCore", "NIOSSL", "SwiftASN1", "X509"],
        "EngineClient": ["EngineAPI", "HTTPWire"],
        "TarStream": ["CArchive", "Dispatch", "EngineAPI", "Glibc", "Synchronization"],
        "EngineSim": [
            "Crypto", "Dockerfile", "EngineAPI", "SimShell", "SourceText", "Synchronization", "TarStream",
            "Yams",
        ],
        "KubeNode": ["EngineAPI", "KubeAPI", "Synchronization", "TarStream"],
        "LabGrading": ["CArchive", "Crypto", "EngineAPI", "Glibc", "LabGrader", "LabModel", "LabReport"],
        "EngineGate": ["Dockerfile", "EngineAPI", "SourceText", "Synchronization", "TarStream"],
        "EngineServer": ["EngineAPI", "HTTPWire", "Logging", "Synchronization"],
        "KubeServer": ["CZlib", "Crypto", "EngineAPI", "HTTPWire", "KubeAPI", "Synchronization", "Yams"],
        "Host": ["CSandbox", "CTerm", "Dispatch", "Glibc", "Ports", "Synchronization", "SystemPackage"],
        "LabSandbox": [
            "CoreFoundation", "Dispatch", "EngineAPI", "EngineClient", "EngineGate", "EngineServer",
            "EngineSim",
            "Foundation",
            "Glibc", "HTTPWire", "Host", "KubeAPI", "KubeNode", "KubeServer", "LabGrader", "Ports",
            "SimShell",
            "Synchronization", "SystemPackage", "TermUI", "WireSecurity",
        ],
        "DeckServer": [
            "CBrotli", "CZlib", "Glibc", "HTTPTypes", "Hummingbird", "HummingbirdCore", "Logging", "NIOCore",
            "Ports",
            "ServiceLifecycle", "SourceText", "Synchronization", "SystemPackage",
            "UnixSignals",
        ],

        // The program
        "Commands": [
            "ArgumentParser", "CResources", "CoreFoundation", "Crypto", "DeckHTML", "DeckJSON", "DeckLint",
            "DeckModel",
            "DeckServer",
            "DeckSyntax", "DeckTerm", "Dispatch", "EngineAPI", "EngineGate", "EngineSim", "FileLint",
            "Foundation",
            "Glibc",
            "HTMLTree", "Host", "LabGrader", "LabGrading", "LabModel", "LabReport", "LabSandbox", "LabSyntax",
            "Logging",
            "Ports", "SimServices", "SimShell", "SourceText",
            "Synchronization", "SystemPackage", "TermUI", "Yams",
        ],
        "slidectl": ["Commands"],
        "BenchCluster": [
            "CResources", "EngineAPI", "EngineSim", "Glibc", "HTTPWire", "Host", "KubeAPI", "KubeNode",
            "KubeServer", "SimServices", "SimShell", "SourceText",
        ],
        "BenchEngine": ["EngineAPI", "EngineClient", "EngineGate", "EngineServer", "Glibc", "HTTPWire"],
        "BenchMatch": ["Glibc", "TextMatch"],
        "BenchRender": [
            "CResources", "DeckHTML", "DeckSyntax", "Glibc", "Host", "Ports", "SourceText", "SystemPackage",
        ],
    ]
}
