package io.signalbox.engine.cli.prove;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// How MLflow's server is started for a proof: on a database of its own, which the exported script
/// fills.
final class MlflowServer {
  private MlflowServer() {}

  /// Turns the exported endpoints to the fakes.
  static void turn(Path directory, int providers) throws IOException {
    GatewayFiles.rewrite(
        directory.resolve("signalbox_endpoints.json"),
        text ->
            text.replaceAll(
                "\"api_base\" : \"https?://[^/\"]+",
                "\"api_base\" : \"http://127.0.0.1:" + providers));
  }

  static List<String> command(String program, int port) {
    return List.of(
        program,
        "server",
        "--backend-store-uri",
        "sqlite:///mlflow.db",
        "--workers",
        "1",
        "--uvicorn-opts",
        "--timeout-keep-alive 300",
        "--host",
        "127.0.0.1",
        "--port",
        "" + port);
  }

  /// The exported script, by the Python that MLflow is installed with.
  static List<String> afterwards(Path program) {
    Path python = program.resolveSibling("python3");
    String found = Files.isExecutable(python) ? python.toString() : "python3";
    return List.of(found, "signalbox_mlflow.py");
  }

  static Map<String, String> environment(int port) {
    return Map.of(
        "MLFLOW_TRACKING_URI",
        "http://127.0.0.1:" + port,
        "MLFLOW_GATEWAY_API_BASE_ALLOWED_SCHEMES",
        "https,http",
        "MLFLOW_GATEWAY_API_BASE_ALLOW_PRIVATE_IPS",
        "true",
        "MLFLOW_DISABLE_TELEMETRY",
        "true");
  }
}
