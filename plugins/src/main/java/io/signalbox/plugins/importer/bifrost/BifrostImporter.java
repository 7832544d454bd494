package io.signalbox.plugins.importer.bifrost;

import io.signalbox.engine.spi.ConfigImporter;
import io.signalbox.engine.spi.Provider;
import io.signalbox.engine.workspace.config.ConfigFile;
import io.signalbox.engine.workspace.config.ConfigValue;
import io.signalbox.plugins.importer.FieldRows;
import io.signalbox.plugins.importer.GraphDraft;
import io.signalbox.plugins.importer.ProviderNames;
import java.util.List;
import java.util.Map;

/// Bifrost's `config.json` as a graph: its routing rules, then the models that its providers list.
public final class BifrostImporter implements ConfigImporter {
  private static final List<SourceField> FIELDS =
      FieldRows.of(
          """
          approximate | providers.*.keys | Keys of each of the provider's models; the freest is taken, not one by weight.
          exact | providers.*.keys[].name, providers.*.keys[].id | Names of keys are the graph's own.
          exact | providers.*.keys[].value | The models' key, by reference.
          exact | providers.*.keys[].models | A model each, and a rule for clients that ask for provider/model.
          approximate | providers.*.keys[].weight | Of several keys the freest one that is not cooling down is taken.
          manual | providers.*.keys[].aliases | Other names of models: add them to the rules of the requested model.
          manual | providers.*.keys[].azure_key_config, providers.*.keys[].vertex_key_config, providers.*.keys[].bedrock_key_config | Set the url of the models, and store the key as docs/providers.md says.
          exact | providers.*.keys[].ollama_key_config.url, providers.*.keys[].vllm_key_config.url, providers.*.keys[].sgl_key_config.url | The models' url, with the path /v1.
          exact | providers.*.keys[].vllm_key_config.model_name | A model, and a rule for clients that ask for provider/model.
          exact | providers.*.keys[].enabled | A key that is off is left out.
          exact | providers.*.network_config.base_url | The models' url, or the provider whose address it is.
          approximate | providers.*.network_config.default_request_timeout_in_seconds | The total of a fallback before each model.
          approximate | providers.*.network_config.max_retries | Retries of a fallback before each model; waits differ.
          approximate | providers.*.network_config.retry_backoff_initial, providers.*.network_config.retry_backoff_max | Waits before retries are Signalbox's own and follow Retry-After.
          manual | providers.*.network_config.extra_headers | Models have no headers of their own; describe the server as a provider in providers.json.
          unsupported | providers.*.network_config, providers.*.concurrency_and_buffer_size, providers.*.proxy_config, providers.*.send_back_raw_response, providers.* | A graph has no such setting.
          exact | providers.*.custom_provider_config.base_provider_type | The dialect of the models.
          manual | providers.*.custom_provider_config | A provider of its own: check the models' url and provider.
          exact | governance.routing_rules[].id, governance.routing_rules[].name, governance.routing_rules[].description, governance.routing_rules[].query | The name of a rule.
          exact | governance.routing_rules[].enabled, governance.routing_rules[].priority | Rules that are on, the lowest priority first.
          approximate | governance.routing_rules[].cel_expression | A condition; what it says of model is said of the name with and without the provider.
          exact | governance.routing_rules[].targets | A split, or the one model.
          approximate | governance.routing_rules[].fallbacks | Further branches of a fallback.
          exact | governance.routing_rules[].scope | Rules for all.
          unsupported | governance.routing_rules[].scope_id | A graph has no teams and customers: label requests, and write a condition on metadata.
          unsupported | governance.routing_rules[].chain_rule | Rules after a rule: connect the rule to another rules node.
          manual | governance.virtual_keys, governance.teams, governance.customers, governance.business_units | Apps get keys of their own: `signalbox apps add`. Budgets and limits are nodes.
          manual | governance.budgets, governance.rate_limits, governance.model_configs, governance.providers | Put budget and limit nodes before the models.
          unsupported | governance.pricing_overrides | Prices come from Signalbox's catalog; change them with `signalbox models refresh`.
          unsupported | governance.complexity_analyzer_config | An intent or learned node does the like.
          manual | governance.auth_config | Apps get keys of their own: `signalbox apps add`.
          unsupported | governance | A graph has no such setting.
          exact | client, config_store, logs_store, framework, version, websocket, server | Decides nothing: Signalbox keeps its ledger on this machine.
          manual | encryption_key | Signalbox's vault has a key of its own.
          manual | vector_store, plugins | A cache node answers from earlier replies; other plug-ins are not carried over.
          manual | mcp | MCP servers are not carried over: agents call their own.
          unsupported | guardrails_config, load_balancer_config, circuit_breaker_config | Signalbox has circuit breakers and a rewrite node that redacts; there is nothing like other guardrails.
          """);

  /// For `ServiceLoader`.
  public BifrostImporter() {}

  @Override
  public String id() {
    return "bifrost";
  }

  @Override
  public String name() {
    return "a configuration of Bifrost";
  }

  @Override
  public boolean recognizes(ConfigFile file) {
    ConfigValue root = file.root();
    boolean keys =
        root.get("providers").stream()
            .flatMap(providers -> providers.map().values().stream())
            .anyMatch(each -> !each.get("keys").map(ConfigValue::list).orElse(List.of()).isEmpty());
    boolean rules = root.at("governance", "routing_rules").isPresent();
    return keys
        || rules
        || root.text("$schema").filter(each -> each.contains("bifrost")).isPresent();
  }

  @Override
  public List<SourceField> fields() {
    return FIELDS;
  }

  @Override
  public Import read(ConfigFile file, Map<String, Provider> providers) {
    var draft = new GraphDraft(file);
    file.root().get("$schema").ifPresent(draft::exact);
    var models = new ListedModels(file.root(), draft, new ProviderNames(providers));
    return draft.done(draft.title(), new RoutingRules(file.root(), models, draft).start());
  }
}
