package io.signalbox.app.connect;

import io.signalbox.app.fx.Background;
import io.signalbox.app.kit.Parts;
import io.signalbox.app.kit.diff.DiffView;
import io.signalbox.app.state.Notice;
import io.signalbox.app.state.Notices;
import io.signalbox.app.wording.Wording;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// Puts a client's lines into its own file: first the change is shown, then it is written.
final class ConfigFileWriter extends VBox {
  private static final double DIFF = 260;

  private final Notices notices;
  private final Background background;
  private final Path file;
  private final Supplier<String> lines;
  private final Label words = Parts.label("", "second");
  private final DiffView diff = new DiffView();
  private final VBox asking;
  private Optional<ConfigFile> planned = Optional.empty();

  /// @param file where the client looks
  /// @param lines what is to be in it, a JSON object
  ConfigFileWriter(Notices notices, Background background, Path file, Supplier<String> lines) {
    super(8);
    this.notices = notices;
    this.background = background;
    this.file = file;
    this.lines = lines;
    Button plan = Parts.button("Write to file", this::plan, "quiet");
    plan.setId("write-config");
    Parts.show(words, "Shows a diff first and keeps a backup of the file.");
    words.setWrapText(true);
    var head = new HBox(8, plan, words);
    head.setAlignment(Pos.CENTER_LEFT);
    Button write = Parts.button("Write", this::write, "accent");
    write.setId("write-config-now");
    var buttons = new HBox(8, write, Parts.button("Cancel", () -> ask(Optional.empty()), "quiet"));
    diff.setPrefHeight(DIFF);
    diff.setMinHeight(DIFF);
    asking = new VBox(8, diff, buttons);
    getChildren().addAll(head, asking);
    ask(Optional.empty());
  }

  private void ask(Optional<ConfigFile> change) {
    planned = change;
    change.ifPresent(each ->
        diff.show(
            each.before().isEmpty() ? "No file yet" : "Before",
            each.before(),
            "After",
            each.after()));
    asking.setVisible(change.isPresent());
    asking.setManaged(change.isPresent());
  }

  /// Shows what would be written.
  void plan() {
    String ours = lines.get();
    background.run(
        () -> ConfigFile.planned(file, ours),
        change -> {
          Parts.show(
              words, change.isThere() ? "The lines are already in " + file + "." : "In " + file);
          ask(Optional.of(change).filter(each -> !each.isThere()));
        },
        trouble -> notices.tell(Notice.trouble(Wording.why(trouble))));
  }

  private void write() {
    planned.ifPresent(change ->
        background.run(
            change::write,
            kept -> {
              ask(Optional.empty());
              Parts.show(
                  words,
                  kept.equals(file)
                      ? "Written: " + file
                      : "Written: " + file + ". Backup: " + kept.getFileName() + ".");
            },
            trouble -> notices.tell(Notice.trouble(Wording.why(trouble)))));
  }
}
