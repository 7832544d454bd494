package io.signalbox.plugins.importer.tensorzero;

import io.signalbox.engine.spi.ConfigImporter;
import io.signalbox.engine.spi.Provider;
import io.signalbox.engine.workspace.config.ConfigFile;
import io.signalbox.engine.workspace.config.ConfigValue;
import io.signalbox.plugins.importer.FieldRows;
import io.signalbox.plugins.importer.GraphDraft;
import io.signalbox.plugins.importer.ProviderNames;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The configuration of TensorZero's gateway as a graph: the function or model that a client asks
/// for chooses the branch.
public final class TensorZeroImporter implements ConfigImporter {
  private static final List<SourceField> FIELDS =
      FieldRows.of(
          """
          exact | models.*.routing | A fallback over the model's providers.
          exact | models.*.providers.*.type, models.*.providers.*.model_name | The provider and its name of the model.
          exact | models.*.providers.*.api_base | The model's url, or the provider whose address it is.
          exact | models.*.providers.*.api_key_location | The model's key, by reference.
          unsupported | models.*.providers.*.cost | Prices come from Signalbox's catalog; change them with `signalbox models refresh`.
          manual | models.*.providers | A setting of the provider: check the model's url, key and params.
          approximate | models.*.timeouts.non_streaming.total_ms, models.*.timeouts.streaming.ttft_ms | The total and first_token of a fallback.
          unsupported | models, models.*, embedding_models | A graph has no such setting.
          exact | functions.*.type | A chat function is a rule over the requested model.
          exact | functions.*.variants.*.type, functions.*.variants.*.model | A branch that leads to the model.
          approximate | functions.*.variants.*.weight | A share of a split, sticky by conversation instead of by episode; after a failure the others follow by weight, where TensorZero draws again.
          exact | functions.*.variants.*.temperature, functions.*.variants.*.top_p, functions.*.variants.*.max_tokens, functions.*.variants.*.presence_penalty, functions.*.variants.*.frequency_penalty, functions.*.variants.*.seed, functions.*.variants.*.stop_sequences, functions.*.variants.*.reasoning_effort | A member that a rewrite node sets.
          approximate | functions.*.variants.*.retries | Retries of a fallback; waits differ.
          manual | functions.*.variants.*.system_template, functions.*.variants.*.user_template, functions.*.variants.*.assistant_template, functions.*.variants.*.system_instructions, functions.*.variants.*.templates, functions.*.variants.*.input_wrappers | Texts in other files: a rewrite node puts a text around the system prompt.
          manual | functions.*.variants.* | A setting of a variant that the graph has nothing for.
          approximate | functions.*.experimentation.candidate_variants | The shares of a split, sticky by conversation instead of by episode; after a failure the others follow by weight, where TensorZero draws again.
          approximate | functions.*.experimentation.fallback_variants | Further branches of a fallback.
          approximate | functions.*.experimentation.type | Shares are fixed; `balance` by success follows feedback.
          manual | functions.*.experimentation | An experiment that learns: name the split's `experiment`, or take a balance by success.
          manual | functions.*.system_schema, functions.*.user_schema, functions.*.assistant_schema, functions.*.output_schema, functions.*.schemas, functions.*.tools, functions.*.tool_choice, functions.*.parallel_tool_calls, functions.* | Clients send prompts, schemas and tools themselves.
          manual | rate_limiting | Put budget and limit nodes before the rules.
          exact | functions.*.description, gateway, clickhouse, postgres, object_storage | Decides nothing.
          manual | metrics, evaluations | Feedback goes to /v1/feedback, and suites test a graph.
          manual | tools | Clients send tools themselves.
          unsupported | provider_types, optimizers, autopilot | Signalbox has nothing like it.
          """);

  /// For `ServiceLoader`.
  public TensorZeroImporter() {}

  @Override
  public String id() {
    return "tensorzero";
  }

  @Override
  public String name() {
    return "a configuration of TensorZero";
  }

  @Override
  public boolean recognizes(ConfigFile file) {
    ConfigValue root = file.root();
    boolean functions = holds(root, "functions", "variants");
    boolean models = holds(root, "models", "routing");
    return file.syntax() == ConfigFile.Syntax.TOML && (functions || models);
  }

  private static boolean holds(ConfigValue root, String section, String key) {
    return root.get(section).stream()
        .flatMap(each -> each.map().values().stream())
        .anyMatch(each -> each.get(key).isPresent());
  }

  @Override
  public List<SourceField> fields() {
    return FIELDS;
  }

  @Override
  public Import read(ConfigFile file, Map<String, Provider> providers) {
    var draft = new GraphDraft(file);
    var models = new RoutedModels(file.root(), draft, new ProviderNames(providers));
    String start = new Functions(file.root(), models, draft).start();
    draft.leftOut(
        within(file.root(), "functions", "variants"),
        "No experiment, fallback or weight leads to this variant; it was left out.");
    draft.leftOut(
        within(file.root(), "models", "providers"),
        "The model's routing does not name this provider; it was left out.");
    return draft.done(draft.title(), start);
  }

  private static Stream<ConfigValue> within(ConfigValue root, String section, String key) {
    return root.get(section).stream()
        .flatMap(each -> each.map().values().stream())
        .flatMap(each -> each.get(key).stream())
        .flatMap(each -> each.map().values().stream());
  }
}
