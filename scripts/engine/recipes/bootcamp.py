"""The service of the Kubernetes tutorials in two versions: it says its version and the pod's name."""

from pathlib import Path

import debian
from image import Image
from recipes import base, golang

SOURCE = Path(__file__).resolve().parent / "bootcamp.go"


def images() -> list[Image]:
    root = golang.toolchain()
    version = debian.SID.version(f"golang-{golang.VERSION}-go")
    made = []
    for number, names in [
        (1, ["google-samples/kubernetes-bootcamp:v1", "jocatalin/kubernetes-bootcamp:v1"]),
        (2, ["jocatalin/kubernetes-bootcamp:v2"]),
    ]:
        program = golang.compile(
            root, SOURCE, "-trimpath", f"-ldflags=-s -w -X main.version={number}")
        files = base.system("A stand-in for the image kubernetes-bootcamp", f"a program of slidectl's and Go {version}")
        files.file("server", program, 0o755)
        made.append(Image(
            names, f"Stand-in for kubernetes-bootcamp, version {number}", [files], command=["/server"], ports=[8080]))
    return made
