package io.signalbox.app.history;

import io.signalbox.app.document.Editor;
import io.signalbox.app.document.GraphStorage;
import io.signalbox.app.document.OpenFile;
import io.signalbox.app.fx.Background;
import io.signalbox.app.kit.Action;
import io.signalbox.app.kit.Parts;
import io.signalbox.app.kit.diff.DiffView;
import io.signalbox.app.state.Notice;
import io.signalbox.app.state.Notices;
import io.signalbox.app.state.ToolPane;
import io.signalbox.app.state.Views;
import io.signalbox.app.testbench.VersionRoutes;
import io.signalbox.app.wording.Wording;
import io.signalbox.engine.workspace.history.LocalHistory;
import io.signalbox.engine.workspace.history.LocalHistory.Version;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import javafx.beans.value.ChangeListener;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// The versions of the graph in front, one for each time that it was saved, compared with what it
/// is now; any of them can be had again.
public final class HistoryPane extends HBox {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d MMM, HH:mm", Locale.ENGLISH).withZone(ZoneId.systemDefault());

  private final Editor editor;
  private final Views views;
  private final Notices notices;
  private final Background background;
  private final GraphStorage storage;
  private final ListView<Version> versions = new ListView<>();
  private final DiffView diff = new DiffView();
  private final VersionRoutes routes;
  private final VBox changes = new VBox(2);
  private final Label empty = Parts.label("", "second");
  private final Button restore = Parts.button("Restore version", this::restore, "accent");
  private final ChangeListener<Object> saved = (o, before, now) -> refresh();
  private Optional<OpenFile> shown = Optional.empty();
  private String text = "";

  public HistoryPane(
      Editor editor,
      Views views,
      Notices notices,
      Background background,
      GraphStorage storage,
      VersionRoutes routes) {
    this.editor = editor;
    this.routes = routes;
    this.views = views;
    this.notices = notices;
    this.background = background;
    this.storage = storage;
    getStyleClass().addAll("pane", "history");
    getStylesheets()
        .add(Objects.requireNonNull(HistoryPane.class.getResource("history.css")).toExternalForm());
    layOut();
    editor.currentProperty().addListener((o, before, now) -> follow(now));
    editor.documentProperty().addListener((o, before, now) -> compare());
    views.toolProperty().addListener((o, before, now) -> refresh());
    routes
        .bench()
        .testsProperty()
        .addListener((o, before, now) -> {
          if (!before.suite().equals(now.suite())) {
            compareRoutes();
          }
        });
    follow(editor.currentProperty().get());
  }

  private void layOut() {
    versions.setId("versions");
    versions.setAccessibleText("Versions, newest first");
    versions.setCellFactory(list -> new VersionCell());
    versions.getSelectionModel().selectedItemProperty().addListener((o, before, now) -> choose());
    empty.setWrapText(true);
    versions.setPlaceholder(empty);
    versions.setMinWidth(220);
    versions.setPrefWidth(220);
    restore.setId("restore");
    restore.disableProperty().bind(versions.getSelectionModel().selectedItemProperty().isNull());
    VBox.setVgrow(versions, Priority.ALWAYS);
    restore.setMaxWidth(Double.MAX_VALUE);
    var left = new VBox(8, versions, restore);
    left.getStyleClass().add("history-left");
    changes.setId("route-changes");
    changes.getStyleClass().add("history-routes");
    VBox.setVgrow(diff, Priority.ALWAYS);
    var right = new VBox(changes, diff);
    HBox.setHgrow(right, Priority.ALWAYS);
    getChildren().addAll(left, right);
  }

  /// What can be done here.
  public List<Action> actions() {
    return List.of(
        Action.of("history.restore", "Restore version", this::restore)
            .when(versions.getSelectionModel().selectedItemProperty().isNotNull()));
  }

  private void follow(Optional<OpenFile> file) {
    shown.ifPresent(old -> old.changedProperty().removeListener(saved));
    shown = file;
    shown.ifPresent(now -> now.changedProperty().addListener(saved));
    refresh();
  }

  private boolean isOpen() {
    return views.toolProperty().get() == ToolPane.HISTORY;
  }

  private void refresh() {
    if (!isOpen()) {
      return;
    }
    shown.ifPresentOrElse(
        file ->
            storage.versions(
                file,
                found -> {
                  if (shown.equals(Optional.of(file))) {
                    show(file, found);
                  }
                }),
        () -> versions.getItems().clear());
  }

  private void show(OpenFile file, List<Version> found) {
    Parts.show(
        empty,
        file.path().isEmpty()
            ? "No versions yet: the graph has never been saved. A version is kept each time it is"
                + " saved."
            : "No versions yet. One is kept each time the graph is saved.");
    Optional<Version> before =
        Optional.ofNullable(versions.getSelectionModel().getSelectedItem()).filter(found::contains);
    if (!versions.getItems().equals(found)) {
      versions.getItems().setAll(found);
    }
    if (found.isEmpty()) {
      text = "";
      diff.show("", "", "", "");
      compareRoutes();
    } else {
      versions.getSelectionModel().select(before.orElse(found.getFirst()));
    }
  }

  private Optional<LocalHistory.Version> chosen() {
    return Optional.ofNullable(versions.getSelectionModel().getSelectedItem());
  }

  private void choose() {
    chosen()
        .ifPresent(version ->
            background.run(
                version::text,
                read -> {
                  if (chosen().equals(Optional.of(version))) {
                    text = read;
                    compare();
                  }
                },
                trouble ->
                    notices.tell(
                        Notice.trouble(
                            "This version cannot be read: " + Wording.why(trouble) + "."))));
  }

  private void compare() {
    if (isOpen()) {
      chosen()
          .ifPresent(version ->
              diff.show(TIME.format(version.at()), text, "Current", editor.document().text()));
      compareRoutes();
    }
  }

  /// The same text takes the same routes.
  private void compareRoutes() {
    boolean differs = !text.isEmpty() && !text.equals(editor.document().text());
    if (isOpen() && chosen().isPresent() && differs) {
      routes.compare(text, this::showRoutes);
    } else {
      showRoutes(List.of());
    }
  }

  private void showRoutes(List<String> lines) {
    changes.getChildren().clear();
    for (String line : lines) {
      Label label = Parts.label(line, changes.getChildren().isEmpty() ? "route-summary" : "second");
      label.setWrapText(true);
      changes.getChildren().add(label);
    }
    changes.setVisible(!lines.isEmpty());
    changes.setManaged(!lines.isEmpty());
  }

  private void restore() {
    chosen()
        .ifPresent(version ->
            editor.type("Restore the version of " + TIME.format(version.at()), text, false));
  }

  /// When a version was kept.
  private static final class VersionCell extends ListCell<Version> {
    @Override
    protected void updateItem(Version version, boolean none) {
      super.updateItem(version, none);
      Parts.show(this, "");
      if (none || version == null) {
        setGraphic(null);
        return;
      }
      var ago = Parts.label(Wording.ago(version.at(), Instant.now()), "second");
      setGraphic(new HBox(8, Parts.label(TIME.format(version.at())), Parts.spring(), ago));
    }
  }
}
