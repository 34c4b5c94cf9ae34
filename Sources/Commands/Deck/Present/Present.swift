import ArgumentParser
import DeckTerm
import Dispatch
import Glibc
import Host
import Ports
import SystemPackage
import TermUI

/// Shows a lecture in the terminal until it is left.
struct Present {
    let path: FilePath
    let role: SlideShow.Role
    let minutes: Int?
    let theme: PresentCommand.Theme
    let colours: PresentCommand.Colours
    let pictures: PresentCommand.Pictures
    let record: FilePath?

    func run() throws {
        let kind = kind
        let terminal = try openTerminal(kind)
        let talk = try Talk(path)
        let recording = try record.map { try TalkRecording(to: $0, term: kind.term) }
        let mailbox = TalkMailbox(waking: terminal)
        let program = PictureProgram(Environment.variables)
        let window = terminal.windowSize ?? WindowSize(columns: 80, rows: 24)
        let probe = TerminalProbe(
            kind,
            size: TerminalSize(columns: window.columns, rows: window.rows),
            pixelWidth: window.pixelWidth,
            pixelHeight: window.pixelHeight,
            allowed: program == nil ? [.none] : pictures.allowed
        )
        let show = SlideShow(
            talk.slides,
            role: role,
            traits: probe.traits,
            keys: talk.course.settings.present.keys,
            minutes: minutes ?? talk.course.settings.present.minutes,
            theme: termTheme(accent: talk.accent)
        )
        let listener = listener(of: talk, mailbox)
        var loop = PresentLoop(
            show,
            terminal: terminal,
            mailbox: mailbox,
            probe: probe,
            modes: TerminalModes(isSimple: kind.isSimple),
            stage: TalkStage(
                kind.printerOptions,
                shelf: program.map { shelf($0, talk, mailbox) },
                inTmux: kind.isInTmux ? PicturePrinter.Pane(top: 0, left: 0) : nil,
                recording: recording
            ),
            listener: listener,
            settled: ProgramMemory.giveBack
        )
        if kind.isInTmux, program != nil {
            DispatchQueue(label: "slidectl.tmux").async {
                guard let outer = OuterTerminal.ask(Environment.variables) else { return }
                mailbox.post(.outerTerminal(outer))
            }
        }
        let follower = Task.detached(executorPreference: QueueExecutor("slidectl.follow")) {
            await TalkFollower(talk: talk, mailbox: mailbox).run()
        }
        defer { follower.cancel() }
        let ending: PresentLoop.Ending
        do throws(TerminalError) {
            ending = try loop.run()
        } catch {
            throw Self.failure(error)
        }
        listener?.stop()
        recording?.close()
        end(ending)
    }

    /// What joins this window to the others of the talk.
    private func listener(of talk: Talk, _ mailbox: TalkMailbox) -> (any TalkListener)? {
        guard let path = TalkSocket.path(of: talk.lecture.path, Environment.variables) else { return nil }
        switch role {
        case .audience: return LeadingWindow(at: path, mailbox)
        case .speaker: return FollowingWindow(to: path, mailbox)
        }
    }

    private func shelf(_ program: PictureProgram, _ talk: Talk, _ mailbox: TalkMailbox) -> PictureShelf {
        let assets = talk.assets
        return PictureShelf(
            program,
            read: { assets.bytes($0) },
            isReady: { mailbox.post(.pictureReady) }
        )
    }

    /// What the environment says, and what the user says against it.
    private var kind: TerminalKind {
        var variables = Environment.variables
        switch colours {
        case .auto: break
        case .full: variables.merge(["NO_COLOR": "", "COLORTERM": "truecolor"]) { $1 }
        case .palette: variables.merge(["NO_COLOR": "", "COLORTERM": ""]) { $1 }
        case .sixteen: variables.merge(["NO_COLOR": "", "COLORTERM": ""]) { $1 }
        case .none: variables["NO_COLOR"] = "1"
        }
        var kind = TerminalKind(variables)
        switch colours {
        case .auto, .none: break
        case .full: kind.depth = .full
        case .palette: kind.depth = .palette
        case .sixteen: kind.depth = .sixteen
        }
        return kind
    }

    private func openTerminal(_ kind: TerminalKind) throws(CommandFailure) -> LiveTerminal {
        guard isatty(STDOUT_FILENO) == 1 else { throw Self.failure(.noTerminal) }
        guard kind.showsScreens else {
            throw CommandFailure(
                "a terminal with TERM=\(kind.term) can't show slides; print them with --dump 80x24 or --read"
            )
        }
        do throws(TerminalError) { return try LiveTerminal() } catch { throw Self.failure(error) }
    }

    private static func failure(_ error: TerminalError) -> CommandFailure {
        switch error {
        case .noTerminal:
            CommandFailure("standard output is no terminal; print the screens with --dump 80x24")
        case .failed(let reason): CommandFailure("the terminal can't be used: \(reason)")
        }
    }

    private func termTheme(accent: RGB?) -> @Sendable (TerminalTraits) -> TermTheme {
        { [theme] traits in
            TermTheme(
                isDark: theme == .auto ? traits.isDark : theme == .dark,
                paintsGround: theme != .auto,
                depth: traits.depth,
                accent: accent
            )
        }
    }

    /// Ends the process in the way that its parent expects, once the terminal is restored.
    private func end(_ ending: PresentLoop.Ending) {
        switch ending {
        case .quit: return
        case .interrupted(let number) where number == SIGINT: Glibc.exit(130)
        case .interrupted(let number): die(by: CInt(number))
        case .closed: die(by: SIGHUP)
        }
    }

    private func die(by signal: CInt) {
        // To the process, not to this thread, which may be one that takes no signals; it comes when it comes.
        kill(getpid(), signal)
        sleep(1)
        Glibc.exit(128 + signal)
    }
}
