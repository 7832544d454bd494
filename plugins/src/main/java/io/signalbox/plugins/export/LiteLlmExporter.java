package io.signalbox.plugins.export;

import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.spi.ConfigExporter;
import io.signalbox.engine.spi.Provider;
import java.util.List;
import java.util.Map;

/// The configuration of the LiteLLM proxy. Checked against LiteLLM 1.106.2.
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
    var config = new LiteLlmGroup(graph.inForce(), providers, report).config();
    return new Export(
        List.of(new File("config.yaml", YamlText.of(config))), report.rows(), run(graph));
  }

  private static String run(RoutingGraph graph) {
    return """
    1. Set the environment variables that config.yaml names as os.environ/NAME, and LITELLM_MASTER_KEY (it must begin with sk-).
    2. Start it on this machine only:
         litellm --config config.yaml --host 127.0.0.1 --port 4000
    3. Send requests to http://127.0.0.1:4000/v1/chat/completions with the model %s and the master key.
       Send labels that rules match as tags, KEY=VALUE, separated by commas:
         x-litellm-tags: task=translate,tier=free
    """
        .formatted(Scripts.json(LiteLlmDeployments.plain(graph.name())));
  }
}
