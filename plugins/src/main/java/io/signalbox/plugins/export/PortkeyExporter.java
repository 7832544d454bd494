package io.signalbox.plugins.export;

import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.spi.ConfigExporter;
import io.signalbox.engine.spi.Provider;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The config of Portkey's open-source gateway, as its clients send it with each request. Checked
/// against gateway 1.15.2.
public final class PortkeyExporter implements ConfigExporter {
  private static final Pattern DOLLAR =
      Pattern.compile("\\$(?!(eq|ne|gt|gte|lt|lte|in|nin|regex|and|or)\" :)");
  private static final Pattern PLACE = Pattern.compile("\"api_key\" : \"\\\\u0024\\{(\\w+)}\"");
  private static final Pattern KEY = Pattern.compile("\"api_key\" : \"\\$\\{(\\w+)}\"");

  /// For `ServiceLoader`.
  public PortkeyExporter() {}

  @Override
  public String id() {
    return "portkey";
  }

  @Override
  public String name() {
    return "Portkey AI Gateway";
  }

  @Override
  public Export export(RoutingGraph graph, Map<String, Provider> providers) {
    var report = new FidelityReport(graph);
    var config = new PortkeyTree(graph.inForce(), providers, report).whole();
    report.approximate(
        FidelityReport.WHOLE,
        "Streams fail with status 500 if npm installs @hono/node-server 1.19 with gateway"
            + " 1.15.2; pin 1.13.8.");
    String text = guarded(Scripts.prettyJson(config));
    return new Export(List.of(new File("config.json", text)), report.rows(), run(variables(text)));
  }

  /// Only the places of keys and the operators keep their dollar signs, so that nothing else is
  /// replaced when the keys are put in.
  private static String guarded(String json) {
    String plain = DOLLAR.matcher(json).replaceAll("\\\\u0024");
    return PLACE.matcher(plain).replaceAll("\"api_key\" : \"\\${$1}\"");
  }

  private static String variables(String json) {
    return KEY.matcher(json)
        .results()
        .map(found -> "$" + found.group(1))
        .distinct()
        .collect(Collectors.joining(" "));
  }

  private static String run(String variables) {
    return """
    The gateway has no configuration of its own: clients send config.json with each request.

    1. Start it on this machine only; it listens on all interfaces unless a firewall or container restricts it:
         npx @portkey-ai/gateway@1.15.2 --headless
       npm may install @hono/node-server 1.19, with which every stream fails with status 500 (tested with 1.19.19).
       In that case install it from a package.json with "overrides": {"@hono/node-server": "1.13.8"}.
    2. Insert the keys, because the gateway does not read the environment. Name the variables, or envsubst removes the operators:
         config=$(envsubst '%s' < config.json | tr -d '\\n')
       Keep the result out of files and logs.
    3. Send requests to http://127.0.0.1:8787/v1/chat/completions with the headers
         x-portkey-config: $config
         x-portkey-metadata: {"task":"translate"}
       Labels are read only from the second header, never from the body.
    """
        .formatted(variables);
  }
}
