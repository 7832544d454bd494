package io.signalbox.plugins.importer.ccr;

import io.signalbox.engine.spi.ConfigExporter;
import io.signalbox.engine.spi.ConfigImporter;
import io.signalbox.engine.spi.Provider;
import io.signalbox.engine.workspace.config.ConfigFile;
import io.signalbox.engine.workspace.config.ConfigValue;
import io.signalbox.plugins.export.CcrExporter;
import io.signalbox.plugins.importer.FieldRows;
import io.signalbox.plugins.importer.GraphDraft;
import io.signalbox.plugins.importer.OwnGraph;
import io.signalbox.plugins.importer.ProviderNames;
import java.util.List;
import java.util.Map;

/// The configuration of claude-code-router as a graph: its roles are rules over the requested
/// model, tokens, tools and thinking.
public final class ClaudeCodeRouterImporter implements ConfigImporter {
  private static final List<SourceField> FIELDS =
      FieldRows.of(
          """
          exact | Providers[].name, providers[].name | Part of the names of models: provider,model.
          exact | Providers[].type, providers[].type | The dialect, which follows from the address.
          exact | Providers[].api_base_url, providers[].api_base_url | The model's url, or the provider whose address it is.
          exact | Providers[].api_key, providers[].api_key | The model's key, by reference.
          exact | Providers[].models, providers[].models | A model each, and a rule for clients that ask for provider,model.
          manual | Providers[].transformer, providers[].transformer | A change of requests or answers: Signalbox fits requests to each model by its own rules; a rewrite node sets or drops members.
          exact | Router.signalbox_graph | The graph that Signalbox has exported: it is taken as it is, and nothing else of the file.
          exact | Router.default | The rules' otherwise; a model that the provider does not list is called all the same.
          exact | Router.background | A rule over the requested model: Claude Code asks for Haiku in the background.
          approximate | Router.think | A rule over reasoning: the request asks for thinking.
          approximate | Router.longContext, Router.longContextThreshold | A rule over tokens, which are counted in another way; the size of the turn before is not looked at.
          approximate | Router.webSearch, Router.websearch | A rule over the names of the tools.
          approximate | Router.image | A rule over images.
          manual | Router | A role that the importer does not know.
          approximate | fallback | A fallback node behind the role.
          manual | transformers, Transformers | Code is not carried over: a rewrite node sets or drops members, and a plug-in brings a dialect.
          manual | CUSTOM_ROUTER_PATH | Code is not carried over: write it as rules before the others.
          approximate | API_TIMEOUT_MS | The total of a fallback before all rules.
          manual | APIKEY | Apps get keys of their own: `signalbox apps add`.
          manual | PROXY_URL | Signalbox takes an HTTP proxy from Java's settings: -Dhttps.proxyHost.
          manual | HOST, PORT | `signalbox serve --host HOST --port PORT`.
          exact | LOG, LOG_LEVEL, CLAUDE_PATH, NON_INTERACTIVE_MODE, StatusLine, stream, Plugins, plugins | Decides nothing.
          """);

  /// For `ServiceLoader`.
  public ClaudeCodeRouterImporter() {}

  @Override
  public String id() {
    return "claude-code-router";
  }

  @Override
  public String name() {
    return "a configuration of claude-code-router";
  }

  @Override
  public boolean recognizes(ConfigFile file) {
    ConfigValue root = file.root();
    boolean models =
        providers(root).stream().anyMatch(each -> each.get("api_base_url").isPresent());
    return models || (root.at("Router", "default").isPresent() && !providers(root).isEmpty());
  }

  static List<ConfigValue> providers(ConfigValue root) {
    return root.get("Providers")
        .or(() -> root.get("providers"))
        .map(ConfigValue::list)
        .orElse(List.of());
  }

  @Override
  public List<SourceField> fields() {
    return FIELDS;
  }

  @Override
  public Import read(ConfigFile file, Map<String, Provider> providers) {
    return OwnGraph.of(
            file,
            file.root().at("Router", ConfigExporter.GRAPH_FIELD),
            new CcrExporter(),
            providers)
        .orElseGet(() -> foreign(file, providers));
  }

  private static Import foreign(ConfigFile file, Map<String, Provider> providers) {
    var draft = new GraphDraft(file);
    var models = new RouterModels(file.root(), draft, new ProviderNames(providers));
    String start = new Roles(file.root(), models, draft).start();
    models.sayLeftOut(file.root());
    return draft.done("Claude Code", start);
  }
}
