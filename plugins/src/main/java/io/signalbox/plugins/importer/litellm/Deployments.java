package io.signalbox.plugins.importer.litellm;

import io.signalbox.engine.graph.About;
import io.signalbox.engine.graph.KeyRef;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.spi.Provider;
import io.signalbox.engine.workspace.config.ConfigValue;
import io.signalbox.plugins.importer.GraphDraft;
import io.signalbox.plugins.importer.JsonValues;
import io.signalbox.plugins.importer.KeyPlaces;
import io.signalbox.plugins.importer.ProviderNames;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Makes models of the graph of LiteLLM's deployments. Belongs to one thread.
final class Deployments {
  /// Members of requests that LiteLLM sends along unless the client says otherwise.
  private static final Set<String> MEMBERS =
      Set.of(
          "temperature",
          "top_p",
          "top_k",
          "max_tokens",
          "max_completion_tokens",
          "presence_penalty",
          "frequency_penalty",
          "stop",
          "seed",
          "n",
          "logit_bias",
          "reasoning_effort",
          "thinking",
          "response_format",
          "service_tier",
          "verbosity",
          "dimensions",
          "encoding_format",
          "parallel_tool_calls",
          "tool_choice",
          "user",
          "repetition_penalty",
          "min_p",
          "provider",
          "chat_template_kwargs");

  /// Texts of `mock_response` that LiteLLM raises.
  private static final Map<String, Integer> ERRORS =
      Map.of(
          "litellm.RateLimitError", 429,
          "litellm.ContextWindowExceededError", 400,
          "litellm.InternalServerError", 500);

  private static final String MOCKED =
      "LiteLLM answers with this text and calls no model; the graph calls the model. For trials"
          + " choose the provider simulated.";

  private final GraphDraft draft;
  private final ProviderNames names;
  private final KeyPlaces keys;
  private final Quotas quotas;

  Deployments(GraphDraft draft, ProviderNames names, Quotas quotas) {
    this.draft = draft;
    this.names = names;
    this.keys = new KeyPlaces(draft);
    this.quotas = quotas;
  }

  /// Where a deployment's requests go.
  ///
  /// @param provider empty if it is not known
  private record Place(String provider, String model, Optional<String> url) {}

  /// @param entry of `model_list`
  /// @param asked the model that a wildcard stands for; empty: its own
  Deployment of(ConfigValue entry, Optional<String> asked) {
    ConfigValue params = entry.get("litellm_params").orElse(entry);
    String group = asked.or(() -> entry.text("model_name")).orElse("model");
    Optional<Integer> refused = params.text("mock_response").flatMap(Deployments::status);
    if (refused.isPresent()) {
      String id = refusal(params, group, refused.get());
      draft.became(entry, id);
      return deployment(params, id);
    }
    params.get("mock_response").ifPresent(each -> draft.manual(each, MOCKED));
    Place place = place(params, asked);
    String id = draft.id(group);
    var provider = names.get(place.provider());
    List<KeyRef> key =
        params
            .get("api_key")
            .map(each -> keys.of(each, provider, place.url(), group))
            .orElse(List.of());
    About about = draft.about(group, id, entry);
    draft.add(
        new Model(
            id,
            place.provider(),
            place.model(),
            key,
            place.url(),
            members(params),
            Map.of(),
            described(about, entry)));
    return deployment(params, quotas.before(id, params));
  }

  /// The status of an error that LiteLLM makes of a text; empty: it answers with the text.
  private static Optional<Integer> status(String mock) {
    return mock.startsWith("Exception: content_filter_policy")
        ? Optional.of(400)
        : Optional.ofNullable(ERRORS.get(mock));
  }

  private String refusal(ConfigValue params, String group, int status) {
    params
        .get("mock_response")
        .ifPresent(each ->
            draft.approximate(
                each, "Requests are refused with status %d and a message.".formatted(status)));
    params.get("model").ifPresent(draft::exact);
    params.get("api_key").ifPresent(draft::exact);
    return draft.reject(group + "-refused", status, "No model may answer this request.");
  }

  private Deployment deployment(ConfigValue params, String target) {
    var weights =
        new Deployment.Weights(
            params.get("weight").flatMap(ConfigValue::asNumber),
            params.get("rpm").flatMap(ConfigValue::asNumber),
            params.get("tpm").flatMap(ConfigValue::asNumber));
    long order =
        params
            .get("order")
            .flatMap(ConfigValue::asNumber)
            .map(each -> each.longValue())
            .orElse(Deployment.LAST);
    List<String> tags =
        params.get("tags").stream()
            .flatMap(each -> each.list().stream())
            .flatMap(each -> each.asText().stream())
            .toList();
    return new Deployment(target, weights, order, tags, params);
  }

  private static About described(About about, ConfigValue entry) {
    Optional<String> text = entry.at("model_info", "description").flatMap(ConfigValue::asText);
    return new About(about.name(), about.at(), about.note().or(() -> text));
  }

  private Place place(ConfigValue params, Optional<String> asked) {
    String said = params.text("model").orElse("");
    String full = asked.filter(each -> said.contains("*")).orElse(said);
    Optional<ConfigValue> base = params.get("api_base").or(() -> params.get("base_url"));
    Optional<String> prefix =
        params
            .text("custom_llm_provider")
            .or(() -> Optional.of(full).filter(each -> each.contains("/")).map(Deployments::first));
    String model =
        params.text("custom_llm_provider").isPresent() || prefix.isEmpty()
            ? full
            : full.substring(full.indexOf('/') + 1);
    if (base.isPresent() && prefix.filter("azure_ai"::equals).isPresent()) {
      Addresses.AzurePlace azure = Addresses.azureAi(base.get(), draft);
      return new Place(azure.provider(), model, azure.url());
    }
    Optional<Provider> provider = prefix.flatMap(names::named);
    if (provider.isPresent()) {
      return known(provider.get(), model, base, params);
    }
    return unknown(full, base, params);
  }

  private static String first(String text) {
    return text.substring(0, text.indexOf('/'));
  }

  private Place known(
      Provider provider, String model, Optional<ConfigValue> base, ConfigValue params) {
    String shape = model.replaceFirst("^(chat|responses|converse|invoke|messages)/", "");
    if (base.isEmpty()) {
      return new Place(provider.id(), shape, Addresses.elsewhere(provider, params, draft));
    }
    Optional<Provider> other =
        provider.dialect().equals("openai")
            ? base.get().asText().flatMap(names::at)
            : base.get().asText().flatMap(names::at).filter(provider::equals);
    if (other.isPresent()) {
      draft.exact(base.get());
      return new Place(other.get().id(), shape, Optional.empty());
    }
    Optional<String> url = Addresses.url(provider, base.get(), params, draft);
    boolean open = provider.id().equals("openai") && needsNoKey(params);
    String server = open ? names.server(url.orElse("")) : provider.id();
    return new Place(server, shape, url);
  }

  private static boolean needsNoKey(ConfigValue params) {
    return params
        .get("api_key")
        .filter(each -> each.isSecret() || each.asText().flatMap(KeyPlaces::variable).isPresent())
        .isEmpty();
  }

  private Place unknown(String full, Optional<ConfigValue> base, ConfigValue params) {
    Optional<Provider> provider = names.having(full);
    ConfigValue at = params.get("model").orElse(params);
    if (provider.isPresent() && base.isEmpty()) {
      return new Place(provider.get().id(), full, Optional.empty());
    }
    if (base.isPresent()) {
      draft.approximate(
          at,
          "Signalbox does not know this provider; the address is taken for a server that speaks"
              + " OpenAI's dialect.");
      Optional<String> url = Addresses.url(Optional.empty(), base.get(), draft);
      String id = needsNoKey(params) ? names.server(url.orElse("")) : "openai";
      return new Place(id, full, url);
    }
    draft.manual(
        at,
        "Signalbox does not know the provider of this model. Choose one for it, or give it the"
            + " address of a server that speaks OpenAI's dialect.");
    return new Place("", full, Optional.empty());
  }

  private Map<String, String> members(ConfigValue params) {
    var members = new LinkedHashMap<String, String>();
    params
        .map()
        .forEach((name, value) -> {
          if (MEMBERS.contains(name) && !value.isNothing()) {
            JsonValues.of(value).ifPresent(json -> members.put(name, json));
          }
        });
    params
        .get("extra_body")
        .ifPresent(body ->
            body.map()
                .forEach((name, value) ->
                    JsonValues.of(value).ifPresent(json -> members.put(name, json))));
    return members;
  }
}
