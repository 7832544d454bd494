package io.signalbox.app.shell;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.WeakChangeListener;
import javafx.css.PseudoClass;
import javafx.scene.Parent;

/// Light or dark: as the system has it, unless the user says otherwise.
final class Appearance {
  private static final PseudoClass DARK = PseudoClass.getPseudoClass("dark");

  private final Parent root;
  // The system outlives the window and must not hold it.
  private final ChangeListener<ColorScheme> follow = (o, before, now) -> apply();
  private final ObjectProperty<Choice> choice = new SimpleObjectProperty<>(this, "choice");

  /// What the user wants.
  enum Choice {
    SYSTEM("As the system"),
    LIGHT("Light"),
    DARK("Dark");

    private final String words;

    Choice(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  Appearance(Parent root, Choice first) {
    this.root = root;
    choice.addListener((o, before, now) -> apply());
    Platform.getPreferences().colorSchemeProperty().addListener(new WeakChangeListener<>(follow));
    choice.set(first);
  }

  ObjectProperty<Choice> choiceProperty() {
    return choice;
  }

  private void apply() {
    boolean dark =
        switch (choice.get()) {
          case SYSTEM -> Platform.getPreferences().getColorScheme() == ColorScheme.DARK;
          case LIGHT -> false;
          case DARK -> true;
        };
    Application.setUserAgentStylesheet(
        dark
            ? new PrimerDark().getUserAgentStylesheet()
            : new PrimerLight().getUserAgentStylesheet());
    root.pseudoClassStateChanged(DARK, dark);
  }
}
