"""Runs a script of Python statement by statement, and prints each, what it prints, and how it ends."""

import ast
import sys
import traceback

source = open(sys.argv[1]).read()
names = {"__name__": "script"}
for statement in ast.parse(source).body:
    print("$ " + ast.get_source_segment(source, statement), flush=True)
    code = 0
    try:
        exec(compile(ast.Module([statement], []), "script", "exec"), names)
    except Exception as problem:  # What a client says of a failure is part of the transcript.
        print("".join(traceback.format_exception_only(problem)).strip())
        code = 1
    print(f"[{code}]", flush=True)
