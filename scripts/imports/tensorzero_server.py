"""TensorZero's gateway within Python, behind the one path that the proof asks: its package has no
server, and its client is the same code."""

import json
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer

from tensorzero import TensorZeroGateway

CLIENT = TensorZeroGateway.build_embedded(config_file=sys.argv[1])
FUNCTION, MODEL = "tensorzero::function_name::", "tensorzero::model_name::"


def answer(body):
    name = body["model"]
    which = (
        {"function_name": name.removeprefix(FUNCTION)}
        if name.startswith(FUNCTION)
        else {"model_name": name.removeprefix(MODEL)}
    )
    said = CLIENT.inference(input={"messages": body["messages"]}, **which)
    return said.content[0].text


class Call(BaseHTTPRequestHandler):
    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        try:
            status, text = 200, answer(body)
        except Exception as error:  # whatever the gateway says is its answer
            status, text = 502, str(error)
        data = text.encode()
        self.send_response(status)
        self.send_header("content-length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *args):
        pass


HTTPServer(("127.0.0.1", int(sys.argv[2])), Call).serve_forever()
