package io.signalbox.app.inspector;

import io.signalbox.app.kit.Formats;
import io.signalbox.app.kit.Parts;
import io.signalbox.app.tryout.Simulator;
import io.signalbox.engine.trace.Step;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// What a node saw of the request that was tried out last.
final class ObservedValues extends VBox {
  private static final int LONGEST = 200;

  private final Simulator simulator;
  private final String id;
  private List<Step> shown = List.of();

  ObservedValues(Simulator simulator, String id) {
    this.simulator = simulator;
    this.id = id;
    getStyleClass().add("sees");
  }

  void follow() {
    List<Step> steps =
        simulator.trace().stream()
            .flatMap(trace -> trace.steps().stream())
            .filter(step -> step.node().equals(id))
            .toList();
    if (!steps.equals(shown)) {
      shown = steps;
      getChildren().clear();
      steps.stream().findFirst().ifPresent(this::show);
    }
    setVisible(!getChildren().isEmpty());
    setManaged(isVisible());
  }

  private void show(Step step) {
    if (step.saw().isEmpty() && step.nearMisses().isEmpty() && step.dropped().isEmpty()) {
      return;
    }
    getChildren().add(Parts.sectionHead("Observed values"));
    step.saw().entrySet().forEach(each -> getChildren().add(row(each)));
    Label from =
        Parts.label(
            "For the prompt in Simulate."
                + said("Near misses", step.nearMisses())
                + said("Dropped", step.dropped()),
            "second");
    from.setWrapText(true);
    getChildren().add(from);
  }

  private static String said(String what, List<String> all) {
    return all.isEmpty() ? "" : " " + what + ": " + String.join("; ", all) + ".";
  }

  private static HBox row(Map.Entry<String, Object> seen) {
    Label name = Parts.label(seen.getKey(), "seen-name");
    String words = words(seen.getValue());
    Label value = Parts.label(words.replace('\n', ' '), "mono", "seen-value");
    value.setTooltip(Parts.tooltip(words));
    var row = new HBox(8, name, Parts.spring(), value);
    row.setAccessibleText(seen.getKey() + " is " + words);
    return row;
  }

  private static String words(Object value) {
    return Optional.of(value)
        .map(each ->
            each instanceof String text
                ? "“" + (text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text) + "”"
                : each instanceof Long number
                    ? Formats.grouped(Long.toString(number))
                    : String.valueOf(each))
        .orElse("");
  }
}
