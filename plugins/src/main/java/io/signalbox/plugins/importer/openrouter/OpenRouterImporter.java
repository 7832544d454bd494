package io.signalbox.plugins.importer.openrouter;

import io.signalbox.engine.graph.About;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.spi.ConfigImporter;
import io.signalbox.engine.spi.Provider;
import io.signalbox.engine.workspace.config.ConfigFile;
import io.signalbox.engine.workspace.config.ConfigValue;
import io.signalbox.plugins.importer.Fallbacks;
import io.signalbox.plugins.importer.FieldRows;
import io.signalbox.plugins.importer.GraphDraft;
import io.signalbox.plugins.importer.JsonValues;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The body of a request to OpenRouter as a graph: its models as a fallback, and what it wants of
/// them as their parameters.
public final class OpenRouterImporter implements ConfigImporter {
  /// Members that belong to one request and not to a model.
  private static final Set<String> OF_REQUEST =
      Set.of(
          "model",
          "models",
          "messages",
          "prompt",
          "input",
          "stream",
          "stream_options",
          "user",
          "session_id",
          "metadata",
          "trace",
          "route",
          "tools",
          "tool_choice");

  private static final Set<String> WISHES =
      Set.of(
          "order",
          "only",
          "ignore",
          "sort",
          "allow_fallbacks",
          "require_parameters",
          "data_collection",
          "zdr",
          "enforce_distillable_text",
          "quantizations",
          "preferred_min_throughput",
          "preferred_max_latency",
          "max_price",
          "experimental");

  /// Members that OpenRouter may have and this importer does not know.
  private static final int MOST_OTHERS = 2;

  private static final List<SourceField> FIELDS =
      FieldRows.of(
          """
          exact | model | A model of OpenRouter.
          approximate | models, route | A fallback over models; OpenRouter goes on after any error.
          exact | provider | A parameter of each model: which providers OpenRouter takes, in which order and at which price.
          exact | messages, prompt, input, stream, stream_options, user, session_id, metadata, trace | The client's own request decides it.
          manual | tools, tool_choice | Clients send tools themselves.
          exact | temperature, top_p, top_k, min_p, top_a, max_tokens, max_completion_tokens, presence_penalty, frequency_penalty, repetition_penalty, stop, seed, logit_bias, logprobs, top_logprobs, response_format, structured_outputs, reasoning, include_reasoning, reasoning_effort, verbosity, transforms, plugins, preset, usage, web_search_options, modalities, parallel_tool_calls, service_tier, cache_control | A parameter of each model, set in every request.
          """);

  /// For `ServiceLoader`.
  public OpenRouterImporter() {}

  @Override
  public String id() {
    return "openrouter";
  }

  @Override
  public String name() {
    return "a request to OpenRouter";
  }

  @Override
  public boolean recognizes(ConfigFile file) {
    ConfigValue root = file.root();
    boolean models =
        root.get("models").map(ConfigValue::list).orElse(List.of()).stream()
            .anyMatch(each -> each.asText().filter(OpenRouterImporter::isName).isPresent());
    boolean model = root.text("model").filter(OpenRouterImporter::isName).isPresent();
    long known = root.map().keySet().stream().filter(OpenRouterImporter::isMember).count();
    long others = root.map().size() - known;
    boolean asks = root.get("messages").isPresent() || root.get("provider").isPresent();
    boolean body = models ? known > 1 || others == 0 : model && asks;
    return body && others <= MOST_OTHERS && others < known && isWish(root);
  }

  private static boolean isMember(String name) {
    return FIELDS.stream().anyMatch(each -> each.path().equals(name));
  }

  /// Whether `provider` is left out or says what OpenRouter understands of it.
  private static boolean isWish(ConfigValue root) {
    Optional<ConfigValue> provider = root.get("provider");
    return provider.isEmpty()
        || (!provider.get().map().isEmpty() && WISHES.containsAll(provider.get().map().keySet()));
  }

  private static boolean isName(String model) {
    return model.startsWith("@preset/") || model.matches("~?[a-z0-9-]+/[^\\s/]+");
  }

  @Override
  public List<SourceField> fields() {
    return FIELDS;
  }

  @Override
  public Import read(ConfigFile file, Map<String, Provider> providers) {
    var draft = new GraphDraft(file);
    ConfigValue root = file.root();
    Map<String, String> params = params(root);
    List<String> models =
        names(root).stream().map(name -> model(name, params, root, draft)).toList();
    return draft.done(draft.title(), start(models, root, draft));
  }

  private static String start(List<String> models, ConfigValue root, GraphDraft draft) {
    ConfigValue at = root.get("models").orElse(root);
    return models.isEmpty()
        ? ""
        : new Fallbacks(draft).over("models", models, Fallbacks.ANY, Fallbacks.Limits.NONE, at);
  }

  /// The model of a request comes before its fallbacks.
  private static Set<String> names(ConfigValue root) {
    var names = new LinkedHashSet<String>();
    root.text("model").ifPresent(names::add);
    root.get("models").map(ConfigValue::list).orElse(List.of()).stream()
        .flatMap(each -> each.asText().stream())
        .forEach(names::add);
    return names;
  }

  private static String model(
      String name, Map<String, String> params, ConfigValue root, GraphDraft draft) {
    String id = draft.id(name.substring(name.lastIndexOf('/') + 1));
    About about =
        draft.about(name, id, root.get("model").or(() -> root.get("models")).orElse(root));
    return draft.add(Model.of(id, "openrouter", name).withParams(params).withAbout(about));
  }

  private static Map<String, String> params(ConfigValue root) {
    var params = new LinkedHashMap<String, String>();
    root.map()
        .forEach((name, value) -> {
          if (isMember(name) && !OF_REQUEST.contains(name) && !value.isNothing()) {
            JsonValues.of(value).ifPresent(json -> params.put(name, json));
          }
        });
    return params;
  }
}
