package import Ports
import Synchronization
package import SystemPackage

/// Reads each file once: whoever asks again gets what was there the first time, so all who ask see the same.
package final class ReadOnceFileReader: FileReader {
    private let reader: any FileReader
    private let known = Mutex<[FilePath: Result<[UInt8], FileError>]>([:])

    package init(_ reader: any FileReader) { self.reader = reader }

    package func read(_ path: FilePath) throws(FileError) -> [UInt8] {
        if let result = known.withLock({ $0[path] }) { return try result.get() }
        let result = Result { () throws(FileError) in try reader.read(path) }
        return try known.withLock { known in
            // Another task may have been faster.
            let first = known[path] ?? result
            known[path] = first
            return first
        }.get()
    }
}
