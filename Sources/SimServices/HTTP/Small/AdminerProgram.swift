import SimShell

/// Adminer's start page on port 8080; logging in isn't modelled.
struct AdminerProgram: Program {
    func run(_ process: ProcessContext) async -> ExitCode {
        let version = process.variable("ADMINER_VERSION") ?? "5.4.1"
        let app = HTTPApp(process: process, port: 8080) { request, connection in
            let now = process.world.now
            await process.complain("[\(Self.time(now))] \(connection.peer) Accepted")
            defer { _ = now }
            let isReading = request.method == "GET" || request.method == "HEAD"
            if !isReading { process.world.noteModelled("Adminer's log-in") }
            let response =
                isReading
                ? HTTPApp.text(Self.page(version), type: "text/html; charset=utf-8", now: now)
                : HTTPApp.text("Adminer's log-in is not modelled.\n", status: 501, now: now)
            await process.complain(
                "[\(Self.time(now))] \(connection.peer) [\(response.status)]: \(request.method) \(request.target)"
            )
            return response
        }
        let signal = await app.run(until: [.interrupt, .terminate]) {
            await process.complain(
                "[\(Self.time(process.world.now))] PHP 8.4 Development Server (http://[::]:8080) started"
            )
        }
        return signal == nil ? 1 : 0
    }

    private static func time(_ now: WallTime) -> String {
        let time = Calendar(now)
        return
            "\(time.weekdayName) \(time.monthName) \(String(time.day).padded(to: 2, right: true)) \(time.clock) \(time.year)"
    }

    private static func page(_ version: String) -> String {
        """
        <!DOCTYPE html>
        <html lang="en">
        <head><meta charset="utf-8"><title>Login - Adminer</title></head>
        <body>
        <h1>Adminer <span class="version">\(version)</span></h1>
        <h2>Login</h2>
        <form action="" method="post">
        <p>System <select name="auth[driver]"><option value="server">MySQL / MariaDB<option value="pgsql">PostgreSQL</select>
        <p>Server <input name="auth[server]" value="db">
        <p>Username <input name="auth[username]">
        <p>Password <input type="password" name="auth[password]">
        <p>Database <input name="auth[db]">
        <p><input type="submit" value="Login">
        </form>
        </body>
        </html>

        """
    }
}
