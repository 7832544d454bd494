package io.signalbox.app.imports;

import io.signalbox.app.document.Document;
import io.signalbox.app.document.Editor;
import io.signalbox.app.kit.Parts;
import io.signalbox.app.state.ToolPane;
import io.signalbox.app.state.Views;
import io.signalbox.engine.graph.Node;
import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.importing.ImportNote;
import io.signalbox.engine.spi.Grade;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// The findings of the import that made the graph in front. They stand as comments at the head of
/// its text, so they stay with its file; what is done can be taken off the list.
public final class ImportReportPane extends VBox {
  /// Nobody reads more at once.
  private static final int MOST = 300;

  private final Editor editor;
  private final Views views;
  private final Map<Grade, ToggleButton> filters = new EnumMap<>(Grade.class);
  private final VBox list = new VBox();
  private Optional<Document> shown = Optional.empty();

  public ImportReportPane(Editor editor, Views views) {
    this.editor = editor;
    this.views = views;
    getStyleClass().addAll("pane", "import-report");
    getStylesheets()
        .add(
            Objects.requireNonNull(ImportReportPane.class.getResource("imports.css"))
                .toExternalForm());
    list.getStyleClass().add("import-list");
    var scroll = new ScrollPane(list);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.setAccessibleText("Findings of the import");
    VBox.setVgrow(scroll, Priority.ALWAYS);
    getChildren().addAll(bar(), scroll);
    editor.documentProperty().addListener((o, before, now) -> follow());
    views.toolProperty().addListener((o, before, now) -> follow());
    follow();
  }

  /// How many findings a document has.
  public static int count(Document document) {
    return ImportNote.in(document.text()).size();
  }

  private HBox bar() {
    var bar = new HBox(6);
    bar.getStyleClass().add("import-bar");
    for (Grade grade : Grade.values()) {
      if (grade != Grade.EXACT) {
        ToggleButton filter = Parts.toggle("");
        filter.setId("import-filter-" + grade.id());
        filter.getStyleClass().add("import-filter");
        filter.setSelected(true);
        filter.selectedProperty().addListener((o, before, now) -> show(editor.document()));
        filters.put(grade, filter);
        bar.getChildren().add(filter);
      }
    }
    return bar;
  }

  /// A pane that is not in front costs nothing.
  private void follow() {
    Document now = editor.document();
    boolean same = shown.map(Document::text).filter(now.text()::equals).isPresent();
    if (!same && views.toolProperty().get() == ToolPane.IMPORT) {
      shown = Optional.of(now);
      show(now);
    }
  }

  private void show(Document document) {
    List<ImportNote> notes = ImportNote.in(document.text());
    Map<Grade, Long> counts =
        notes.stream().collect(Collectors.groupingBy(ImportNote::grade, Collectors.counting()));
    filters.forEach(
        (grade, filter) -> Parts.show(filter, counts.getOrDefault(grade, 0L) + " " + grade.id()));
    List<ImportNote> wanted = notes.stream().filter(each -> isWanted(each.grade())).toList();
    list.getChildren().clear();
    wanted.stream().limit(MOST).forEach(each -> list.getChildren().add(row(each, document)));
    if (wanted.size() > MOST) {
      note((wanted.size() - MOST) + " more findings are not shown; they are in the text.");
    } else if (wanted.isEmpty()) {
      note(
          notes.isEmpty()
              ? "Nothing is left of an import in this graph."
              : "All findings are filtered out.");
    }
  }

  private void note(String words) {
    list.getChildren().add(Parts.label(words, "second", "import-note"));
  }

  private boolean isWanted(Grade grade) {
    ToggleButton filter = filters.get(grade);
    return filter == null || filter.isSelected();
  }

  private ImportNoteRow row(ImportNote note, Document document) {
    Optional<String> part = note.part().filter(document.graph()::has);
    var row = new ImportNoteRow(note, part.map(id -> title(document, id)), () -> remove(note));
    row.onLink(() -> part.ifPresent(editor::select));
    row.setOnMouseClicked(e -> {
      part.ifPresent(editor::select);
      Problem.Spot spot = new Problem.Spot(document.file(), note.at(), 1, 1);
      if (e.getClickCount() == 2) {
        views.show(spot);
      } else {
        views.glance(spot);
      }
    });
    return row;
  }

  private static String title(Document document, String id) {
    return document
        .graph()
        .node(id)
        .map(Node::title)
        .or(() -> document.graph().model(id).flatMap(model -> model.about().name()))
        .orElse(id);
  }

  /// Takes the comment out of the text; undo brings it back.
  private void remove(ImportNote note) {
    List<String> lines = editor.document().text().lines().toList();
    boolean there =
        ImportNote.in(editor.document().text()).stream().anyMatch(each -> each.equals(note));
    if (there) {
      String text =
          IntStream.range(0, lines.size())
              .filter(i -> i != note.at() - 1)
              .mapToObj(i -> lines.get(i) + "\n")
              .collect(Collectors.joining());
      editor.type("Remove finding", text, false);
    }
  }
}
