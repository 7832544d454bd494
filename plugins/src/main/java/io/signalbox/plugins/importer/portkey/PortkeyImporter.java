package io.signalbox.plugins.importer.portkey;

import io.signalbox.engine.spi.ConfigImporter;
import io.signalbox.engine.spi.Provider;
import io.signalbox.engine.workspace.config.ConfigFile;
import io.signalbox.engine.workspace.config.ConfigValue;
import io.signalbox.plugins.importer.FieldRows;
import io.signalbox.plugins.importer.GraphDraft;
import io.signalbox.plugins.importer.ProviderNames;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// A config of Portkey's gateway as a graph: its tree of strategies becomes nodes.
public final class PortkeyImporter implements ConfigImporter {
  private static final List<String> WRAPPERS =
      List.of("x-portkey-config", "defaultConfig", "config", "portkey_config");

  private static final List<SourceField> FIELDS =
      FieldRows.of(
          """
          exact | strategy.mode, targets[].strategy.mode | The kind of node: single, loadbalance, fallback or conditional.
          approximate | strategy.on_status_codes, targets[].strategy.on_status_codes | The failures of a fallback, by class instead of by status.
          exact | strategy.conditions, targets[].strategy.conditions | The rules.
          exact | strategy.default, targets[].strategy.default | The rules' otherwise.
          exact | targets[].name | Named by conditions.
          exact | provider, targets[].provider | The model's provider.
          exact | api_key, targets[].api_key | The model's key, by reference.
          exact | targets[].weight | A share of a split.
          exact | override_params.model, targets[].override_params.model, overrideParams.model, targets[].overrideParams.model | The provider's name of the model.
          exact | override_params, targets[].override_params, overrideParams, targets[].overrideParams | A parameter of the model, set in every request.
          exact | custom_host, targets[].custom_host | The model's url.
          approximate | retry, targets[].retry | Retries of a fallback before the model; waits differ.
          approximate | request_timeout, targets[].request_timeout | The total of a fallback before the model, for all its tries.
          approximate | cache, targets[].cache | A cache node; answers stay on this machine, and apps do not share them.
          manual | virtual_key, targets[].virtual_key, virtualKey, targets[].virtualKey | A key in Portkey's vault: store it with `signalbox keys set` and choose the provider.
          manual | prompt_id, targets[].prompt_id | A prompt that Portkey stores.
          unsupported | forward_headers, targets[].forward_headers | Signalbox sends headers on by its own rules.
          unsupported | strict_open_ai_compliance, targets[].strict_open_ai_compliance | Signalbox answers in the client's dialect.
          unsupported | cb_config, targets[].cb_config | Signalbox has circuit breakers with rules of its own.
          unsupported | strategy.sticky, targets[].strategy.sticky | Portkey's gateway ignores it; a split has `sticky`.
          unsupported | default_params, targets[].default_params, drop_params, targets[].drop_params | Portkey's gateway ignores it; a rewrite node sets or drops members.
          unsupported | input_guardrails, targets[].input_guardrails, output_guardrails, targets[].output_guardrails, before_request_hooks, targets[].before_request_hooks, after_request_hooks, targets[].after_request_hooks | A rewrite node redacts personal data; there is nothing like other guardrails.
          exact | integrations[].slug, integrations[].provider, integrations[].base_url, integrations[].credentials.apiKey | The provider, address and key of targets that name the slug.
          unsupported | integrations[].models, integrations[].rate_limits | A graph has only the models that it calls.
          unsupported | plugins_enabled, credentials, admin_token | A setting of Portkey's server.
          exact | name, version, description | Decides nothing.
          """);

  private static final Set<String> MODES =
      Set.of("single", "loadbalance", "fallback", "conditional");

  /// Beside a provider, only Portkey says so.
  private static final Set<String> OF_TARGETS =
      Set.of(
          "api_key",
          "virtual_key",
          "retry",
          "cache",
          "request_timeout",
          "custom_host",
          "override_params",
          "overrideParams",
          "forward_headers",
          "strict_open_ai_compliance");

  private static final Set<String> CALLING =
      Set.of("provider", "virtual_key", "override_params", "strategy");

  /// For `ServiceLoader`.
  public PortkeyImporter() {}

  @Override
  public String id() {
    return "portkey";
  }

  @Override
  public String name() {
    return "a config of Portkey";
  }

  @Override
  public boolean recognizes(ConfigFile file) {
    ConfigValue root = config(file.root());
    return isTree(root)
        || root.get("virtual_key").isPresent()
        || (root.text("provider").isPresent() && says(root, OF_TARGETS))
        || isPolicy(root);
  }

  private static boolean says(ConfigValue value, Set<String> names) {
    return names.stream().anyMatch(each -> value.get(each).isPresent());
  }

  private static boolean isTree(ConfigValue root) {
    Optional<String> mode = root.at("strategy", "mode").flatMap(ConfigValue::asText);
    List<ConfigValue> targets = root.get("targets").map(ConfigValue::list).orElse(List.of());
    boolean bare =
        root.get("strategy").isEmpty() && targets.stream().anyMatch(each -> says(each, CALLING));
    return bare || (root.get("targets").isPresent() && mode.filter(MODES::contains).isPresent());
  }

  /// Whether it only says how any provider is called.
  private static boolean isPolicy(ConfigValue root) {
    boolean retry = root.at("retry", "attempts").isPresent();
    boolean cache = root.at("cache", "mode").flatMap(ConfigValue::asText).isPresent();
    return (retry || cache) && OF_TARGETS.containsAll(root.map().keySet());
  }

  /// The config within what people wrap it in.
  static ConfigValue config(ConfigValue root) {
    return WRAPPERS.stream()
        .flatMap(each -> root.get(each).stream())
        .filter(each -> !each.map().isEmpty())
        .findFirst()
        .orElse(root);
  }

  /// All targets below one.
  private static Stream<ConfigValue> targets(ConfigValue group) {
    return group.get("targets").stream()
        .flatMap(each -> each.list().stream())
        .flatMap(each -> Stream.concat(Stream.of(each), targets(each)));
  }

  @Override
  public ConfigValue within(ConfigValue root) {
    return config(root);
  }

  @Override
  public List<SourceField> fields() {
    return FIELDS;
  }

  @Override
  public Import read(ConfigFile file, Map<String, Provider> providers) {
    var draft = new GraphDraft(file);
    var models = new Leaves(file.root(), draft, new ProviderNames(providers));
    String start = new Targets(models, draft).start(config(file.root()));
    draft.leftOut(
        targets(config(file.root())), "No strategy leads to this target; it was left out.");
    return draft.done(draft.title(), start);
  }
}
