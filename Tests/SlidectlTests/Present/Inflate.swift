import CZlib

/// Undoes zlib's compression; empty where it isn't that.
func inflated(_ bytes: [UInt8], to size: Int) -> [UInt8] {
    var result = [UInt8](repeating: 0, count: size)
    var count = UInt(size)
    guard uncompress(&result, &count, bytes, UInt(bytes.count)) == Z_OK else { return [] }
    return Array(result[..<Int(count)])
}
