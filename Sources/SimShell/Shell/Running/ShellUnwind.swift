/// Why a command doesn't go on to the next one.
enum ShellUnwind: Error, Hashable {
    case exit(Int)
    /// An error that ends a script, already said; an interactive shell reads on.
    case failure(Int)
    case breakLoop(Int)
    case continueLoop(Int)
    case returnFunction(Int)
}
