import CTerm

/// The memory of this very process.
package enum ProgramMemory {
    /// Gives back what only the start needed.
    ///
    /// A start touches far more of a program than its work does: all that is ever looked up by name or by type. Those pages
    /// are those of the program's file, so to get one back costs next to nothing.
    package static func giveBack() { cterm_return_memory() }
}
