"""Prints Pygments' tokens of files, one JSON object a line.

usage: pygments_tokens.py LEXER=FILE...
Each line is {"file": FILE, "tokens": [[START, END, TYPE], ...]}, the offsets in UTF-8 bytes.
"""
import json
import sys

from pygments.lexers import get_lexer_by_name


def byte_offsets(text):
    """Maps each character's index to its byte offset, the end included."""
    offsets = [0]
    for character in text:
        offsets.append(offsets[-1] + len(character.encode()))
    return offsets


def tokens(lexer, text):
    offsets = byte_offsets(text)
    for index, kind, value in lexer.get_tokens_unprocessed(text):
        if value:
            yield offsets[index], offsets[index + len(value)], ".".join(kind)


for argument in sys.argv[1:]:
    name, _, file = argument.partition("=")
    with open(file, encoding="utf-8", newline="") as source:
        content = source.read()
    found = list(tokens(get_lexer_by_name(name), content))
    print(json.dumps({"file": file, "tokens": found}))
