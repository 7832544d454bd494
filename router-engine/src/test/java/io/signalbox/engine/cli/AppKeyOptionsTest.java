package io.signalbox.engine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.cli.command.BadInputException;
import io.signalbox.engine.secret.Secret;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Keys of apps reach the proxy without standing in the process list. */
class AppKeyOptionsTest {
  private static final String KEY = "a-key-of-an-app-that-nobody-sees";

  @TempDir private Path directory;

  @Test
  void keysComeFromFileStandardInputAndEnvironment() throws IOException {
    Path file = directory.resolve("keys");
    Files.writeString(file, "# apps\n\nshop = " + KEY + "=1\r\nchat=" + KEY + "2\n");
    assertEquals(
        Map.of("shop", Secret.of(KEY + "=1"), "chat", Secret.of(KEY + "2")),
        read("", "--key-file", file.toString()));
    assertEquals(Map.of("shop", Secret.of(KEY)), read("shop=" + KEY, "--key-file", "-"));
    assertEquals(Map.of("ci", Secret.of(KEY)), read("", "--key-env", "ci=CI_KEY"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--key shop=" + KEY,
        "--key=shop=" + KEY,
        "--key-env " + KEY,
        "--key-env ci=" + KEY,
        "--key-env ci=MISSING",
        "--key-file none",
        "--key-file -"
      })
  void wrongUseSaysWhatToDoAndRepeatsNoKey(String words) {
    var wrong =
        assertThrows(BadInputException.class, () -> read(KEY + "\n", words.split(" ")), words);
    assertFalse(String.valueOf(wrong.getMessage()).contains(KEY), wrong.getMessage());
  }

  @Test
  void sameAppTwiceIsRefused() {
    assertThrows(
        BadInputException.class,
        () -> read("a=" + KEY, "--key-file", "-", "--key-env", "a=CI_KEY"));
  }

  @Test
  void argumentsAfterCommandsAboutKeysAreNotRepeated() throws IOException {
    for (var words :
        List.of(
            List.of("keys", "set", "OPENAI_API_KEY", KEY),
            List.of("keys", KEY, KEY),
            List.of("apps", "add", "shop", KEY),
            List.of("serve", "graph.yaml", "--key", "shop=" + KEY))) {
      var typed = Typed.run(directory, words.toArray(String[]::new));
      assertEquals(2, typed.code());
      assertFalse((typed.out() + typed.err()).contains(KEY), typed.err());
    }
  }

  @Test
  void helpNamesEachOtherForm() throws IOException {
    String help = Typed.run(directory, "serve", "--help").out();
    assertTrue(help.contains("--key-file") && help.contains("--key-env"), help);
    assertTrue(help.contains("standard input") && !help.contains("--key="), help);
  }

  private static Map<String, Secret> read(String input, String... words) {
    var options = new AppKeyOptions();
    new CommandLine(new Holder(options)).parseArgs(words);
    return options.read(
        Map.of("CI_KEY", KEY), new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
  }

  @CommandLine.Command
  private static final class Holder {
    @CommandLine.Mixin private final AppKeyOptions options;

    Holder(AppKeyOptions options) {
      this.options = options;
    }
  }
}
