import Hummingbird
import NIOCore
import Ports

/// Several stretches of a file in one answer.
///
/// - Note: Source: RFC 9110, 14.6.
struct MultipartRanges: Sendable {
    private let parts: [(head: String, range: Range<Int>)]
    private let end: String
    let contentType: String

    init(_ parts: [Range<Int>], type: String, length: Int, tag: String) {
        // The tag names the file's state, so the boundary is as unlikely in the file as any.
        let boundary = "slidectl-" + tag.filter { $0 != "\"" }
        contentType = "multipart/byteranges; boundary=\(boundary)"
        self.parts = parts.map { part in
            let place = AssetResponder.contentRange(part, of: length)
            return ("\r\n--\(boundary)\r\nContent-Type: \(type)\r\nContent-Range: \(place)\r\n\r\n", part)
        }
        end = "\r\n--\(boundary)--\r\n"
    }

    func body(of file: any ServedFile) -> ResponseBody {
        let length = parts.reduce(end.utf8.count) { $0 + $1.head.utf8.count + $1.range.count }
        return ResponseBody(contentLength: length) { writer in
            for part in parts {
                try await writer.write(ByteBuffer(string: part.head))
                try await FileBytes.stream(file, part.range, to: &writer)
            }
            try await writer.write(ByteBuffer(string: end))
            try await writer.finish(nil)
        }
    }
}
