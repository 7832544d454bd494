package io.signalbox.app.inspector;

import io.signalbox.app.kit.Parts;
import io.signalbox.app.session.Document;
import io.signalbox.app.session.Session;
import io.signalbox.engine.graph.Problem;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// The inspector: what is selected, to read.
public final class Inspector extends ScrollPane {
  private static final double LINE = 18;
  private static final int LETTERS = 31;

  private final Session session;
  private final VBox content = new VBox();

  /// An inspector of this session.
  public Inspector(Session session) {
    this.session = session;
    getStyleClass().addAll("pane", "inspector");
    content.getStyleClass().add("inspector-content");
    setContent(content);
    setFitToWidth(true);
    setHbarPolicy(ScrollBarPolicy.NEVER);
    session.documentProperty().addListener((o, before, now) -> show());
    session.selectionProperty().addListener((o, before, now) -> show());
    show();
  }

  private void show() {
    content.getChildren().clear();
    Document document = session.document();
    Optional<String> selected = session.selection().only();
    Optional<Fields> fields =
        selected.flatMap(id ->
            document
                .graph()
                .node(id)
                .map(node -> Fields.of(node, document.graph()))
                .or(() ->
                    document
                        .graph()
                        .model(id)
                        .map(model -> Fields.of(model, session.surroundings()))));
    fields.ifPresentOrElse(found -> show(found, selected.orElseThrow()), () -> show(document));
    setVvalue(0);
  }

  private void show(Fields fields, String id) {
    Label title = Parts.label(fields.title(), "inspector-title");
    title.setWrapText(true);
    content.getChildren().addAll(Parts.sectionHead(fields.kind().name()), title);
    session.document().problemsOf(id).forEach(each -> content.getChildren().add(problem(each)));
    fields.fields().forEach(field -> content.getChildren().add(view(field)));
    text(session.document().textOf(id));
  }

  private void show(Document document) {
    content
        .getChildren()
        .addAll(
            Parts.sectionHead("Graph"),
            Parts.label(document.graph().name(), "inspector-title"),
            Parts.field("File", box(document.file(), "mono")),
            Parts.field("Time zone", words(document.graph().timezone().getId())));
    List<String> promises =
        document.graph().promises().stream().map(promise -> promise.name()).toList();
    if (!promises.isEmpty()) {
      content.getChildren().add(view(new Fields.Chips("Promises", promises)));
    }
    Label hint = Parts.label("Select a node or a model to see what it does.", "second");
    hint.setWrapText(true);
    content.getChildren().add(hint);
  }

  private static Label problem(Problem problem) {
    Label words =
        Parts.label(
            problem.message() + (problem.fix().isEmpty() ? "" : " " + problem.fix()),
            "problem-box",
            problem.isError() ? "error" : "warning");
    words.setWrapText(true);
    return words;
  }

  private Node view(Fields.Field field) {
    return switch (field) {
      case Fields.Words words -> Parts.field(words.name(), words(words.value()));
      case Fields.Code code -> Parts.field(code.name(), box(code.value(), "mono"));
      case Fields.Chips chips -> {
        var flow = new FlowPane();
        flow.getStyleClass().add("chips");
        chips.values().forEach(value -> flow.getChildren().add(Parts.chip(value)));
        yield Parts.field(chips.name(), flow);
      }
      case Fields.Ways ways -> {
        var list = new VBox();
        list.getStyleClass().add("ways");
        ways.rows().forEach(row -> list.getChildren().add(way(row)));
        yield Parts.field(ways.name(), list);
      }
    };
  }

  private HBox way(Fields.Row row) {
    Label label = Parts.label(row.label(), "way-label");
    var to = new Hyperlink(row.title());
    to.getStyleClass().add("row-link");
    to.setMinWidth(USE_PREF_SIZE);
    to.setOnAction(e -> session.select(row.to()));
    var line = new HBox(label, Parts.spring(), to);
    line.getStyleClass().add("way");
    return line;
  }

  private static Label words(String value) {
    Label words = Parts.label(value, "value-box");
    words.setWrapText(true);
    words.setMaxWidth(Double.MAX_VALUE);
    return words;
  }

  private static TextField box(String value, String... styles) {
    var box = new TextField(value);
    box.setEditable(false);
    box.getStyleClass().addAll(styles);
    return box;
  }

  private void text(String text) {
    if (text.isEmpty()) {
      return;
    }
    var area = new TextArea(text);
    area.setEditable(false);
    area.getStyleClass().add("mono");
    area.setWrapText(true);
    long lines = text.lines().mapToLong(line -> 1 + line.length() / LETTERS).sum();
    area.setPrefHeight(Math.min(lines, 18) * LINE + 22);
    content.getChildren().add(Parts.field("As text", area));
  }
}
