package io.signalbox.app.compare;

import io.signalbox.app.comparison.Comparison;
import io.signalbox.app.kit.Parts;
import io.signalbox.app.state.FileDialogs;
import io.signalbox.app.state.Notice;
import io.signalbox.app.state.Notices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import javafx.scene.control.Button;

/// Writes the preferences of this session to a file, to be learned from; gone while there are none.
/// The only place where prompts leave memory, and only because the user wants it.
final class OutcomesButton extends Button {
  private static final String NAME = "preferences";
  private static final String END = ".jsonl";

  private final Comparison comparison;
  private final Notices notices;

  OutcomesButton(Comparison comparison, Notices notices, FileDialogs choice) {
    this.comparison = comparison;
    this.notices = notices;
    setId("compare-outcomes");
    getStyleClass().add("quiet");
    setTooltip(
        Parts.tooltip(
            "Writes prompts, models, scores and costs as JSON lines. `signalbox train` learns from"
                + " them."));
    setOnAction(e -> choice.directory("Save preferences").ifPresent(this::save));
    comparison.choicesProperty().addListener((o, before, now) -> count(now.intValue()));
    count(comparison.choicesProperty().get());
  }

  private void count(int choices) {
    Parts.show(this, "Save " + choices + (choices == 1 ? " preference…" : " preferences…"));
    Parts.setShown(this, choices > 0);
  }

  private void save(Path directory) {
    Path file = free(directory);
    try {
      Files.writeString(file, comparison.outcomes(), StandardOpenOption.CREATE_NEW);
      notices.tell(Notice.said("Preferences are in " + file + " now."));
    } catch (IOException e) {
      notices.tell(Notice.trouble("The preferences cannot be written: " + e.getMessage() + "."));
    }
  }

  /// A name that no file has.
  private static Path free(Path directory) {
    Path file = directory.resolve(NAME + END);
    for (int i = 2; Files.exists(file); i++) {
      file = directory.resolve(NAME + "-" + i + END);
    }
    return file;
  }
}
