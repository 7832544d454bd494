package io.signalbox.app.compare;

import io.signalbox.app.kit.Parts;
import io.signalbox.app.kit.diff.DiffText;
import javafx.scene.text.TextFlow;

/// A text whose words are marked where another has others: new ones underlined, those that are gone
/// struck through.
final class DiffFlow extends TextFlow {
  private String old = "";
  private String now = "";

  DiffFlow() {
    getStyleClass().add("diff-flow");
  }

  void show(String base, String text) {
    if (old.equals(base) && now.equals(text)) {
      return;
    }
    old = base;
    now = text;
    getChildren().clear();
    for (DiffText.Run<String> run : DiffText.words(base, text)) {
      var words = Parts.text(String.join("", run.items()));
      switch (run.kind()) {
        case SAME -> words.getStyleClass().add("diff-same");
        case NEW -> {
          words.getStyleClass().add("diff-new");
          words.setUnderline(true);
        }
        case GONE -> {
          words.getStyleClass().add("diff-gone");
          words.setStrikethrough(true);
        }
      }
      getChildren().add(words);
    }
  }
}
