package io.signalbox.plugins.export.tensorzero;

import io.signalbox.engine.graph.FallbackNode;
import io.signalbox.engine.graph.Promise;
import io.signalbox.plugins.export.FidelityReport;
import io.signalbox.plugins.export.ways.CallersChoose;
import java.util.Optional;

/// TensorZero has no conditions: a way is a function, and its caller names it.
final class TensorZeroCarrier implements CallersChoose {
  static final String GATEWAY = "TensorZero";

  @Override
  public String gateway() {
    return GATEWAY;
  }

  @Override
  public String ways() {
    return "functions";
  }

  @Override
  public String tooLate() {
    return "callers cannot choose a function there";
  }

  @Override
  public Optional<String> guard(Promise promise, FidelityReport report) {
    String when = promise.when().orElseThrow().text();
    report.manual(
        promise,
        "TensorZero has no conditions: callers keep the promise by naming the function with kept-"
            + " before its name, whose descriptions come first in tensorzero.toml.",
        address(main(true)) + "  # " + when.replaceAll("\\s+", " ") + "\n");
    return Optional.of(when);
  }

  @Override
  public String prefix(boolean kept) {
    return kept ? "kept-" : "";
  }

  @Override
  public String main(boolean kept) {
    return prefix(kept) + "main";
  }

  @Override
  public Optional<String> choice() {
    return Optional.of(
        "TensorZero has no conditions: each rule is a function, and the caller has to name as the"
            + " model the first function of tensorzero.toml whose description holds, else"
            + " tensorzero::function_name::main.");
  }

  @Override
  public String address(String way) {
    return "tensorzero::function_name::" + way;
  }

  @Override
  public String drawn() {
    return "TensorZero assigns a branch at random for each request (episode), so it takes another"
        + " branch than Signalbox; if all models of a branch fail, the other branches"
        + " follow.";
  }

  @Override
  public boolean drawsGoOn() {
    return true;
  }

  @Override
  public String drawnEnd() {
    return "TensorZero would go on with the other shares";
  }

  @Override
  public boolean drawsFirst() {
    return false;
  }

  @Override
  public boolean repeats() {
    return false;
  }

  @Override
  public void fallback(FallbackNode node, FidelityReport report) {
    report.approximate(node.id(), "TensorZero goes on after every failure, whatever its class.");
    if (node.retries() > 0) {
      report.approximate(
          node.id(), "Retries begin again with the first model of the chain, and waits differ.");
    }
    if (node.total().isPresent()) {
      report.approximate(node.id(), "The total timeout applies to whole answers alone.");
    }
  }

  @Override
  public Optional<String> refusal() {
    return Optional.of(
        "These requests end with status 502 and words of TensorZero's: their function calls an"
            + " address where nothing listens.");
  }

  @Override
  public Optional<String> cannotSet(String name, String json) {
    return TomlText.objection(json);
  }

  @Override
  public Optional<String> cannotDrop(String name) {
    return name.equals("images") ? Optional.of("Images are not dropped.") : Optional.empty();
  }
}
