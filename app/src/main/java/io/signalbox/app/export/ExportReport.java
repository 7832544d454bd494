package io.signalbox.app.export;

import io.signalbox.app.backend.Installation;
import io.signalbox.app.document.Editor;
import io.signalbox.app.kinds.Kinds;
import io.signalbox.app.kit.Parts;
import io.signalbox.app.wording.Wording;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.Node;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.spi.ConfigExporter;
import io.signalbox.engine.spi.ConfigExporter.Fidelity;
import io.signalbox.engine.spi.Grade;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.geometry.VPos;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;

/// What a gateway makes of each node and model, as a table.
final class ExportReport extends ScrollPane {
  private final Editor editor;
  private final Installation installation;
  private final Consumer<TextMentions.Spot> open;
  private final GridPane grid = new GridPane(18, 0);

  /// @param open shows a line of a file
  ExportReport(Editor editor, Installation installation, Consumer<TextMentions.Spot> open) {
    this.editor = editor;
    this.installation = installation;
    this.open = open;
    getStyleClass().addAll("page-box", "report");
    setFitToWidth(true);
    double[] shares = {18, 18, 19, 10, 35};
    for (double share : shares) {
      var column = new ColumnConstraints();
      column.setPercentWidth(share);
      grid.getColumnConstraints().add(column);
    }
    grid.getStyleClass().add("report-grid");
    setContent(grid);
  }

  void show(ConfigExporter.Export export) {
    grid.getChildren().clear();
    int row = 0;
    for (String head : List.of("Node", "In Signalbox", "In the gateway", "Grade", "Reason")) {
      grid.add(Parts.sectionHead(head), row++, 0);
    }
    int line = 1;
    for (Fidelity each : export.report()) {
      // A whole that loses nothing has nothing to say.
      if (!each.id().isEmpty() || !each.reasons().isEmpty()) {
        add(each, export, line);
        line += 2;
      }
    }
  }

  private void add(Fidelity each, ConfigExporter.Export export, int line) {
    var rule = new Region();
    rule.getStyleClass().add("report-line");
    grid.add(rule, 0, line, 5, 1);
    String grade = each.grade().id();
    Label lost = Parts.label(reasons(each), "report-words");
    lost.setWrapText(true);
    Region there =
        TextMentions.of(names(each), ids(), export.files())
            .<Region>map(this::link)
            .orElseGet(() -> Parts.label("—", "report-words"));
    List<Region> cells =
        List.of(name(each), words(does(each)), there, Parts.label(grade, "severity", grade), lost);
    for (int i = 0; i < cells.size(); i++) {
      GridPane.setValignment(cells.get(i), VPos.TOP);
      cells.get(i).setMinWidth(0);
      grid.add(cells.get(i), i, line + 1);
    }
  }

  private static String reasons(Fidelity each) {
    return each.reasons().stream()
        .map(why -> why.paste().isEmpty() ? why.text() : why.text() + "\n" + why.paste().strip())
        .collect(Collectors.joining(each.grade() == Grade.MANUAL ? "\n" : " "));
  }

  private Hyperlink link(TextMentions.Spot spot) {
    var link = Parts.link(spot.toString());
    link.getStyleClass().addAll("row-link", "mono");
    link.setTextOverrun(OverrunStyle.LEADING_ELLIPSIS);
    link.setTooltip(Parts.tooltip(spot.toString()));
    link.setAccessibleText("Show line " + spot.line() + " of " + spot.file());
    link.setOnAction(e -> open.accept(spot));
    return link;
  }

  private RoutingGraph graph() {
    return editor.document().graph();
  }

  private List<String> ids() {
    return Stream.concat(graph().nodes().keySet().stream(), graph().models().keySet().stream())
        .toList();
  }

  private Label name(Fidelity each) {
    String title =
        each.id().isEmpty()
            ? "Whole graph"
            : graph()
                .node(each.id())
                .map(Node::title)
                .or(() -> graph().model(each.id()).map(Model::title))
                .orElse(each.id());
    Label name = Parts.label(title, "report-name");
    name.setTooltip(Parts.tooltip(each.id().isEmpty() ? title : each.id()));
    return name;
  }

  private static Label words(String words) {
    Label label = Parts.label(words, "report-words");
    label.setTooltip(Parts.tooltip(words));
    return label;
  }

  private String does(Fidelity each) {
    return graph()
        .node(each.id())
        .map(Kinds::subtitle)
        .or(() -> graph().model(each.id()).map(m -> Wording.subtitle(m, installation)))
        .orElse(each.id().isEmpty() ? "" : each.kind());
  }

  private List<String> names(Fidelity each) {
    var names = new ArrayList<String>();
    if (!each.id().isEmpty()) {
      names.add(each.id());
      Optional<Model> model = graph().model(each.id());
      model.ifPresent(found -> names.add(found.model()));
    }
    return names;
  }
}
