package io.signalbox.app.kit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import javafx.scene.text.Font;

/// The program's own faces, so that it looks the same everywhere: Inter for words, JetBrains Mono
/// for figures and code, both under the SIL Open Font License (`fonts/OFL.txt`).
public final class Fonts {
  private static final List<String> FILES =
      List.of("Inter-Regular.otf", "Inter-SemiBold.otf", "JetBrainsMono-Regular.ttf");

  private Fonts() {}

  /// Makes the faces known to style sheets.
  public static void load() {
    FILES.forEach(Fonts::load);
  }

  private static void load(String file) {
    try (InputStream in = Fonts.class.getResourceAsStream("fonts/" + file)) {
      Font.loadFont(in, 13);
    } catch (IOException broken) {
      throw new UncheckedIOException("the font " + file + " cannot be read", broken);
    }
  }
}
