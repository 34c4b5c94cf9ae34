/// The worked examples of the labs' design, to the letter, below a heading of their own.
public enum WorkedExamples {
    public static let docker = #"""
        # Containers

        A. Lecturer

        ## Starting a database
        //lab:begin id=pg title="Run PostgreSQL" backend=docker points=10 timeout=120s
        //lab:setup docker pull -q postgres:16
        //lab:teardown docker rm -f $cid

        - Without a password the entrypoint refuses to start

        ```
        //lab:step id=nopass points=1 exit=1
        $ docker run postgres:16
        //lab:err ...
        //lab:err {{any}}superuser password is not specified{{any}}
        //lab:err ...
        ```

        - Give it one, publish the port, detach

        ```
        //lab:step id=up points=4
        $ docker run -e "POSTGRES_PASSWORD=gophers" -p 5432:5432 -d postgres:16
        //lab:out {{cid:hex64}}
        //lab:check container $cid running within=20s
        //lab:check container $cid publishes 5432/tcp
        //lab:check tcp :5432 speaks postgres within=30s points=2 hint="-p must come before the image name"
        ```

        ## Looking around

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

        """#

    /// The private part of `docker`.
    public static let sidecar = #"""
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

        """#

    /// What a student hands in for `image`; the design leaves it to them.
    public static let dockerfile = #"""
        FROM busybox:1.37 AS build
        WORKDIR /site/api/v1
        RUN echo '["write the Dockerfile"]' > todos

        FROM busybox:1.37
        COPY --from=build /site /site
        USER 1000
        EXPOSE 8080
        ENTRYPOINT ["httpd", "-f", "-p", "8080", "-h", "/site"]

        """#

    public static let kubectl = #"""
        # Containers

        A. Lecturer

        ## Kubectl
        //lab:begin id=k8s-bc title="Deploy, scale, roll out" backend=k8s points=10 timeout=240s

        ```
        //lab:step id=create points=2
        $ kubectl create deployment k8s-bc --image=gcr.io/google-samples/kubernetes-bootcamp:v1
        //lab:out deployment.apps/k8s-bc created
        //lab:check deploy/k8s-bc condition Available=True within=60s
        //lab:step id=list points=1 match=table
        $ kubectl get deployments
        //lab:row NAME=k8s-bc READY=1/1 AVAILABLE=1
        ```

        ```
        //lab:step id=scale points=3
        $ kubectl scale deployments/k8s-bc --replicas=3
        //lab:out deployment.apps/k8s-bc scaled
        //lab:check deploy/k8s-bc ready=3/3 within=60s
        //lab:check pods app=k8s-bc count=3 phase=Running always=3s
        ```

        ```
        //lab:step id=roll points=4
        $ kubectl set image deployments/k8s-bc k8s-bc=docker.io/jocatalin/kubernetes-bootcamp:v2
        //lab:out deployment.apps/k8s-bc image updated
        //lab:check deploy/k8s-bc rolled-out revision=2 within=90s
        //lab:check pods app=k8s-bc image=~kubernetes-bootcamp:v2 count=3 within=90s points=1
        //lab:step id=describe points=0
        $ kubectl describe deployments/k8s-bc
        //lab:out ...
        //lab:out Replicas:{{ws}}3 desired | 3 updated | 3 total | 3 available | 0 unavailable
        //lab:out ...
        ```
        //lab:end

        """#
}
