package io.signalbox.plugins.importer.litellm;

import io.signalbox.engine.spi.ConfigExporter;
import io.signalbox.engine.spi.ConfigImporter;
import io.signalbox.engine.spi.Provider;
import io.signalbox.engine.workspace.config.ConfigFile;
import io.signalbox.engine.workspace.config.ConfigValue;
import io.signalbox.plugins.export.LiteLlmExporter;
import io.signalbox.plugins.importer.GraphDraft;
import io.signalbox.plugins.importer.OwnGraph;
import io.signalbox.plugins.importer.ProviderNames;
import java.util.List;
import java.util.Map;

/// The configuration of the LiteLLM proxy as a graph: the model that a client asks for chooses the
/// group.
public final class LiteLlmImporter implements ConfigImporter {
  /// For `ServiceLoader`.
  public LiteLlmImporter() {}

  @Override
  public String id() {
    return "litellm";
  }

  @Override
  public String name() {
    return "a configuration of LiteLLM";
  }

  @Override
  public boolean recognizes(ConfigFile file) {
    ConfigValue root = file.root();
    boolean models =
        root.get("model_list").stream()
            .flatMap(list -> list.list().stream())
            .anyMatch(each -> each.get("litellm_params").isPresent());
    return models
        || root.get("litellm_settings").isPresent()
        || (root.get("router_settings").isPresent() && root.get("general_settings").isPresent());
  }

  @Override
  public List<SourceField> fields() {
    return LiteLlmFields.ALL;
  }

  @Override
  public Import read(ConfigFile file, Map<String, Provider> providers) {
    return OwnGraph.of(
            file, file.root().get(ConfigExporter.GRAPH_FIELD), new LiteLlmExporter(), providers)
        .orElseGet(() -> foreign(file, providers));
  }

  private static Import foreign(ConfigFile file, Map<String, Provider> providers) {
    var draft = new GraphDraft(file);
    var settings = new Settings(file.root(), draft);
    var names = new ProviderNames(providers);
    String start = new Entrance(file.root(), settings, names, draft).start();
    if (!start.isEmpty()) {
      settings.sayWhatIsUsual();
    }
    draft.leftOut(
        file.root().get("model_list").stream().flatMap(each -> each.list().stream()),
        "It became no part of the graph and was left out.");
    return draft.done(draft.title(), start);
  }
}
