package io.signalbox.app.imports;

import io.signalbox.app.kit.Parts;
import io.signalbox.engine.importing.ImportNote;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// A finding: its grade, the field with its line, the reason, and what the field became.
final class ImportNoteRow extends HBox {
  private final Hyperlink link;

  /// @param part what the field became, as people call it; empty: nothing that is there
  /// @param done takes it off the list
  ImportNoteRow(ImportNote note, Optional<String> part, Runnable done) {
    getStyleClass().addAll("import-finding", note.grade().id());
    setAccessibleText(
        note.grade().id() + ": " + note.path() + ", line " + note.source() + ": " + note.reason());
    Label grade = Parts.label(note.grade().id(), "import-grade");
    grade.setMinWidth(92);
    Label reason = Parts.label(note.reason(), "import-reason");
    reason.setWrapText(true);
    reason.setMinHeight(USE_PREF_SIZE);
    Label place = Parts.label("line " + note.source() + "  " + note.path(), "import-place");
    place.setMinWidth(0);
    Parts.tip(place, note.path());
    var said = new VBox(2, place, reason);
    said.setMinWidth(120);
    HBox.setHgrow(said, Priority.ALWAYS);
    link = Parts.link(part.orElse(""));
    link.getStyleClass().add("import-link");
    link.setMinWidth(0);
    link.setMaxWidth(180);
    link.setVisible(part.isPresent());
    link.setManaged(part.isPresent());
    part.ifPresent(each -> link.setAccessibleText("Select " + each));
    Button remove = Parts.button("Done", done, "quiet");
    remove.setMinWidth(USE_PREF_SIZE);
    remove.setAccessibleText("Done: " + note.path());
    getChildren().addAll(grade, said, link, remove);
  }

  void onLink(Runnable action) {
    link.setOnAction(e -> action.run());
  }
}
