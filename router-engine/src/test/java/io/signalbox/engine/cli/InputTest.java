package io.signalbox.engine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** What is typed wrongly, or asked of every command. */
class InputTest {
  @TempDir private Path directory;

  @BeforeEach
  void copyDesk() throws IOException {
    Files.copy(Golden.FOLDER.resolve("desk.yaml"), directory.resolve("desk.yaml"));
  }

  @Test
  void assumptionAboutUnknownModelNamesTheNearestOne() throws IOException {
    var typed =
        Typed.run(directory, "route", desk(), "--prompt", "hello", "--given", "opsu=overloaded");
    assertEquals(2, typed.code());
    assertEquals(
        "signalbox: --given opsu: the graph has no model with this id. Did you mean `opus`?",
        typed.err().strip());
  }

  @Test
  void systemPromptIsPutBeforeWhatTheFileHolds() throws IOException {
    Path request = directory.resolve("request.json");
    Files.writeString(
        request, "{\"model\":\"any\",\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}");
    long without = tokens("route", desk(), "--request", request.toString(), "--json");
    long with =
        tokens(
            "route",
            desk(),
            "--request",
            request.toString(),
            "--system",
            "Answer in one word and then explain it at length.",
            "--json");
    assertTrue(with > without, with + " > " + without);
  }

  private long tokens(String... words) throws IOException {
    var typed = Typed.run(directory, words);
    assertEquals("", typed.err());
    return JsonMapper.shared().readTree(typed.out()).at("/estimate/prompt_tokens").asLong();
  }

  @ParameterizedTest
  @ValueSource(strings = {"2", "5", "2xx", "4XX", "100", "404", "599"})
  void statusIsFirstDigitOrWhole(String status) throws IOException {
    var typed = Typed.run(directory, "traffic", "--status", status);
    assertEquals("", typed.err());
    assertEquals(0, typed.code());
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "6", "0", "40", "6xx", "600", "099", "4040", "-4", "x", ""})
  void otherStatusIsRefused(String status) throws IOException {
    var typed = Typed.run(directory, "traffic", "--status", status);
    assertEquals(2, typed.code());
    assertTrue(typed.err().contains("or a status like 404"), typed.err());
  }

  @Test
  void refusedStatusSaysHowToWriteIt() throws IOException {
    Golden.check("bad-status.txt", Typed.run(directory, "traffic", "--status", "40").err());
  }

  @Test
  void helpOfTrafficListsTheFilters() throws IOException {
    Golden.check("help-traffic.txt", Typed.run(directory, "traffic", "--help").out());
  }

  @Test
  void everyCommandThatChangesSomethingPrintsJson() throws IOException {
    Typed.run(directory, "apps", "add", "shop");
    var typed = Typed.run(directory, "apps", "revoke", "shop", "--json");
    var json = JsonMapper.shared().readTree(typed.out());
    assertEquals("shop", json.get("name").asString());
    assertEquals("", typed.err());
  }

  @Test
  void appsAreListedWithTheLastFourOfTheirKeys() throws IOException {
    String first = Typed.run(directory, "apps", "add", "shop").out().strip();
    String second = Typed.run(directory, "apps", "replace", "shop").out().strip();
    assertNotEquals(first, second);
    String listed = Typed.run(directory, "apps", "list").out();
    assertTrue(listed.contains("…" + second.substring(second.length() - 4)), listed);
    assertFalse(listed.contains(second), listed);
    var json = JsonMapper.shared().readTree(Typed.run(directory, "apps", "list", "--json").out());
    assertEquals(second.substring(second.length() - 4), json.get(0).get("key_ending").asString());
    assertEquals(2, Typed.run(directory, "apps", "replace", "nobody").code());
  }

  @Test
  void graphsOfOneNameAreNotServedTogether() throws IOException {
    Path other = directory.resolve("other.yaml");
    Files.copy(directory.resolve("desk.yaml"), other);
    var typed = Typed.run(directory, "serve", desk(), other.toString(), "--port", "0");
    assertEquals(2, typed.code());
    assertTrue(typed.err().contains("rename one of them"), typed.err());
  }

  @Test
  void whatShouldNotHappenEndsWithThree() {
    var err = new java.io.ByteArrayOutputStream();
    var terminal =
        new Terminal(
            home -> {
              throw new IllegalStateException("odd");
            },
            new java.io.PrintStream(java.io.OutputStream.nullOutputStream()),
            new java.io.PrintStream(err, true, java.nio.charset.StandardCharsets.UTF_8));
    assertEquals(3, terminal.run("models", "--home", directory.toString()));
    String said = err.toString(java.nio.charset.StandardCharsets.UTF_8);
    assertTrue(said.contains("odd") && said.lines().count() == 1, said);
  }

  private String desk() {
    return directory.resolve("desk.yaml").toString();
  }
}
