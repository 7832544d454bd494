package io.signalbox.plugins.export.apisix;

import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.graph.FallbackNode;
import io.signalbox.engine.graph.RejectNode;
import io.signalbox.plugins.export.FidelityReport;
import io.signalbox.plugins.export.ways.RoutedCarrier;
import java.util.List;
import java.util.Optional;

/// APISIX's routes by variables.
final class ApisixCarrier extends RoutedCarrier<List<Object>> {
  static final String GATEWAY = "APISIX";

  ApisixCarrier(String main) {
    super(main, new ApisixWords());
  }

  @Override
  public String gateway() {
    return GATEWAY;
  }

  @Override
  protected Optional<String> labels() {
    return Optional.of("Labels are read in bodies of up to 64 MiB.");
  }

  /// APISIX answers 500 for a refused connection (3.18).
  @Override
  public void fallback(FallbackNode node, FidelityReport report) {
    super.fallback(node, report);
    boolean unreachable = node.on().contains(FailureClass.UNREACHABLE);
    if (unreachable != node.on().contains(FailureClass.SERVER_ERROR)) {
      report.approximate(
          node.id(),
          "A refused connection is status 500 in APISIX: it "
              + (unreachable
                  ? "does not fall back, since server_error does not."
                  : "falls back, as server_error does."));
    }
  }

  @Override
  public void reject(RejectNode node, FidelityReport report) {
    super.reject(node, report);
    if (node.message().contains("$")) {
      report.approximate(
          node.id(), "Its message is left out, since APISIX would read variables in it.");
    }
  }

  @Override
  protected Optional<String> objection(String name, String json) {
    return unsendable(name, json);
  }

  /// Why a request cannot get a member.
  static Optional<String> unsendable(String name, String json) {
    return json.equals("null")
        ? Optional.of("APISIX drops what is null")
        : name.equals("model") ? Optional.of("APISIX sets the model's own") : Optional.empty();
  }
}
