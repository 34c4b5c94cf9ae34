import Glibc
import SystemPackage

/// One event of Linux's inotify.
struct InotifyEvent: Hashable {
    /// What is asked of the system for every folder.
    static let wanted =
        IN_CLOSE_WRITE | IN_MODIFY | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_ONLYDIR
        | IN_EXCL_UNLINK

    var watch: CInt
    var kinds: Int
    /// The entry's name; nil where the event is about the folder itself.
    var name: FilePath?

    func has(_ kind: Int) -> Bool { kinds & kind != 0 }

    /// Whether the file is as its writer wanted it.
    var isWholeSave: Bool { has(Int(IN_CLOSE_WRITE)) || has(Int(IN_MOVED_TO)) }

    /// Takes apart what a read from inotify gave.
    static func parse(_ bytes: UnsafeRawBufferPointer) -> [InotifyEvent] {
        var events: [InotifyEvent] = []
        var offset = 0
        let head = MemoryLayout<inotify_event>.size
        while offset + head <= bytes.count {
            let event = bytes.loadUnaligned(fromByteOffset: offset, as: inotify_event.self)
            let end = offset + head + Int(event.len)
            guard end <= bytes.count else { break }
            let name = bytes[(offset + head)..<end].prefix { $0 != 0 }
            let path = (name.map { CChar(bitPattern: $0) } + [0]).withUnsafeBufferPointer { buffer in
                buffer.baseAddress.map { FilePath(platformString: $0) }
            }
            events.append(
                InotifyEvent(watch: event.wd, kinds: Int(event.mask), name: name.isEmpty ? nil : path)
            )
            offset = end
        }
        return events
    }
}
