package io.signalbox.plugins.export.hosted;

import io.signalbox.engine.catalog.ModelCard;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.spi.ConfigExporter;
import io.signalbox.engine.spi.Provider;
import io.signalbox.plugins.export.Address;
import io.signalbox.plugins.export.FidelityReport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What callers send to OpenRouter, by its OpenAPI description 1.0.0 (August 2026): models in the
/// order in which they are tried, and what a model's own parameters say, such as `provider` and
/// `plugins`. It can be kept there as a preset.
public final class OpenRouterExporter implements ConfigExporter {
  private static final String NAME = "OpenRouter";
  private static final String ID = "openrouter";

  /// Of `models`; the service refuses longer lists.
  private static final int MOST_MODELS = 3;

  /// What OpenRouter calls those whose models it offers.
  private static final Map<String, String> VENDORS =
      Map.ofEntries(
          Map.entry("anthropic", "anthropic"),
          Map.entry("openai", "openai"),
          Map.entry("gemini", "google"),
          Map.entry("deepseek", "deepseek"),
          Map.entry("mistral", "mistralai"),
          Map.entry("xai", "x-ai"),
          Map.entry("qwen", "qwen"),
          Map.entry("moonshot", "moonshotai"),
          Map.entry("zai", "z-ai"),
          Map.entry("minimax", "minimax"),
          Map.entry("cohere", "cohere"),
          Map.entry("perplexity", "perplexity"));

  private static final String RUN =
      """
      OpenRouter has no configuration of its own: callers put a file's members into each request to https://openrouter.ai/api/v1/chat/completions, with the key in OPENROUTER_API_KEY.

      1. Choose the file: the first one of the report's list whose condition holds, else main.json.
      2. Put its members over those of the request, for example:
           jq -s '.[0] * .[1]' request.json main.json
      3. Or keep a file as a preset, once, and send "model": "@preset/main" from then on; presets take no conditions either:
           jq '. + {messages: [{role: "user", content: "hi"}]}' main.json | curl https://openrouter.ai/api/v1/presets/main/chat/completions -H "Authorization: Bearer $OPENROUTER_API_KEY" -H "Content-Type: application/json" -d @-
      """;

  /// For `ServiceLoader`.
  public OpenRouterExporter() {}

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Export export(RoutingGraph graph, Map<String, Provider> providers) {
    var report = new FidelityReport(graph);
    RoutingGraph inForce = graph.inForce();
    var speech = new HostedSpeech(NAME, MOST_MODELS);
    var names = new LinkedHashMap<String, String>();
    for (Model model : inForce.models().values()) {
      name(model, providers, report).ifPresent(name -> names.put(model.id(), name));
      Requests.reportParams(model, speech, report);
    }
    report.approximate(
        FidelityReport.WHOLE,
        "OpenRouter was not called: the requests were checked against its OpenAPI description."
            + " Which provider serves a model is OpenRouter's choice, unless the parameter"
            + " `provider` of the model says it; a promise about providers or regions holds for"
            + " names only.");
    List<File> files = new Requests(inForce, speech, names, report).of(providers);
    return new Export(files, report.rows(), RUN);
  }

  private static Optional<String> name(
      Model model, Map<String, Provider> providers, FidelityReport report) {
    if (Address.of(model, providers, report).isEmpty()) {
      return Optional.empty();
    }
    if (model.provider().equals(ID) && model.url().isEmpty()) {
      return Optional.of(model.model());
    }
    Optional<String> slug = model.url().isPresent() ? Optional.empty() : slug(model, providers);
    slug.ifPresentOrElse(
        name ->
            report.approximate(
                model.id(),
                "It is called through OpenRouter as %s, with OpenRouter's key.".formatted(name)),
        () ->
            report.unsupported(
                model.id(), "It is missing: no model of OpenRouter is known to be it."));
    return slug;
  }

  /// The same model by the same vendor in OpenRouter's list.
  private static Optional<String> slug(Model model, Map<String, Provider> providers) {
    String wanted = VENDORS.getOrDefault(model.provider(), "") + "/" + plain(model.model());
    return Optional.ofNullable(providers.get(ID)).stream()
        .flatMap(each -> each.models().stream())
        .map(ModelCard::model)
        .filter(each -> each.equals(model.model()) || matches(each, wanted))
        .findFirst();
  }

  private static boolean matches(String slug, String wanted) {
    int at = slug.indexOf('/');
    return at > 0 && (slug.substring(0, at) + "/" + plain(slug.substring(at + 1))).equals(wanted);
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9:]+", "");
  }
}
