package io.signalbox.app.simulate;

import io.signalbox.app.document.Editor;
import io.signalbox.app.document.GraphStorage;
import io.signalbox.app.document.OpenFile;
import io.signalbox.app.kit.Parts;
import io.signalbox.app.state.FileDialogs;
import io.signalbox.app.state.Notice;
import io.signalbox.app.state.Notices;
import io.signalbox.app.testbench.TestBench;
import io.signalbox.app.tryout.Simulator;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/// Asks for the name under which a request is kept as a test.
final class KeepForm extends HBox {
  private static final int LONGEST = 80;

  private final Editor editor;
  private final Notices notices;
  private final Simulator simulator;
  private final GraphStorage storage;
  private final TestBench bench;
  private final FileDialogs choice;
  private final Runnable kept;
  private final TextField name = new TextField();

  /// @param kept done when it goes away
  KeepForm(
      Editor editor,
      Notices notices,
      Simulator simulator,
      GraphStorage storage,
      TestBench bench,
      FileDialogs choice,
      Runnable kept) {
    super(8);
    this.editor = editor;
    this.notices = notices;
    this.simulator = simulator;
    this.storage = storage;
    this.bench = bench;
    this.choice = choice;
    this.kept = kept;
    layOut();
    shown(false);
  }

  private void layOut() {
    name.setId("test-name");
    name.setAccessibleText("Test name");
    name.setPromptText("Test name");
    name.setMinWidth(60);
    name.setOnAction(e -> keep());
    HBox.setHgrow(name, Priority.ALWAYS);
    Parts.onEscape(this, this::leave);
    Button save = Parts.button("Save", this::keep, "accent");
    Button cancel = Parts.button("Cancel", this::leave, "quiet");
    save.setMinWidth(USE_PREF_SIZE);
    cancel.setMinWidth(USE_PREF_SIZE);
    getChildren().addAll(name, save, cancel);
  }

  /// Asks for a name, and before that where the graph goes, if it lies nowhere: its tests are
  /// stored beside it. Says what is to be done first if the request cannot be kept.
  void begin() {
    Optional<OpenFile> file = editor.currentProperty().get();
    Optional<String> why = bench.whyNotKept();
    if (why.isPresent()) {
      notices.tell(Notice.trouble(why.get()));
    } else if (file.flatMap(OpenFile::path).isEmpty()) {
      file.ifPresent(this::save);
    } else {
      name.setText(proposed());
      shown(true);
      name.requestFocus();
      name.selectAll();
    }
  }

  private void save(OpenFile file) {
    choice
        .save(file.proposedName())
        .ifPresentOrElse(
            path -> storage.saveAs(file, path, this::begin),
            () ->
                notices.tell(
                    Notice.trouble("Save the graph first. Its tests are stored beside it.")
                        .with("Save…", () -> save(file))));
  }

  /// The prompt's beginning is a better name than none.
  private String proposed() {
    String prompt = simulator.askProperty().get().prompt().strip().replaceAll("\\s+", " ");
    return prompt.length() <= LONGEST ? prompt : prompt.substring(0, LONGEST).strip();
  }

  private void keep() {
    if (!name.getText().isBlank()) {
      bench.keep(name.getText().strip());
      leave();
    }
  }

  private void leave() {
    kept.run();
    shown(false);
  }

  private void shown(boolean visible) {
    Parts.setShown(this, visible);
  }
}
