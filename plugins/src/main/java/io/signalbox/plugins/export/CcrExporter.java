package io.signalbox.plugins.export;

import io.signalbox.engine.catalog.Ability;
import io.signalbox.engine.graph.Node;
import io.signalbox.engine.graph.RewriteNode;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.spi.ConfigExporter;
import io.signalbox.engine.spi.Provider;
import io.signalbox.engine.workspace.GraphText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The configuration of claude-code-router with a custom router that is a transformer, too: it
/// walks the graph and has each model called by ccr itself, which translates. Checked against
/// 2.0.0.
public final class CcrExporter implements ConfigExporter {
  /// The files of signalbox-router.js after its table.
  static final List<String> PROGRAM = List.of("walk.js", "messages.js", "ccr.js");

  private static final String NAME = "claude-code-router";
  private static final int PORT = 3456;
  private static final String ROUTER = "HERE/signalbox-router.js";

  /// What Messages has, so that it can be set for every model.
  private static final Set<String> SETTABLE =
      Set.of(
          "max_tokens",
          "max_completion_tokens",
          "max_output_tokens",
          "temperature",
          "top_p",
          "stop",
          "stop_sequences",
          "user",
          "tool_choice");

  private static final String RUN =
      """
      1. Install claude-code-router 2.0.0: npm install -g @musistudio/claude-code-router@2.0.0
      2. Put both files into its directory; keep a copy of your own config.json. HERE stands for that directory, because
         ccr finds scripts only by their whole path:
           mkdir -p ~/.claude-code-router && cp signalbox-router.js ~/.claude-code-router/
           sed "s|HERE/|$HOME/.claude-code-router/|" config.json > ~/.claude-code-router/config.json
      3. Set the environment variables that config.json names as ${NAME}, and start it: ccr start
      4. Start Claude Code with "ccr code", or send Messages requests to http://127.0.0.1:3456/v1/messages. The graph
         decides, whatever model they ask for. Set labels in the header x-signalbox-metadata: task=translate, tier=free
      """;

  /// For `ServiceLoader`.
  public CcrExporter() {}

  @Override
  public String id() {
    return "ccr";
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Export export(RoutingGraph graph, Map<String, Provider> providers) {
    var report = new FidelityReport(graph);
    RoutingGraph inForce = graph.inForce();
    var models = new TableModels(providers, new Target(report), report);
    var table = new DecisionTable(inForce, Walker.NODE, models, report).whole();
    List<Address> addresses = models.addresses();
    table.put("models", models.rows(number -> place(number, addresses.get(number), models)));
    inForce.nodes().values().forEach(node -> noteForeign(node, report));
    report.approximate(
        FidelityReport.WHOLE,
        "There is no circuit breaker: a failing model is called again by the next request."
            + " claude-code-router requires no key and listens on this machine only; Anthropic's"
            + " Messages are its only dialect for clients, and it wraps errors in words of its"
            + " own.");
    return new Export(
        List.of(
            new File("config.json", Scripts.prettyJson(config(graph, addresses))),
            new File("signalbox-router.js", ProgramText.table(table) + ProgramText.of(PROGRAM))),
        report.rows(),
        RUN);
  }

  private static Map<String, Object> place(int number, Address address, TableModels models) {
    return DecisionTable.map(
        "provider",
        provider(number),
        "native",
        isNative(address),
        "reasons",
        models.card(address.model()).abilities().contains(Ability.REASONING),
        "completion",
        address.host().equals("api.openai.com"));
  }

  private static String provider(int number) {
    return "signalbox-" + (number + 1);
  }

  private static boolean isNative(Address address) {
    return address.dialect().equals("anthropic");
  }

  private static void noteForeign(Node node, FidelityReport report) {
    if (node instanceof RewriteNode rewrite) {
      String foreign =
          rewrite.set().keySet().stream()
              .filter(name -> !SETTABLE.contains(name) && !name.startsWith("metadata."))
              .sorted()
              .collect(Collectors.joining(", "));
      if (!foreign.isEmpty()) {
        report.approximate(
            node.id(),
            "Messages has no such parameter, so it is set as it is written: " + foreign + ".");
      }
    }
  }

  private static Map<String, Object> config(RoutingGraph graph, List<Address> addresses) {
    var all = new ArrayList<Map<String, Object>>();
    all.add(
        entry(
            "signalbox",
            "http://127.0.0.1:" + PORT + "/signalbox/v1/messages",
            "none",
            "graph",
            List.of("Anthropic")));
    for (int number = 0; number < addresses.size(); number++) {
      all.add(entry(number, addresses.get(number)));
    }
    return DecisionTable.map(
        "LOG",
        false,
        "HOST",
        "127.0.0.1",
        "PORT",
        PORT,
        "CUSTOM_ROUTER_PATH",
        ROUTER,
        "transformers",
        List.of(Map.of("path", ROUTER)),
        "Providers",
        all,
        "Router",
        DecisionTable.map("default", "signalbox,graph", GRAPH_FIELD, GraphText.write(graph)));
  }

  /// ccr puts variables in the place of every `$NAME` and `${NAME}` of a provider, so a name of a
  /// model that holds a dollar stands in the script alone, which names the model to ccr.
  private static Map<String, Object> entry(int number, Address address) {
    String name = address.model().model();
    String key = address.key().map(variable -> "${" + variable + "}").orElse("none");
    return entry(
        provider(number),
        address.url() + (isNative(address) ? "/v1/messages" : "/chat/completions"),
        key,
        name.contains("$") ? provider(number) : name,
        isNative(address) ? List.of("Anthropic") : List.of("cleancache", "signalbox"));
  }

  private static Map<String, Object> entry(
      String name, String url, String key, String model, List<String> transformers) {
    return DecisionTable.map(
        "name",
        name,
        "api_base_url",
        url,
        "api_key",
        key,
        "models",
        List.of(model),
        "transformer",
        Map.of("use", transformers));
  }

  /// Anthropic's models get Messages as they came; all others are called by Chat Completions.
  private record Target(FidelityReport report) implements TableModels.Target {
    @Override
    public Optional<Address> spoken(Address address) {
      return isNative(address)
          ? Optional.of(address)
          : new OpenAiTarget(NAME, report).spoken(address);
    }

    @Override
    public Optional<String> objection(String name, @Nullable Object value) {
      return Sayable.script(name, value);
    }
  }
}
