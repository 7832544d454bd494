package io.signalbox.plugins.export;

import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.spi.ConfigExporter;
import io.signalbox.engine.spi.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/// The configuration of nginx with its njs module: route.js decides, nginx carries. Checked against
/// nginx 1.22.1 with njs 0.7.9.
public final class NginxExporter implements ConfigExporter {
  private static final String RUN =
      """
      1. Install nginx with its JavaScript module (Debian: apt install nginx libnginx-mod-http-js).
      2. Export the environment variables that nginx.conf names with "env"; nginx reads keys only from there.
      3. Check and start it in the directory of its files, as a user with write permission there; host names of providers are resolved at the start:
           nginx -p "$PWD" -c nginx.conf -t
           nginx -p "$PWD" -c nginx.conf -g 'daemon off;'
      4. Send Chat Completions requests to http://127.0.0.1:8080/v1/chat/completions. Set labels in the body's metadata
         or in the header x-signalbox-metadata: task=translate, tier=free
      """;

  /// For `ServiceLoader`.
  public NginxExporter() {}

  @Override
  public String id() {
    return "nginx";
  }

  @Override
  public String name() {
    return "nginx";
  }

  @Override
  public Export export(RoutingGraph graph, Map<String, Provider> providers) {
    var report = new FidelityReport(graph);
    var table = new NginxTable(graph.inForce(), providers, report);
    String script =
        "const TABLE = " + quoted(Scripts.prettyJson(table.table())) + ";\n\n" + walker();
    report.near(
        FidelityReport.WHOLE,
        "nginx requires no key and listens on this machine only; OpenAI's Chat"
            + " completions are its only dialect.");
    return new Export(
        List.of(new File("nginx.conf", new NginxConf(table).text()), new File("route.js", script)),
        report.rows(),
        RUN);
  }

  /// The table goes through JSON's own parser, where no name means anything to JavaScript.
  private static String quoted(String json) {
    return json.strip()
        .lines()
        .map(Scripts::json)
        .collect(Collectors.joining(",\n  ", "JSON.parse([\n  ", "\n].join('\\n'))"));
  }

  private static String walker() {
    try (InputStream in =
        Objects.requireNonNull(NginxExporter.class.getResourceAsStream("route.js"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
