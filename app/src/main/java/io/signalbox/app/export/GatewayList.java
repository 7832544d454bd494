package io.signalbox.app.export;

import io.signalbox.app.kit.Parts;
import io.signalbox.engine.spi.ConfigExporter;
import io.signalbox.engine.spi.Grade;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.scene.control.Label;
import javafx.scene.control.Toggle;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// The gateways, each with how much of the graph it does exactly. One of them is always chosen.
final class GatewayList extends VBox {
  private final ToggleGroup group = new ToggleGroup();
  private final Map<String, Label> scores = new HashMap<>();

  GatewayList(List<ConfigExporter> exporters) {
    super(2);
    getStyleClass().addAll("page-box", "gateways");
    setMinWidth(280);
    exporters.forEach(each -> getChildren().add(button(each)));
    group.getToggles().stream().findFirst().ifPresent(first -> first.setSelected(true));
  }

  private ToggleButton button(ConfigExporter each) {
    Label score = Parts.label("", "gateway-score");
    scores.put(each.id(), score);
    score.setMinWidth(USE_PREF_SIZE);
    Label name = Parts.label(each.name(), "gateway-name");
    name.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(name, Priority.ALWAYS);
    var row = new HBox(8, name, score);
    row.setMouseTransparent(true);
    var button = new ToggleButton();
    button.setGraphic(row);
    button.setUserData(each);
    button.setToggleGroup(group);
    button.setId("gateway-" + each.id());
    button.setMaxWidth(Double.MAX_VALUE);
    button.setAccessibleText(each.name());
    button.getStyleClass().add("gateway");
    row.prefWidthProperty().bind(button.widthProperty().subtract(20));
    return button;
  }

  /// Does something whenever another gateway is chosen.
  void onChoice(Runnable action) {
    group
        .selectedToggleProperty()
        .addListener((o, before, now) -> {
          if (now == null && before != null) {
            before.setSelected(true);
          } else {
            action.run();
          }
        });
  }

  /// The gateway that is chosen; empty if there is none.
  Optional<ConfigExporter> chosen() {
    return Optional.ofNullable(group.getSelectedToggle()).map(GatewayList::exporter);
  }

  private static ConfigExporter exporter(Toggle toggle) {
    return (ConfigExporter) toggle.getUserData();
  }

  /// Chooses a gateway.
  void choose(ConfigExporter gateway) {
    group.getToggles().stream()
        .filter(each -> exporter(each).equals(gateway))
        .forEach(group::selectToggle);
  }

  /// Says nothing of any gateway.
  void forget() {
    scores.values().forEach(each -> Parts.show(each, ""));
  }

  /// Says how much of a graph a gateway does exactly.
  void show(String id, ExportResult result) {
    Optional.ofNullable(scores.get(id)).ifPresent(label -> Parts.show(label, score(result)));
  }

  private static String score(ExportResult exported) {
    return switch (exported) {
      case ExportResult.Refused refused -> "—";
      case ExportResult.Ready ready ->
          TextMentions.count(ready.export(), Grade.EXACT)
              + " of "
              + TextMentions.parts(ready.export()).size()
              + " exact";
    };
  }
}
