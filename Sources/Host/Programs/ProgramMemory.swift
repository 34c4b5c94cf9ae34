import CTerm

/// The memory of this very process.
package enum ProgramMemory {
    /// Gives back what only the start needed.
    ///
    /// A start touches far more of a program than its work does: all that is ever looked up by name or by type. Those pages
    /// are those of the program's file, so to get one back costs next to nothing.
    package static func giveBack() { cterm_return_memory() }

    /// Has all threads take memory from one place from here on: for processes in which many containers live.
    ///
    /// Else each of dozens of threads has a place of its own, and keeps there what it has let go of. Threads seldom wait
    /// for each other here, since each has a few blocks of every size in hand.
    package static func shareOnePlace() { cterm_share_arena() }
}
