package io.signalbox.plugins.export;

import io.signalbox.engine.graph.RewriteNode;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.spi.ConfigExporter;
import io.signalbox.engine.spi.Provider;
import java.util.ArrayList;
import java.util.Map;

/// The configuration of the LiteLLM proxy, with a router in Python that LiteLLM calls as a custom
/// provider: its own configuration has no words for rules. Checked against LiteLLM 1.106.2.
public final class LiteLlmExporter implements ConfigExporter {
  /// For `ServiceLoader`.
  public LiteLlmExporter() {}

  @Override
  public String id() {
    return "litellm";
  }

  @Override
  public String name() {
    return "LiteLLM";
  }

  @Override
  public Export export(RoutingGraph graph, Map<String, Provider> providers) {
    var report = new FidelityReport(graph);
    var config = new LiteLlmConfig(graph, providers, report);
    var models = new TableModels(providers, config, report);
    RoutingGraph inForce = graph.inForce();
    var table = new DecisionTable(inForce, Walker.PYTHON, models, report).whole();
    table.put("model_name", config.name());
    table.put("models", models.rows(i -> config.place(i, models.addresses().get(i))));
    note(config, graph, report);
    var files = new ArrayList<File>();
    files.add(new File("config.yaml", config.text(models.addresses())));
    files.add(new File("signalbox_router.py", ProgramText.of("signalbox_router.py")));
    files.add(new File("signalbox_graph.json", Scripts.prettyJson(table)));
    if (redacts(inForce)) {
      files.add(new File("signalbox_redaction.py", ProgramText.of("signalbox_redaction.py")));
    }
    return new Export(files, report.rows(), run(config.name()));
  }

  private static boolean redacts(RoutingGraph graph) {
    return graph.nodes().values().stream()
        .anyMatch(node -> node instanceof RewriteNode rewrite && !rewrite.redact().isEmpty());
  }

  private static void note(LiteLlmConfig config, RoutingGraph graph, FidelityReport report) {
    if (!config.name().equals(graph.name())) {
      report.remark(
          FidelityReport.WHOLE,
          "LiteLLM lists the graph as another model, because its headers carry only ASCII"
              + " characters and a name that starts with os.environ/ is read as a variable: "
              + config.name());
    }
    report.approximate(
        FidelityReport.WHOLE,
        "There is no circuit breaker: a failing model is called again by the next request."
            + " Embeddings are not routed.");
  }

  private static String run(String name) {
    return """
    1. Set the environment variables that config.yaml names as os.environ/NAME, and LITELLM_MASTER_KEY (it must begin with sk-).
    2. Start it on this machine only, in the directory of its files, with one worker:
         litellm --config config.yaml --host 127.0.0.1 --port 4000
    3. Send requests to http://127.0.0.1:4000/v1/chat/completions with the master key. The graph decides, whatever
       model they ask for; its own name is %s.
       Set labels in the body's metadata or in the header x-signalbox-metadata: task=translate, tier=free
    """
        .formatted(Scripts.json(name));
  }
}
