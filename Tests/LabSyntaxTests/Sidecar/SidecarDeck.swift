import DeckSyntax
import LabModel
import LabSyntax
import SourceText
import SystemPackage
import TestKit

/// The lecture that sidecars in tests stand beside.
enum SidecarDeck {
    static let text = """
        # T

        ## Starting a database
        //lab:begin id=pg title="Run PostgreSQL" backend=docker points=10 timeout=120s
        //lab:setup docker pull -q postgres:16
        //lab:teardown docker rm -f $cid

        ```
        //lab:step id=nopass points=1 exit=1
        $ docker run postgres:16
        //lab:err ...
        //lab:err {{any}}superuser password is not specified{{any}}
        //lab:err ...
        ```

        ```
        //lab:step id=up points=4
        $ docker run -e "POSTGRES_PASSWORD=gophers" -p 5432:5432 -d postgres:16
        //lab:out {{cid:hex64}}
        //lab:check container $cid running within=20s
        //lab:check container $cid publishes 5432/tcp
        //lab:check tcp :5432 speaks postgres within=30s points=2 hint="-p must come before the image name"
        ```

        ```
        //lab:step id=ps points=2 match=table
        //lab:bind 9a6a02b6f0d4 = $cid
        $ docker ps
        CONTAINER ID   IMAGE         COMMAND                  CREATED         STATUS        PORTS                                       NAMES
        9a6a02b6f0d4   postgres:16   "docker-entrypoint.s…"   2 seconds ago   Up 1 second   0.0.0.0:5432->5432/tcp, :::5432->5432/tcp   serene_jemison
        ```

        ```
        //lab:step id=sh mode=tty points=1
        $ docker exec -it 9a6a02b6f0d4 /bin/sh
        //lab:send psql -U postgres -Atc 'select 6*7'
        //lab:out ...
        //lab:out 42
        //lab:send exit
        ```

        ```
        //lab:step id=kill points=2
        $ docker kill 9a6a02b6f0d4
        //lab:check container $cid exited code=137 within=5s
        //lab:check tcp :5432 refused always=2s
        ```
        //lab:end

        ## Building and tagging
        //lab:begin id=image title="Containerise the API" backend=docker points=10 timeout=300s
        //lab:file Dockerfile from=student max=64KiB
        //lab:let <NAME> = todos
        //lab:let <TAG> = {{variant.tag}}

        ```
        //lab:step id=build points=8 timeout=180s match=none
        $ docker build -t <NAME>:<TAG> .
        //lab:check image <NAME>:<TAG> exists
        //lab:check image <NAME>:<TAG> size <= 30MB points=2 hint="copy only the binary into the last stage"
        //lab:check image <NAME>:<TAG> layers <= 6 points=1
        //lab:check image <NAME>:<TAG> user != root points=1
        //lab:check image <NAME>:<TAG> entrypoint has-no "${" points=1 hint="exec form does not expand variables"
        //lab:step id=serve points=2
        $ docker run -d -p 8080:8080 <NAME>:<TAG>
        //lab:out {{api:hex64}}
        //lab:check http :8080/api/v1/todos status=200 within=15s json="$ is array"
        ```
        //lab:end

        """

    /// The sidecar of the lecture, with everything in order.
    static let sidecar = """
        slidectl: lab/v1
        lecture: 08-containers.slide
        labs:
          pg:
            variant: {port: "port 20000..29999 for 5432", password: "word for gophers"}
            hidden:
              - {id: env,    check: "container $cid env POSTGRES_PASSWORD={{=variant.password}}", points: 1, feedback: count}
              - {id: nopriv, check: "container $cid not privileged", gate: true, feedback: name}
            attempts: {free: 3, then: "-5%"}
          image:
            variant: {tag: "v{{hex6}}"}
            hidden:
              - {id: stages,  check: "file Dockerfile dockerfile stages >= 2", points: 1}
              - {id: secrets, check: 'image todos:{{=variant.tag}} history has-no "PASSWORD"', points: 1, feedback: none}
            limits: {cpu: 2, memory: 1GiB, disk: 3GiB, egress: mirror}

        """

    static let source = SourceFile(name: "08-containers.slide", text: text)

    /// The labs as the lecture alone has them.
    static let labs = labs(of: source)

    static func labs(of source: SourceFile) -> ParsedLabs {
        LabParser.parse(
            source,
            DeckParser(reader: MemoryFiles()).parse(source, at: "08-containers.slide").deck
        )
    }

    /// The lecture's labs with a sidecar.
    static func read(_ sidecar: String, files: [SourceFile] = []) -> ParsedLabs {
        read(SourceFile(name: "08-containers.lab.yaml", text: sidecar), files: files)
    }

    static func read(_ sidecar: SourceFile, files: [SourceFile] = []) -> ParsedLabs {
        LabSidecar.read(sidecar, into: labs, lecture: source.name, publicFiles: [source] + files)
    }

    /// What is wrong with a sidecar of the lecture where that uses no variant by itself.
    static func findings(_ sidecar: SourceFile) -> [Diagnostic] {
        let plain = SourceFile(name: source.name, text: text.replacing("{{variant.tag}}", with: "1.0"))
        return LabSidecar.read(
            sidecar,
            into: labs(of: plain),
            lecture: source.name,
            publicFiles: [plain]
        ).diagnostics
    }

    static func findings(_ sidecar: String) -> [Diagnostic] {
        findings(SourceFile(name: "08-containers.lab.yaml", text: sidecar))
    }

    /// A sidecar about one lab with some lines.
    static func about(_ lab: String = "pg", _ lines: String) -> String {
        let body = lines.split(separator: "\n", omittingEmptySubsequences: false).map { "    \($0)" }
        return "slidectl: lab/v1\nlabs:\n  \(lab):\n\(body.joined(separator: "\n"))\n"
    }
}
