import HTTPTypes
import Hummingbird
import NIOCore
import Ports
import SystemPackage

/// Answers with files as they are: images, films, sources.
struct AssetResponder {
    let site: Site

    /// Files up to this size are sent from memory, larger ones bit by bit.
    private static let small = 64 << 10
    /// Text up to this size is compressed.
    private static let compressible = 512..<(2 << 20)

    func respond(_ path: FilePath, to request: Request) async -> Response {
        let file: any ServedFile
        do {
            file = try site.folder.open(path)
        } catch {
            if case .unreadable = error { return .plain(.forbidden, "this file can't be read") }
            return .missing
        }
        let stamp = file.stamp
        let name = path.lastComponent?.string ?? ""
        var fields = fields(for: stamp)
        guard let type = ContentType.ofFile(named: name) ?? sniff(file) else { return .missing }
        describe(type, in: &fields)
        let tag = fields[.eTag] ?? ""
        let seconds = stamp.modified / 1_000_000_000
        let conditions = Conditions(
            ifNoneMatch: request.headers[.ifNoneMatch],
            ifModifiedSince: request.headers[.ifModifiedSince],
            ifRange: request.headers[.ifRange]
        )

        let range = request.method == .get ? request.headers[.range] : nil
        if ContentType.isText(type), Self.compressible.contains(stamp.size) {
            fields[.vary] = "Accept-Encoding"
            if range == nil, AcceptEncoding.wantsGzip(request.headers[.acceptEncoding]),
                let copy = await site.compressed.copy(of: path, stamp, read: { try? Self.readAll(file) })
            {
                fields[.eTag] = tag.dropLast() + "-gz\""
                if conditions.areMet(tag: fields[.eTag] ?? "", modified: seconds) { return unchanged(fields) }
                fields[.contentEncoding] = "gzip"
                return Response(status: .ok, headers: fields, body: ResponseBody(byteBuffer: copy))
            }
        }
        if conditions.areMet(tag: tag, modified: seconds) { return unchanged(fields) }
        let wanted = conditions.allowRange(tag: tag, modified: seconds) ? range : nil
        switch ByteRanges(wanted, length: stamp.size) {
        case .whole:
            return Response(status: .ok, headers: fields, body: body(file, 0..<stamp.size))
        case .unsatisfiable:
            var response = Response.plain(.rangeNotSatisfiable, "the file has \(stamp.size) bytes")
            response.headers[.contentRange] = "bytes */\(stamp.size)"
            return response
        case .parts(let parts) where parts.count == 1:
            fields[.contentRange] = Self.contentRange(parts[0], of: stamp.size)
            return Response(status: .partialContent, headers: fields, body: body(file, parts[0]))
        case .parts(let parts):
            let multiple = MultipartRanges(parts, type: type, length: stamp.size, tag: tag)
            fields[.contentType] = multiple.contentType
            return Response(status: .partialContent, headers: fields, body: multiple.body(of: file))
        }
    }

    static func contentRange(_ part: Range<Int>, of length: Int) -> String {
        "bytes \(part.lowerBound)-\(part.upperBound - 1)/\(length)"
    }

    private func fields(for stamp: FileStamp) -> HTTPFields {
        var fields = HTTPFields.usual
        let parts = [stamp.size, stamp.modified, Int(truncatingIfNeeded: stamp.inode)]
        fields[.eTag] =
            "\"" + parts.map { String(UInt(bitPattern: $0), radix: 36) }.joined(separator: "-") + "\""
        fields[.lastModified] = HTTPDate.text(stamp.modified / 1_000_000_000)
        fields[.acceptRanges] = "bytes"
        fields[.cacheControl] = "no-cache"
        return fields
    }

    private func describe(_ type: String, in fields: inout HTTPFields) {
        fields[.contentType] = type
        // A drawing that is opened by itself is a page of its own: it gets no scripts and nothing from elsewhere.
        if type == "image/svg+xml" {
            fields[.contentSecurityPolicy] =
                "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"
        }
        if type.hasPrefix("text/html") { fields.set(.frameOptions, "SAMEORIGIN") }
    }

    private func unchanged(_ fields: HTTPFields) -> Response {
        var fields = fields
        fields[.contentType] = nil
        return Response(status: .notModified, headers: fields)
    }

    private func sniff(_ file: any ServedFile) -> String? {
        guard let start = try? FileBytes.read(file, 0..<min(512, file.stamp.size)) else { return nil }
        return ContentType.ofContents(Array(start.readableBytesView), isAll: file.stamp.size <= 512)
    }

    private static func readAll(_ file: any ServedFile) throws -> ByteBuffer {
        try FileBytes.read(file, 0..<file.stamp.size)
    }

    private func body(_ file: any ServedFile, _ part: Range<Int>) -> ResponseBody {
        if part.count <= Self.small, let bytes = try? FileBytes.read(file, part) {
            return ResponseBody(byteBuffer: bytes)
        }
        return ResponseBody(contentLength: part.count) { writer in
            try await FileBytes.stream(file, part, to: &writer)
            try await writer.finish(nil)
        }
    }
}
