package io.signalbox.app.traffic;

import io.signalbox.app.kit.Parts;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/// The minute from which the list goes back; empty: now. Enter takes what is written, Escape goes
/// back to now.
final class MomentField extends TextField {
  private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");
  private static final PseudoClass SET = PseudoClass.getPseudoClass("set");
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final Runnable changed;
  private Optional<Instant> minute = Optional.empty();

  /// @param changed told when another one is wanted
  MomentField(Runnable changed) {
    this.changed = changed;
    setId("traffic-moment");
    setPromptText("Now, or 14:05");
    setAccessibleText("Go back to a time");
    setPrefColumnCount(11);
    getStyleClass().add("moment-field");
    Parts.tip(this, "Lists from this minute back: 14:05, yesterday 14:05, 11-30 14:05");
    setOnAction(e -> take());
    addEventHandler(
        KeyEvent.KEY_PRESSED,
        e -> {
          if (e.getCode() == KeyCode.ESCAPE && !getText().isEmpty()) {
            show(Optional.empty());
            e.consume();
          }
        });
    textProperty().addListener((o, before, now) -> pseudoClassStateChanged(WRONG, false));
  }

  private void take() {
    Optional<Instant> read = MomentText.read(getText(), ZonedDateTime.now(ZoneId.systemDefault()));
    if (getText().isBlank() || read.isPresent()) {
      show(read);
    } else {
      pseudoClassStateChanged(WRONG, true);
    }
  }

  /// Goes back to a minute, or to now.
  void show(Optional<Instant> moment) {
    minute = moment;
    setText(
        moment
            .map(each -> MomentText.of(each, ZonedDateTime.now(ZoneId.systemDefault())))
            .orElse(""));
    pseudoClassStateChanged(SET, minute.isPresent());
    changed.run();
  }

  /// Forgets it; nobody is told.
  void clearMinute() {
    minute = Optional.empty();
    setText("");
    pseudoClassStateChanged(SET, false);
  }

  /// Where the minute ends from which the list goes back; empty: now.
  Optional<Instant> until() {
    return minute.map(each -> each.plus(MINUTE));
  }
}
