/// What a file is said to be, by its name's end.
package enum ContentType {
    /// Whether a type is worth compressing.
    static func isText(_ type: String) -> Bool {
        type.hasPrefix("text/") || compressible.contains(type)
    }

    /// The type of a file; nil where the name doesn't tell, so that its contents must.
    package static func ofFile(named name: String) -> String? {
        guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return nil }
        let ending = name[name.index(after: dot)...].lowercased()
        return types[ending] ?? (sources.contains(ending) ? plain : nil)
    }

    /// The type of a file by its first bytes: text unless they can't be.
    static func ofContents(_ start: [UInt8], isAll: Bool) -> String {
        if start.contains(0) { return "application/octet-stream" }
        // The last character may be cut.
        for cut in 0...(isAll ? 0 : min(3, start.count)) {
            if String(validating: start.dropLast(cut), as: UTF8.self) != nil { return plain }
        }
        return "application/octet-stream"
    }

    static let plain = "text/plain; charset=utf-8"

    private static let compressible: Set<String> = ["application/json", "application/wasm", "image/svg+xml"]

    private static let types: [String: String] = [
        "html": "text/html; charset=utf-8", "htm": "text/html; charset=utf-8",
        "css": "text/css; charset=utf-8",
        "js": "text/javascript; charset=utf-8", "mjs": "text/javascript; charset=utf-8",
        "json": "application/json", "map": "application/json", "wasm": "application/wasm",
        "pdf": "application/pdf", "zip": "application/zip", "gz": "application/gzip",
        "svg": "image/svg+xml", "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg",
        "gif": "image/gif", "webp": "image/webp", "avif": "image/avif", "ico": "image/x-icon",
        "bmp": "image/bmp", "apng": "image/apng",
        "mp4": "video/mp4", "m4v": "video/mp4", "webm": "video/webm", "ogv": "video/ogg",
        "mov": "video/quicktime", "mp3": "audio/mpeg", "ogg": "audio/ogg", "oga": "audio/ogg",
        "wav": "audio/wav", "flac": "audio/flac", "m4a": "audio/mp4", "vtt": "text/vtt; charset=utf-8",
        "woff": "font/woff", "woff2": "font/woff2", "ttf": "font/ttf", "otf": "font/otf",
        "csv": "text/csv; charset=utf-8",
    ]

    /// Shown rather than saved, whatever the machine's own tables call them (`.ts` is a film to some).
    private static let sources: Set<String> = [
        "txt", "md", "go", "mod", "sum", "yaml", "yml", "toml", "ini", "conf", "env", "sh", "bash", "zsh",
        "fish",
        "py", "rb", "rs", "c", "h", "cc", "cpp", "hpp", "swift", "java", "kt", "ts", "tsx", "jsx", "sql",
        "proto",
        "xml", "log", "diff", "patch", "tmpl", "dockerfile", "mk", "lua", "pl", "php", "cs", "scala", "tf",
    ]
}
