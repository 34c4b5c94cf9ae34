import Glibc

/// The time by this machine's clock.
public enum MachineTime {
    /// Nanoseconds since 1970.
    public static var nanoseconds: Int {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return time.tv_sec * 1_000_000_000 + time.tv_nsec
    }
}
