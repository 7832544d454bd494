package io.signalbox.app.shell;

import io.signalbox.app.keys.KeyConfirmations;
import io.signalbox.app.kit.Parts;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// The question whether a key may go to a server, below the top bar. It takes no focus from whoever
/// types, and the safe answer is the one that stands out.
final class KeyConfirmationBar extends HBox {
  private final KeyConfirmations questions;

  KeyConfirmationBar(KeyConfirmations questions) {
    this.questions = questions;
    getStyleClass().addAll("file-bar", "key-bar");
    questions.askedProperty().addListener((o, before, now) -> show(now));
    show(questions.askedProperty().get());
  }

  private void show(Optional<KeyConfirmations.Asked> asked) {
    setVisible(asked.isPresent());
    setManaged(asked.isPresent());
    getChildren().clear();
    asked.ifPresent(this::ask);
  }

  private void ask(KeyConfirmations.Asked asked) {
    var words = new VBox(2, text(asked.words(), "key-question"), text(asked.more(), "second"));
    words.setMinWidth(0);
    HBox.setHgrow(words, Priority.ALWAYS);
    Button decline = button("Don't send", questions::decline, "accent");
    decline.setId("key-decline");
    decline.setAccessibleText("Don't send. " + asked.words());
    Button allow = button("Allow", questions::allow, "quiet");
    allow.setId("key-allow");
    allow.setAccessibleText("Allow. " + asked.words() + " " + asked.more());
    getChildren().addAll(words, decline, allow);
  }

  private static Label text(String words, String style) {
    Label label = Parts.label(words, style);
    label.setWrapText(true);
    return label;
  }

  private static Button button(String words, Runnable action, String style) {
    Button button = Parts.button(words, action, style);
    button.setMinWidth(USE_PREF_SIZE);
    return button;
  }
}
