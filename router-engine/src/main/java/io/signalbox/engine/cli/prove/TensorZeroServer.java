package io.signalbox.engine.cli.prove;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/// How TensorZero's gateway is started for a proof: within its client for Python, because its
/// program alone is in no package.
final class TensorZeroServer {
  /// With which words Python tells its version.
  static final List<String> VERSION =
      List.of("-c", "import importlib.metadata as m; print(m.version('tensorzero'))");

  private static final String SERVER = "tensorzero_server.py";

  private TensorZeroServer() {}

  /// Turns the exported file to the fakes, and puts the server beside it.
  static void turn(Path directory, int providers) throws IOException {
    GatewayFiles.rewrite(
        directory.resolve("tensorzero.toml"),
        text ->
            text.replaceAll(
                "api_base = \"https?://(?!127\\.0\\.0\\.1:1/)[^/\"]+",
                "api_base = \"http://127.0.0.1:" + providers));
    try (var server = TensorZeroServer.class.getResourceAsStream(SERVER)) {
      Files.write(directory.resolve(SERVER), Objects.requireNonNull(server).readAllBytes());
    }
  }

  static List<String> command(String program, int port) {
    return List.of(program, SERVER, "tensorzero.toml", "" + port);
  }
}
