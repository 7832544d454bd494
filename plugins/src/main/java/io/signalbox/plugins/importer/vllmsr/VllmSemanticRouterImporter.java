package io.signalbox.plugins.importer.vllmsr;

import io.signalbox.engine.spi.ConfigImporter;
import io.signalbox.engine.spi.Provider;
import io.signalbox.engine.workspace.config.ConfigFile;
import io.signalbox.engine.workspace.config.ConfigValue;
import io.signalbox.plugins.importer.FieldRows;
import io.signalbox.plugins.importer.GraphDraft;
import io.signalbox.plugins.importer.ProviderNames;
import java.util.List;
import java.util.Map;

/// The configuration of vLLM Semantic Router as a graph: its decisions are rules over what its
/// signals look at, and intents where they are examples.
public final class VllmSemanticRouterImporter implements ConfigImporter {
  private static final List<SourceField> FIELDS =
      FieldRows.of(
          """
          exact | providers.defaults.model, providers.defaults.default_model, default_model | The rules' otherwise.
          approximate | providers.defaults.reasoning_effort, default_reasoning_effort | The effort of models that a decision lets reason.
          exact | providers.models[].name, providers.models[].provider_model_id, model_config.*.model_name | A model, and a rule for clients that ask for it by name.
          exact | providers.models[].api_format, providers.models[].backend_refs[].provider, providers.models[].backend_refs[].protocol | The dialect.
          exact | providers.models[].backend_refs[].name, vllm_endpoints[].name, model_config.*.preferred_endpoints | Names of addresses.
          exact | providers.models[].backend_refs[].endpoint, providers.models[].backend_refs[].base_url, vllm_endpoints[].address, vllm_endpoints[].port | The model's url.
          exact | providers.models[].backend_refs[].api_key, providers.models[].backend_refs[].api_key_env, model_config.*.access_key | The model's key, by reference.
          exact | providers.models[].backend_refs[].weight, vllm_endpoints[].weight | A share of a split; a balance by turns where all are alike.
          unsupported | providers.models[].pricing, model_config.*.pricing | Prices come from Signalbox's catalog; change them with `signalbox models refresh`.
          approximate | providers.models[].reliability | Signalbox has circuit breakers and retries with rules of its own.
          unsupported | providers.models[].reasoning, model_config.*.reasoning_family, providers.models[].catalog, providers.models[].external_model_ids | Signalbox knows what models take from its catalog.
          manual | providers.models[].backend_refs[].extra_headers, providers.models[].backend_refs[].auth_header, providers.models[].backend_refs[].auth_prefix, providers.models[].backend_refs[].chat_path, providers.models[].backend_refs[].api_version | Models have no headers of their own; describe the server as a provider in providers.json.
          unsupported | providers.models[].backend_refs[], providers.models[], providers, vllm_endpoints[], model_config | A graph has no such setting.
          approximate | routing.signals.keywords[].keywords, routing.signals.keywords[].operator, routing.signals.keywords[].case_sensitive, routing.signals.keywords[].name, keyword_rules[].keywords, keyword_rules[].operator, keyword_rules[].case_sensitive, keyword_rules[].name | A condition on words of the last message.
          approximate | routing.signals.keywords[], keyword_rules[] | Words are looked for as they are: no likeness, no ranking.
          approximate | routing.signals.context, context_rules | A condition on tokens, which are counted in another way.
          exact | routing.signals.language, language_rules | A condition on the language of the last message.
          exact | routing.signals.metadata, metadata_rules | A condition on labels.
          approximate | routing.signals.embeddings[].candidates, routing.signals.embeddings[].name, embedding_rules[].candidates, embedding_rules[].name | Examples of an intent, with a threshold found on them.
          approximate | routing.signals.embeddings[], embedding_rules[] | An intent learns from its examples with an encoder of its own.
          manual | routing.signals.domains, categories | An intent with one example for each; add what your users write.
          approximate | routing.signals.role_bindings, role_bindings, authz.identity | A condition on the headers of user and groups.
          manual | routing.signals, routing.projections | Signalbox has no such signal: decisions that look at it are left out.
          exact | routing.decisions[].name, routing.decisions[].description, routing.decisions[].priority, decisions[].name, decisions[].description, decisions[].priority, routing.strategy, strategy | Rules, the highest priority first.
          exact | routing.decisions[].rules, decisions[].rules | A condition.
          approximate | routing.decisions[].modelRefs, decisions[].modelRefs | The models of a decision, the first one where nothing chooses among them; reasoning is a parameter.
          approximate | routing.decisions[].algorithm, decisions[].algorithm | latency_aware is a balance by latency; others take the first model.
          manual | routing.decisions[].plugins, decisions[].plugins | Put a cache or rewrite node before the models; other plug-ins are not carried over.
          unsupported | routing.decisions[], decisions[] | A graph has no such setting.
          exact | routing.modelCards, evaluation | Decides nothing: what is known of models is in Signalbox's catalog.
          unsupported | routing | A graph has no such setting.
          manual | listeners | `signalbox serve --host HOST --port PORT`.
          exact | version, api, observability, router_replay, setup | Decides nothing.
          manual | semantic_cache | Put a cache node before the rules.
          manual | prompt_guard, classifier, tools, bert_model, authz, response_api, looper, reasoning_families, global | Not carried over: a rewrite node redacts personal data, an intent node classifies.
          """);

  /// For `ServiceLoader`.
  public VllmSemanticRouterImporter() {}

  @Override
  public String id() {
    return "vllm-sr";
  }

  @Override
  public String name() {
    return "a configuration of vLLM Semantic Router";
  }

  @Override
  public boolean recognizes(ConfigFile file) {
    ConfigValue root = file.root();
    boolean flat =
        root.get("vllm_endpoints").isPresent()
            && (root.get("model_config").isPresent() || root.get("default_model").isPresent());
    boolean canonical =
        root.at("providers", "models").isPresent()
            && (root.at("routing", "decisions").isPresent()
                || root.at("routing", "signals").isPresent()
                || root.at("routing", "modelCards").isPresent());
    return flat || canonical;
  }

  @Override
  public List<SourceField> fields() {
    return FIELDS;
  }

  @Override
  public Import read(ConfigFile file, Map<String, Provider> providers) {
    var draft = new GraphDraft(file);
    ConfigValue root = file.root();
    var models = new ServedModels(root, draft, new ProviderNames(providers));
    return draft.done(draft.title(), new Decisions(root, models, draft).start());
  }
}
