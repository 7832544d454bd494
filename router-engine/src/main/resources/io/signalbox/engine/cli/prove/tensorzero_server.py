"""TensorZero's gateway as its Python package starts it, behind a port of ours: it chooses its own."""

import asyncio
import sys
from urllib.parse import urlsplit

from tensorzero import _start_http_gateway

GATEWAY = _start_http_gateway(
    config_file=sys.argv[1],
    clickhouse_url=None,
    postgres_url=None,
    valkey_url=None,
    async_setup=False,
)
OWN = urlsplit(GATEWAY.base_url)


async def passed(reader, writer):
    """Hands bytes on until one side has said all."""
    try:
        while data := await reader.read(1 << 16):
            writer.write(data)
            await writer.drain()
    except ConnectionError:
        pass
    finally:
        writer.close()


async def serve(reader, writer):
    other_reader, other_writer = await asyncio.open_connection(OWN.hostname, OWN.port)
    await asyncio.gather(passed(reader, other_writer), passed(other_reader, writer))


async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", int(sys.argv[2]))
    await server.serve_forever()


asyncio.run(main())
