package io.signalbox.plugins.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A part of a page that is made from the code. With `SIGNALBOX_GOLDEN=write` it is written anew.
///
/// @param page the file
/// @param name how the marks around the part call it
record PageSection(Path page, String name) {
  private static final boolean WRITE = "write".equals(System.getenv("SIGNALBOX_GOLDEN"));

  /// Compares the part with what it must be.
  void check(String text) throws IOException {
    String is = Files.readString(page);
    String begin = "<!-- " + name + ": made from the code -->\n";
    String expected =
        is.substring(0, is.indexOf(begin) + begin.length())
            + text
            + is.substring(is.indexOf("<!-- end of " + name + " -->\n"));
    if (WRITE && !is.equals(expected)) {
      Files.writeString(page, expected);
      fail("written, look at it: " + page);
    }
    assertEquals(expected, is, page.toString());
  }
}
