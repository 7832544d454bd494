"""Watches a process: memory, open files, threads, connections."""

import asyncio
import os
import pathlib
import statistics
import time

COLUMNS = {"memory MiB": 1.15, "open files": 1.2, "threads": 1.2, "connections": 1.2}
# As much may come on top of the share: JIT and heap settle late, and numbers of connections vary.
SLACK = {"memory MiB": 48, "open files": 25, "threads": 10, "connections": 25}
WARM = 0.2


class Watch:
    def __init__(self, pid):
        self.pid = pid
        self.samples = []
        self.began = time.monotonic()

    def look(self):
        proc = pathlib.Path("/proc") / str(self.pid)
        status = dict(
            line.split(":", 1) for line in (proc / "status").read_text().splitlines() if ":" in line
        )
        links = []
        for name in os.listdir(proc / "fd"):
            try:
                links.append(os.readlink(proc / "fd" / name))
            except OSError:
                pass
        return (
            int(status["VmRSS"].split()[0]) / 1024,
            len(links),
            int(status["Threads"]),
            sum(link.startswith("socket:") for link in links),
        )

    async def run(self, over):
        while not over.is_set():
            self.samples.append((time.monotonic() - self.began, self.look()))
            try:
                await asyncio.wait_for(over.wait(), 0.5)
            except TimeoutError:
                pass

    def thirds(self):
        """For each column the medians of the three thirds after the warm-up."""
        values = [sample for _, sample in self.samples]
        values = values[int(len(values) * WARM) :]
        size = max(1, len(values) // 3)
        parts = [values[:size], values[size : 2 * size], values[2 * size :] or values[-1:]]
        return {
            name: [statistics.median(sample[i] for sample in part) for part in parts]
            for i, name in enumerate(COLUMNS)
        }

    def grown(self):
        """What grew from the first to the last third by more than its tolerance."""
        return [
            f"{name} grew from {first:.0f} to {last:.0f}"
            for name, (first, _, last) in self.thirds().items()
            if last > first * COLUMNS[name] + SLACK[name]
        ]
