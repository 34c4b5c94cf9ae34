"""The service of the Kubernetes tutorials in two versions: it says its version and the pod's name."""

import os
import subprocess
from pathlib import Path

import debian
import folders
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
        program = folders.cache() / "unpacked" / f"bootcamp-v{number}"
        subprocess.run(
            [root / golang.HOME / "bin/go", "build", "-trimpath", "-ldflags", f"-s -w -X main.version={number}",
             "-o", program, SOURCE],
            check=True, env={
                "PATH": os.environ["PATH"], "HOME": str(folders.cache()), "GOCACHE": str(folders.cache() / "go-build"),
                "GOROOT": str(root / golang.HOME), "GOTOOLCHAIN": "local", "CGO_ENABLED": "0", "GO111MODULE": "off",
            })
        files = base.system("A stand-in for the image kubernetes-bootcamp", f"a program of slidectl's and Go {version}")
        files.file("server", program, 0o755)
        made.append(Image(
            names, f"Stand-in for kubernetes-bootcamp, version {number}", [files], command=["/server"], ports=[8080]))
    return made
