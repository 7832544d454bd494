"""Serves a GGUF file with llama.cpp's own server until it is stopped, and prints its address first.

  llama_server.py FILE [TOKENS [TEMPLATE]]   TOKENS of context, usually 2,048; TEMPLATE is a file for models that bring none
"""

import pathlib
import sys
import threading

import xllamacpp

params = xllamacpp.CommonParams()
params.model.path = sys.argv[1]
params.n_ctx = int(sys.argv[2]) if len(sys.argv) > 2 else 2048
params.n_parallel = 1
if len(sys.argv) > 3:
    params.chat_template = pathlib.Path(sys.argv[3]).read_text()
# Several threads wait for each other without end on a busy machine, and the model is small.
params.cpuparams.n_threads = 1
params.cpuparams_batch.n_threads = 1
params.warmup = False
server = xllamacpp.Server(params)
print(server.listening_address, flush=True)
threading.Event().wait()
