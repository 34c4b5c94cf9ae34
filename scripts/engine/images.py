"""Builds all images into the folder that the registry serves; a second time nothing is left to do."""

import shutil
from pathlib import Path

import folders
from image import Storage
from recipes import bootcamp, distribution, golang, nginx, postgres, redis, small

RECIPES = [small, redis, nginx, postgres, distribution, golang, bootcamp]


def storage() -> Path:
    version = folders.fingerprint("debian.py", "rootfs.py", "image.py", "recipes/*")
    return folders.cache() / "registry" / version


def build(say) -> Path:
    """Returns the registry's folder, with every image in it."""
    root = storage()
    if root.exists():
        return root
    unfinished = root.with_suffix(".unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    for old in root.parent.glob("*"):
        shutil.rmtree(old, ignore_errors=True)
    unfinished.mkdir(parents=True)
    for recipe in RECIPES:
        for image in recipe.images():
            say(f"building {image.names[0]}: {image.title}")
            Storage(unfinished).add(image)
    unfinished.rename(root)
    return root
