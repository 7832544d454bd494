package io.signalbox.app.shell;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import io.signalbox.app.state.Preferences.Theme;
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
  private final ObjectProperty<Theme> choice = new SimpleObjectProperty<>(this, "choice");

  Appearance(Parent root, Theme first) {
    this.root = root;
    choice.addListener((o, before, now) -> apply());
    Platform.getPreferences().colorSchemeProperty().addListener(new WeakChangeListener<>(follow));
    choice.set(first);
  }

  ObjectProperty<Theme> choiceProperty() {
    return choice;
  }

  /// Keeps what is chosen from now on, and follows what is chosen elsewhere.
  void remember(ObjectProperty<Theme> kept) {
    choice.addListener((o, before, now) -> kept.set(now));
    kept.addListener((o, before, now) -> choice.set(now));
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
