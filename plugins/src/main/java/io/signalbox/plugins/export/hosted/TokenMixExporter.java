package io.signalbox.plugins.export.hosted;

import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.spi.ConfigExporter;
import io.signalbox.engine.spi.Provider;
import io.signalbox.plugins.export.Address;
import io.signalbox.plugins.export.FidelityReport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What callers send to TokenMix: a model and its parameters. Its pages (July 2026) describe an
/// OpenAI-compatible relay and no members for routing, fallbacks or preferences, so nothing else of
/// a graph can be said.
public final class TokenMixExporter implements ConfigExporter {
  private static final String NAME = "TokenMix";
  private static final String ID = "tokenmix";

  private static final String RUN =
      """
      TokenMix has no configuration of its own: callers put a file's members into each request to https://api.tokenmix.ai/v1/chat/completions, with the key in TOKENMIX_API_KEY.

      1. Choose the file: the first one of the report's list whose condition holds, else main.json.
      2. Put its members over those of the request, for example:
           jq -s '.[0] * .[1]' request.json main.json
      3. Send it. If it fails, TokenMix answers with the error: it takes no second model from a request.
      """;

  /// For `ServiceLoader`.
  public TokenMixExporter() {}

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
    var speech = new HostedSpeech(NAME, 1);
    var names = new LinkedHashMap<String, String>();
    for (Model model : inForce.models().values()) {
      name(model, providers, report).ifPresent(name -> names.put(model.id(), name));
      Requests.reportParams(model, speech, report);
    }
    report.approximate(
        FidelityReport.WHOLE,
        "TokenMix was not called. It publishes no schema, and no members for fallbacks, weights,"
            + " limits or times: a request is a model and its parameters.");
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
    report.unsupported(
        model.id(),
        "It is missing: what TokenMix calls it is not known here. Set `provider: tokenmix` and its"
            + " name there for the model.");
    return Optional.empty();
  }
}
