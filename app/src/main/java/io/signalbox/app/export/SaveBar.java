package io.signalbox.app.export;

import io.signalbox.app.fx.Background;
import io.signalbox.app.kit.Parts;
import io.signalbox.app.kit.diff.DiffView;
import io.signalbox.app.state.Notice;
import io.signalbox.app.state.Notices;
import io.signalbox.app.wording.Wording;
import io.signalbox.engine.spi.ConfigExporter;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// Saves the files of an export, and shows what differs where one is there already. It is seen only
/// while it asks something.
final class SaveBar extends VBox {
  private final Notices notices;
  private final Background background;
  private final Label question = Parts.label("");
  private final DiffView diff = new DiffView();
  private final Deque<ExportFiles.There> waiting = new ArrayDeque<>();

  SaveBar(Notices notices, Background background) {
    super(8);
    this.notices = notices;
    this.background = background;
    getStyleClass().add("page-box");
    question.setWrapText(true);
    HBox.setHgrow(question, Priority.ALWAYS);
    question.setMaxWidth(Double.MAX_VALUE);
    var replace = Parts.button("Replace and back up", this::replace, "accent");
    replace.setId("export-replace");
    replace.setMinWidth(USE_PREF_SIZE);
    var leave = Parts.button("Skip", this::next, "quiet");
    leave.setId("export-leave");
    leave.setMinWidth(USE_PREF_SIZE);
    var head = new HBox(10, question, replace, leave);
    head.setAlignment(Pos.CENTER_LEFT);
    VBox.setVgrow(diff, Priority.ALWAYS);
    getChildren().addAll(head, diff);
    show();
  }

  void save(Path directory, List<ConfigExporter.File> files) {
    background.run(
        () -> ExportFiles.write(directory, files),
        outcome -> {
          if (!outcome.written().isEmpty()) {
            notices.tell(
                Notice.said("Saved in " + directory + ": " + names(outcome.written()) + "."));
          }
          waiting.addAll(outcome.there());
          show();
        },
        this::trouble);
  }

  private void trouble(Exception trouble) {
    notices.tell(
        Notice.trouble(
            "The files were not saved: " + Wording.why(trouble) + ". Choose another directory."));
  }

  private static String names(List<Path> paths) {
    return paths.stream()
        .map(path -> String.valueOf(path.getFileName()))
        .collect(Collectors.joining(", "));
  }

  private void replace() {
    ExportFiles.There there = waiting.getFirst();
    background.run(
        () -> ExportFiles.replace(there),
        old -> {
          notices.tell(Notice.said("Saved. Backup: " + old.getFileName() + "."));
          next();
        },
        this::trouble);
  }

  private void next() {
    waiting.pollFirst();
    show();
  }

  /// Nothing of an export that is no more shown is asked.
  void forget() {
    waiting.clear();
    show();
  }

  private void show() {
    boolean asks = !waiting.isEmpty();
    if (asks) {
      ExportFiles.There there = waiting.getFirst();
      Parts.show(question, there.path() + " already exists with other content.");
      diff.show("Existing", there.theirs(), "Exported", there.ours());
    }
    setVisible(asks);
    setManaged(asks);
  }
}
