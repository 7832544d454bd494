package io.signalbox.plugins.export.mlflow;

import io.signalbox.engine.graph.FallbackNode;
import io.signalbox.engine.graph.Promise;
import io.signalbox.plugins.export.FidelityReport;
import io.signalbox.plugins.export.ways.CallersChoose;
import java.util.Optional;

/// MLflow has no conditions: a way is an endpoint, and its caller names it. An endpoint draws its
/// first model, then calls others in order, and changes nothing of a request but the model.
///
/// @param main the name of the endpoint of requests of which no rule holds
record MlflowCarrier(String main) implements CallersChoose {
  static final String GATEWAY = "MLflow";

  @Override
  public String gateway() {
    return GATEWAY;
  }

  @Override
  public String ways() {
    return "endpoints";
  }

  @Override
  public String tooLate() {
    return "callers cannot choose an endpoint there";
  }

  @Override
  public Optional<String> guard(Promise promise, FidelityReport report) {
    String when = promise.when().orElseThrow().text();
    report.manual(
        promise,
        "MLflow has no conditions: callers keep the promise by naming the endpoints that begin with"
            + " %s, which come first in signalbox_endpoints.json.".formatted(main(true)),
        main(true) + "  # " + when.replaceAll("\\s+", " ") + "\n");
    return Optional.of(when);
  }

  @Override
  public String prefix(boolean kept) {
    return main(kept) + ".";
  }

  @Override
  public String main(boolean kept) {
    return kept ? main + ".kept" : main;
  }

  @Override
  public Optional<String> choice() {
    return Optional.of(
        "MLflow has no conditions: each rule is an endpoint, and the caller has to name as the"
            + " model the first endpoint of signalbox_endpoints.json whose \"when\" holds, else "
            + main
            + ".");
  }

  @Override
  public String drawn() {
    return "MLflow assigns a branch at random for each request, so it takes another branch than"
        + " Signalbox.";
  }

  @Override
  public boolean drawsGoOn() {
    return false;
  }

  @Override
  public String drawnEnd() {
    return "MLflow has no share without a model";
  }

  @Override
  public boolean drawsFirst() {
    return true;
  }

  @Override
  public boolean repeats() {
    return true;
  }

  @Override
  public void fallback(FallbackNode node, FidelityReport report) {
    report.approximate(node.id(), "MLflow goes on after every failure, whatever its class.");
    if (node.retries() > 0) {
      report.approximate(node.id(), "Retries are further calls in the chain: they do not wait.");
    }
    if (node.firstToken().isPresent() || node.total().isPresent()) {
      report.approximate(
          node.id(),
          "Its timeouts are lost: MLflow has one for each call of any endpoint,"
              + " MLFLOW_GATEWAY_ROUTE_TIMEOUT_SECONDS (300 unless it is set), to the end of the"
              + " answer.");
    }
  }

  @Override
  public Optional<String> refusal() {
    return Optional.of(
        "These requests end with status 404 and words of MLflow's: there is no endpoint of the"
            + " name that callers have to use.");
  }

  @Override
  public Optional<String> cannotSet(String name, String json) {
    return Optional.of("MLflow changes nothing of a request but the model");
  }

  @Override
  public Optional<String> cannotDrop(String name) {
    return Optional.of(name + " stays in the request: MLflow drops nothing.");
  }
}
