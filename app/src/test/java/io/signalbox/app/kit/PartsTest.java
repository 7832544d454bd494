package io.signalbox.app.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.signalbox.app.Windowed;
import javafx.scene.control.Label;
import org.junit.jupiter.api.Test;

/// Words from outside cannot reorder what stands beside them.
@Windowed
final class PartsTest {
  private static final String HOSTILE = "gpt\u202egnp.exe\u200b";
  private static final String SHOWN = "gpt\\u202egnp.exe\\u200b";

  @Test
  void escapesBidiAndInvisibleCharacters() {
    assertEquals(SHOWN, Parts.label(HOSTILE).getText());
    assertEquals(SHOWN, Parts.link(HOSTILE).getText());
    assertEquals(SHOWN, Parts.item(HOSTILE).getText());
    assertEquals(SHOWN, Parts.text(HOSTILE).getText());
    var label = new Label();
    Parts.show(label, HOSTILE);
    assertEquals(SHOWN, label.getText());
  }

  @Test
  void keepsLineBreaksAndOtherScripts() {
    String plain = "two\nlines, 8\u202f000 Möbel 模型";
    assertEquals(plain, Parts.label(plain).getText());
  }
}
