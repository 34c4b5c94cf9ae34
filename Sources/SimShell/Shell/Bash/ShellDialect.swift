/// What a shell understands beside POSIX.
///
/// bash is ash with those of its additions that scripts use most. What of bash isn't there says that it isn't modelled,
/// and is noted: its failure is none of the script's.
enum ShellDialect: Sendable {
    case ash
    case bash
}
