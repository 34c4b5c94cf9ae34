/// Why something can't be done with a file, in the system's words.
public struct FileTreeError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The system's name and words for an error.
    public enum Code: String, Error, Hashable, Sendable {
        case notFound = "ENOENT"
        case exists = "EEXIST"
        case notADirectory = "ENOTDIR"
        case isADirectory = "EISDIR"
        case notEmpty = "ENOTEMPTY"
        case permissionDenied = "EACCES"
        case notPermitted = "EPERM"
        case readOnly = "EROFS"
        case noSpace = "ENOSPC"
        case nameTooLong = "ENAMETOOLONG"
        case tooManyLinks = "ELOOP"
        case tooManyNames = "EMLINK"
        case busy = "EBUSY"
        case invalid = "EINVAL"
        case otherDevice = "EXDEV"
        case tooLarge = "EFBIG"
        case noDevice = "ENXIO"
        case inputOutput = "EIO"

        /// What `strerror` says.
        public var words: String {
            switch self {
            case .notFound: "No such file or directory"
            case .exists: "File exists"
            case .notADirectory: "Not a directory"
            case .isADirectory: "Is a directory"
            case .notEmpty: "Directory not empty"
            case .permissionDenied: "Permission denied"
            case .notPermitted: "Operation not permitted"
            case .readOnly: "Read-only file system"
            case .noSpace: "No space left on device"
            case .nameTooLong: "File name too long"
            case .tooManyLinks: "Too many levels of symbolic links"
            case .tooManyNames: "Too many links"
            case .busy: "Device or resource busy"
            case .invalid: "Invalid argument"
            case .otherDevice: "Invalid cross-device link"
            case .tooLarge: "File too large"
            case .noDevice: "No such device or address"
            case .inputOutput: "Input/output error"
            }
        }
    }

    public var code: Code
    /// As it was asked for.
    public var path: String

    public init(_ code: Code, _ path: String) {
        self.code = code
        self.path = path
    }

    /// The system's words, without the path.
    public var words: String { code.words }

    public var description: String { "\(path): \(words)" }
}
