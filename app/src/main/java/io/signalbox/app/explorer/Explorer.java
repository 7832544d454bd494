package io.signalbox.app.explorer;

import io.signalbox.app.kit.Parts;
import io.signalbox.app.session.Document;
import io.signalbox.app.session.Kinds;
import io.signalbox.app.session.Session;
import io.signalbox.engine.graph.Model;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// The explorer: the open graph, the kinds of nodes with their letters, the models by provider.
public final class Explorer extends ScrollPane {
  private final Session session;
  private final VBox content = new VBox();

  /// An explorer of this session.
  public Explorer(Session session) {
    this.session = session;
    getStyleClass().addAll("pane", "explorer");
    content.getStyleClass().add("explorer-content");
    setContent(content);
    setFitToWidth(true);
    setHbarPolicy(ScrollBarPolicy.NEVER);
    session.documentProperty().addListener((o, before, now) -> show(now));
    show(session.document());
  }

  private void show(Document document) {
    content.getChildren().clear();
    section("Graphs", List.of(graph(document)));
    section("Nodes", Kinds.all().stream().map(Explorer::kind).toList());
    section("In this graph", models(document));
    section("Models", providers());
  }

  private void section(String name, List<HBox> rows) {
    if (!rows.isEmpty()) {
      content.getChildren().add(Parts.sectionHead(name));
      content.getChildren().addAll(rows);
    }
  }

  private static HBox graph(Document document) {
    String state = document.valid() ? "" : "has errors";
    HBox row = row(Parts.label(document.graph().name()), Parts.label(state, "second"));
    row.getStyleClass().add("current");
    return row;
  }

  private static HBox kind(Kinds.Kind kind) {
    HBox row = row(Parts.label(kind.name()), Parts.label(kind.letter(), "second"));
    row.getChildren().addFirst(Parts.swatch(kind.style()));
    return row;
  }

  private List<HBox> models(Document document) {
    return document.graph().models().values().stream().map(this::model).toList();
  }

  private HBox model(Model model) {
    var link = new Hyperlink(model.title());
    link.getStyleClass().add("row-link");
    link.setOnAction(e -> session.select(model.id()));
    String provider = session.surroundings().providerName(model.provider());
    link.setMinWidth(USE_PREF_SIZE);
    var row = new HBox(link, Parts.spring(), Parts.label(provider, "second"));
    row.getStyleClass().add("explorer-row");
    return row;
  }

  private List<HBox> providers() {
    Map<String, Long> counts =
        session.surroundings().providers().stream()
            .filter(provider -> !provider.models().isEmpty())
            .collect(
                Collectors.toMap(
                    provider -> provider.name(),
                    provider -> (long) provider.models().size(),
                    Long::sum,
                    TreeMap::new));
    return counts.entrySet().stream()
        .map(each -> {
          HBox row =
              row(Parts.label(each.getKey()), Parts.label(each.getValue().toString(), "count"));
          Tooltip.install(row, new Tooltip(each.getValue() + " models are known"));
          return row;
        })
        .toList();
  }

  private static HBox row(javafx.scene.control.Label name, javafx.scene.control.Label right) {
    var row = new HBox(name, Parts.spring(), right);
    right.setMinWidth(USE_PREF_SIZE);
    row.getStyleClass().add("explorer-row");
    return row;
  }
}
