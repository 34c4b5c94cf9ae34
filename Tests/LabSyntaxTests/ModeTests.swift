import LabModel
import Testing

@testable import LabSyntax

@Suite struct ModeTests {
    @Test(arguments: [
        ("docker run --rm alpine:3.22 ps", LabStep.Mode.run), ("docker run hello-world", .run),
        ("docker run postgres:16", .foreground), ("docker run -d postgres:16", .run),
        ("docker run -dp 80:80 nginx", .run), ("docker run -p 8080:80 web:1", .foreground),
        ("docker run -e A=b --name db docker.io/library/redis:7", .foreground),
        ("docker run --name=db redis:7 redis-server --version", .run),
        ("docker run -it alpine sh", .terminal),
        ("docker run --rm -ti alpine sh", .terminal), ("docker exec -it db psql -U postgres", .terminal),
        ("docker exec -i db psql", .run), ("docker exec db ls -it", .run),
        ("docker compose up", .foreground),
        ("docker compose up -d", .run), ("docker compose --profile dev up --detach", .run),
        ("docker compose -f x.yaml up", .foreground), ("docker compose logs -f web", .follow),
        ("docker logs --follow db", .follow), ("docker logs db", .run), ("docker events", .follow),
        ("docker stats", .follow), ("docker stats --no-stream", .run), ("docker logs -f db | head -3", .run),
        ("kubectl get pods -w", .follow), ("kubectl get pods", .run), ("kubectl edit deploy/x", .terminal),
        ("kubectl port-forward svc/x 8080:80", .foreground), ("kubectl exec -it p -- sh", .terminal),
        ("kubectl exec p -- ls -it", .run), ("minikube dashboard", .skip), ("minikube start", .run),
        ("brew install podman", .skip), ("sudo apt-get install podman", .skip),
        ("docker login ghcr.io", .skip), ("docker login --password-stdin x", .run),
        ("caddy run", .foreground),
        ("A=1 docker compose up", .foreground), ("docker build . && docker run -p 1:1 x", .foreground),
        ("docker compose watch", .foreground), ("tail -f log", .follow),
        ("docker build -t <NAME> .", .template),
        ("echo 'a <B> c'", .template), ("cat < IN > OUT", .run), ("", .skip),
        // From docker's and kubectl's manuals.
        ("docker compose --env-file prod.env up", .foreground),
        ("docker compose --project-directory app up", .foreground),
        ("docker --context ci compose --progress plain up -d", .run), ("docker attach web", .terminal),
        ("kubectl --context ci -n web get pods -w", .follow), ("sudo -E docker logs -f web", .follow),
        ("docker logs -f web 2>&1 | grep ready", .follow), ("docker logs -f web |& tee log", .follow),
        ("docker logs -f web | grep -m1 ready", .run), ("docker logs -f web | grep -q ready", .run),
        ("docker logs -f web | sed '/ready/q'", .run), ("docker logs web && echo x | grep y", .run),
        ("docker logs -f web > log 2>&1 &", .run), ("docker compose up &", .run),
        ("docker events & docker logs web", .run), ("docker ps; docker events;", .follow),
        // Letters that share a dash, and flags that are another program's.
        ("docker logs -ft web", .follow), ("docker logs -tf web", .follow),
        ("docker logs -fn 5 web", .follow),
        ("docker logs web -f", .follow), ("docker logs -n5 web", .run),
        ("docker logs --tail 5 -f web", .follow),
        ("docker logs --follow=false web", .run), ("docker compose logs -tf", .follow),
        ("docker run -p 8080:80 myimg server -d /data", .foreground),
        ("docker run -dp 80:80 nginx nginx -t", .run), ("docker run --rm alpine ls -it", .run),
        ("docker run --detach=false postgres:16", .foreground), ("docker run -e D -itp 80:80 x", .terminal),
        ("docker exec web ls -lit", .run), ("docker exec -u root -it web sh", .terminal),
        ("docker exec -itu root web sh", .terminal), ("docker exec -e -it web env", .run),
        ("cd / && docker exec -it box sh -c 'echo hi'", .terminal), ("docker ps; kubectl edit x", .terminal),
        ("docker logs web | less", .run), ("cat > f <<EOF\ndocker exec -it web sh\nEOF", .run),
        ("cat > f <<-'E'\n\tvi f\n\tE\ndocker logs -f web", .follow),
        ("docker compose -f - up <<EOF\nservices: {}\nEOF", .foreground),
        ("docker compose up --no-start", .run), ("docker compose up -t 5 --scale d=2", .foreground),
        ("docker events --until=0s", .run), ("docker events --until 0", .run),
        ("docker events -f type=image", .follow), ("kubectl logs -f deploy/web", .follow),
        ("kubectl get pods --watch=false", .run), ("kubectl get -o wide -w pods", .follow),
        ("kubectl exec p -it -- sh", .terminal), ("kubectl exec -c t p -- sh", .run),
    ])
    func tellsHowACommandIsRun(command: String, mode: LabStep.Mode) {
        let unresolved = ModeInference.placeholders(in: command)
        #expect(ModeInference.mode(of: command, unresolved: unresolved).mode == mode)
    }
    @Test(arguments: [
        ("docker build -t <NAME>:<TAG> .", ["NAME", "TAG"]), ("docker rm <NAME>-web", ["NAME"]),
        ("curl -H 'Authorization: Bearer <TOKEN>' https://<HOST>/x", ["TOKEN", "HOST"]),
        ("cat <<EOF>compose.yaml\nx\nEOF", []), ("cat <<<WORD>x", []), ("sort <A>B", []),
        ("echo '<H1>Hi</H1>' > index.html", []), ("cat <<E > a\n<UL><LI>x</LI></UL>\nE", []),
    ])
    func tellsPlaceholdersFromWhatAShellReads(command: String, names: [String]) {
        #expect(ModeInference.placeholders(in: command) == names)
    }
}
