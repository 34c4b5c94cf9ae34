import SourceText
import Testing

@testable import FileLint

/// What is found in files: for each rule two bad files that have nothing in common, and good ones.
@Suite struct FileLintTests {
    private func ids(_ name: String, _ text: String, _ commands: [String] = []) -> [String] {
        let shown = commands.enumerated().map { index, line in
            ShownCommand(
                commands: [line.split(separator: " ").map(String.init)],
                at: SourceLocation(file: "a.slide", line: index + 1, length: line.count)
            )
        }
        return FileLint.findings(files: [SourceFile(name: name, text: text)], commands: shown).map(
            \.id.rawValue
        )
    }

    @Test(arguments: [
        "FROM alpine\nARG APP\nENTRYPOINT [\"/bin/${APP}\"]\n",
        "FROM debian:12 AS run\nENV PORT=80\nCMD [\"serve\", \"--port\", \"$PORT\"]\n",
        "FROM alpine\nENV H=x\nHEALTHCHECK CMD [\"curl\", \"http://$H/\"]\n",
    ])
    func findsAVariableThatNoShellReplaces(text: String) {
        #expect(ids("Dockerfile", text) == ["file.dockerfile.exec-variable"])
    }

    @Test(arguments: [
        "FROM alpine\nENV APP=x\nENTRYPOINT [\"sh\", \"-c\", \"exec /bin/$APP\"]\n",
        "FROM alpine\nENV APP=x\nENTRYPOINT exec /bin/$APP\n",
        "FROM alpine\nENV APP=x\nENTRYPOINT [\"/bin/sh\", \"-c\"]\nCMD [\"echo $APP\"]\n",
        "FROM alpine\nENTRYPOINT [\"/bin/app\", \"costs 5$\"]\n",
    ])
    func leavesWhatAShellReplaces(text: String) { #expect(ids("Dockerfile", text) == []) }

    @Test(arguments: [
        "FROM golang AS build\nARG SERVICE\nRUN go build -o /out/$SERVICE ./cmd\nFROM alpine\nCOPY --from=build /out/${SERVICE} /app\n",
        "ARG VERSION=1\nFROM alpine:$VERSION\nLABEL version=$VERSION\n",
        "ARG DIR=/srv\nFROM alpine\nWORKDIR $DIR\n",
    ])
    func findsAnArgumentOfAnotherStage(text: String) {
        #expect(ids("app.Dockerfile", text) == ["file.dockerfile.stage-argument"])
    }

    @Test(arguments: [
        "ARG V=1\nFROM alpine:$V\nARG V\nLABEL version=$V\n",
        "FROM golang AS build\nARG A\nENV B=$A\nRUN echo $A $HOME\nFROM build\nRUN echo $B\n",
        "FROM alpine\nRUN for f in *; do echo $f; done\n",
    ])
    func leavesArgumentsThatAreDeclared(text: String) { #expect(ids("Dockerfile.x", text) == []) }

    @Test func findsADockerfileThatNoBuilderReads() {
        #expect(ids("Dockerfile", "FORM alpine\n") == ["file.dockerfile.syntax"])
        #expect(ids("Dockerfile", "RUN ls\n") == ["file.dockerfile.syntax"])
    }

    @Test(arguments: [
        "services:\n  web:\n    image: a\n    depends_on: [db]\n",
        "services:\n  web:\n    image: a\n    networks:\n      back: {}\n",
        "services:\n  web:\n    image: a\n    volumes: [\"data:/data\"]\n",
        "services:\n  web:\n    image: a\n    volumes:\n      - type: volume\n        source: data\n        target: /data\n",
    ])
    func findsNamesThatNothingDefines(text: String) {
        #expect(ids("compose.yaml", text) == ["file.compose.undefined"])
    }

    @Test func takesAComposeFileInWhichAllIsDefined() {
        let text = """
            services:
              web:
                build: .
                networks: [back, default]
                volumes: ["data:/data", "./src:/src", "${DIR}:/d", "/anonymous"]
                depends_on:
                  db: {condition: service_healthy}
              db:
                image: postgres:16
                environment: {POSTGRES_PASSWORD_FILE: /run/secret, PGDATA: /data, POSTGRES_DB: x}
                healthcheck: {test: [CMD, pg_isready]}
            networks: {back: {}}
            volumes:
              data:
            """
        #expect(ids("docker-compose.yml", text) == [])
    }

    @Test(arguments: [
        "services:\n  web:\n    image: a\n    depends_on:\n      db:\n        condition: service_healthy\n  db:\n    image: b\n",
        "services:\n  a:\n    image: a\n    depends_on: {b: {condition: service_healthy}}\n  b:\n    image: b\n    healthcheck: {disable: true}\n",
    ])
    func findsHealthThatNothingTells(text: String) {
        #expect(ids("compose.yml", text) == ["file.compose.no-healthcheck"])
    }

    @Test(arguments: [
        "services:\n  db:\n    image: postgres:16\n    environment:\n      - POSTGRES_DATABASE=x\n",
        "services:\n  db:\n    image: docker.io/library/mysql:8\n    environment:\n      MYSQL_DB: x\n",
    ])
    func findsVariablesThatAnImageDoesntKnow(text: String) {
        #expect(ids("compose.yaml", text) == ["file.compose.unknown-variable"])
    }

    @Test func leavesVariablesOfOtherImages() {
        #expect(
            ids(
                "compose.yaml",
                "services:\n  db:\n    image: acme/postgres\n    environment: [POSTGRES_X=1]\n"
            ) == []
        )
    }

    @Test(arguments: [
        ["docker compose --profile dev up"], ["docker-compose --profile=test,prod up -d"],
        ["docker compose -f x.yaml --profile all --profile nope up"],
    ])
    func findsProfilesThatNoFileHas(commands: [String]) {
        let text = "services:\n  a:\n    image: a\n    profiles: [all, prod]\n"
        #expect(ids("compose.yaml", text, commands) == ["file.compose.unknown-profile"])
        #expect(
            ids("compose.yaml", "services:\n  a:\n    image: a\n", commands) == [],
            "another lecture's file may have it"
        )
    }

    @Test func takesProfilesThatAFileHas() {
        let text = "services:\n  a:\n    image: a\n    profiles: [all]\n"
        let commands = [
            "docker compose --profile all up", "docker compose --profile <NAME> up",
            "docker compose --profile * ps",
        ]
        #expect(ids("compose.yaml", text, commands) == [])
    }

    @Test(arguments: [
        "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\nspec:\n  selector: {matchLabels: {app: web}}\n  template:\n    metadata: {labels: {app: api}}\n",
        "apiVersion: v1\nkind: Service\n---\napiVersion: apps/v1\nkind: DaemonSet\nmetadata:\n  name: b\nspec:\n  selector:\n    matchLabels:\n      tier: log\n  template:\n    metadata: {}\n",
    ])
    func findsAWorkloadThatDoesntFindItsPods(text: String) {
        #expect(ids("m.yaml", text) == ["file.manifest.selector"])
    }

    private static let deployment =
        "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec:\n  selector: {matchLabels: {app: w}}\n  template:\n    metadata: {labels: {app: w, v: x}}\n    spec: {containers: [{name: front, image: a}]}\n"

    @Test func findsAContainerThatADeploymentDoesntHave() {
        let made = [
            "kubectl create deployment k8s-bc --image=gcr.io/x/kubernetes-bootcamp:v1",
            "kubectl set image deployments/k8s-bc k8s-bc=y:v2",
        ]
        #expect(ids("x.txt", "", made) == ["file.manifest.container-name"])
        #expect(
            ids("m.yaml", Self.deployment, ["kubectl set image deployment/web web=b:2"]) == [
                "file.manifest.container-name"
            ]
        )
    }

    @Test(arguments: [
        ["kubectl create deployment a --image=x/my_app:1", "kubectl set image deploy/a my-app=x/my_app:2"],
        ["kubectl set image deployment web front=b:2"], ["kubectl set image deployment/web *=b:2"],
        ["kubectl set image deployment/unknown x=b:2"],
    ])
    func takesContainersThatADeploymentHas(commands: [String]) {
        #expect(ids("m.yaml", Self.deployment, commands) == [])
    }

    @Test(arguments: ["services:\n  a: [\n", "services:\n\ta: 1\n", "apiVersion: 1\nkind: }\n"])
    func findsWhatIsNoYAML(text: String) {
        #expect(ids("compose.yaml", text) == ["file.yaml.syntax"])
    }

    @Test func leavesOtherFilesAlone() {
        #expect(ids("main.go", "services:\n") == [])
        #expect(ids("values.yaml", "a: [\n") == [])
    }

    @Test func returnsForEveryPrefix() {
        let text = Array(
            (Self.deployment + "---\nservices:\n  a: {depends_on: {b: {}}, volumes: [x:/y]}\n").utf8
        )
        for count in 0...text.count {
            _ = ids("compose.yaml", String(decoding: text.prefix(count), as: UTF8.self))
        }
    }
}
