ARG BASE=busybox
FROM ${BASE} AS build
RUN echo made > /made
COPY hello.txt /hello.txt
FROM busybox
COPY --from=build /made /hello.txt /app/
WORKDIR /app
ENV MODE=test
CMD ["sh", "-c", "cat made hello.txt; echo $MODE"]
