package io.signalbox.app.clipping;

import io.signalbox.app.kit.canvas.CanvasSurface;
import io.signalbox.app.kit.code.CodeEditor;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableCell;
import javafx.scene.control.TextInputControl;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

/// Makes the window's own words as long as German ones: by about two fifths. What people have named
/// and what is written in code or figures stays.
final class LongerWords {
  private static final String MORE = "ungsvorschriftenverzeichnis";
  private static final Pattern WORD =
      Pattern.compile("(?<![\\p{L}\\d./_:=-])\\p{L}{2,}(?![\\p{L}\\d/_:=-])");
  private static final Set<String> NO_WORDS =
      Set.of("mono", "count", "keys", "figure", "time", "exit-figure", "code", "app-lines");

  private LongerWords() {}

  /// A text with longer words.
  static String of(String text) {
    return WORD.matcher(text).replaceAll(found -> longer(found.group()));
  }

  private static String longer(String word) {
    return word + MORE.substring(0, Math.min(MORE.length(), (word.length() * 2 + 4) / 5));
  }

  /// Lengthens what a part shows.
  static void within(Node part) {
    // Cells hold what was recorded; their columns are as wide as that.
    if (!part.isVisible()
        || part instanceof CodeEditor
        || part instanceof CanvasSurface
        || part instanceof TableCell<?, ?>) {
      return;
    }
    switch (part) {
      case Labeled labeled when isWords(labeled, labeled.getText()) -> {
        labeled.textProperty().unbind();
        labeled.setText(once(labeled, labeled.getText()));
      }
      case TextInputControl field when isWords(field, field.getPromptText()) -> {
        field.promptTextProperty().unbind();
        field.setPromptText(once(field, field.getPromptText()));
      }
      case Text text when text.getParent() instanceof TextFlow && isWords(text, text.getText()) -> {
        text.textProperty().unbind();
        text.setText(once(text, text.getText()));
      }
      default -> {}
    }
    if (part instanceof Parent parent) {
      List.copyOf(parent.getChildrenUnmodifiable()).forEach(LongerWords::within);
    }
  }

  private static boolean isWords(Node part, String text) {
    return text != null
        && !LongNames.isIn(text)
        && !text.contains(" = ") // a form to write in
        && part.getStyleClass().stream().noneMatch(NO_WORDS::contains);
  }

  /// A text that is still there is not lengthened again.
  private static String once(Node part, String text) {
    if (text.equals(part.getProperties().get(LongerWords.class))) {
      return text;
    }
    String longer = of(text);
    part.getProperties().put(LongerWords.class, longer);
    return longer;
  }
}
