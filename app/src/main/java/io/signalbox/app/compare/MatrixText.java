package io.signalbox.app.compare;

import io.signalbox.app.comparison.MatrixBoard;
import io.signalbox.app.comparison.MatrixShown;
import io.signalbox.app.kit.Parts;
import io.signalbox.app.kit.code.CodeEditor;
import io.signalbox.app.kit.code.FileColours;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// The text of a comparison, which can be changed and saved.
final class MatrixText extends VBox {
  private final MatrixBoard board;
  private final CodeEditor code = new CodeEditor();
  private final Button save;
  private final Map<Path, String> drafts = new HashMap<>();
  private Optional<Path> file = Optional.empty();
  private String kept = "";

  MatrixText(MatrixBoard board) {
    super(8);
    this.board = board;
    save = Parts.button("Save", () -> board.save(code.text()), "accent");
    save.setId("matrix-save");
    code.setId("matrix-text");
    code.setColours(FileColours.of("a.yaml"));
    code.textProperty().addListener((o, before, now) -> typed());
    VBox.setVgrow(code, Priority.ALWAYS);
    var close = Parts.button("Close", this::toggle, "quiet");
    close.setId("matrix-close");
    var revert = Parts.button("Revert", () -> put(board.shown().text()), "quiet");
    var buttons = new HBox(8, save, revert, close);
    buttons.setAlignment(Pos.CENTER_LEFT);
    getStyleClass().add("matrix-card");
    getChildren().addAll(code, buttons);
    Parts.setShown(this, false);
  }

  void toggle() {
    Parts.setShown(this, !isVisible());
  }

  /// Whether something was typed that is not saved.
  boolean isChanged() {
    return !code.text().equals(board.shown().text());
  }

  private void typed() {
    save.setDisable(!isChanged());
  }

  private void put(String text) {
    code.load(text);
    kept = text;
    typed();
  }

  /// Text that was typed and not saved stays with its file.
  void show(MatrixShown shown) {
    boolean untouched = code.text().equals(kept);
    if (!shown.file().equals(file)) {
      if (!untouched) {
        file.ifPresent(left -> drafts.put(left, code.text()));
      }
      turn(shown);
    } else if (untouched && !shown.text().equals(kept)) {
      put(shown.text());
    } else if (shown.text().equals(code.text())) {
      kept = shown.text();
    }
    typed();
  }

  private void turn(MatrixShown shown) {
    file = shown.file();
    put(shown.text());
    file.flatMap(now -> Optional.ofNullable(drafts.remove(now))).ifPresent(code::load);
  }
}
