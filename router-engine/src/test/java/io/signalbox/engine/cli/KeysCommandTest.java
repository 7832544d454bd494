package io.signalbox.engine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `keys allow`, `keys deny`, and what `check` and `serve` say of where keys go.
final class KeysCommandTest {
  private static final String GRAPH =
      """
      signalbox: 1
      name: From elsewhere
      start: all
      models:
        own:   { provider: openai, model: gpt-5.1 }
        token: { provider: openai, model: gpt-5.1, key: env:GITHUB_TOKEN, url: "http://аpi.example/v1" }
        work:  { provider: vllm, model: x, key: vault:work, url: "https://[2001:db8::1]:8443/v1" }
        stolen: { provider: vllm, model: x, key: env:LIST_API_KEY, url: "https://evil.example/v1" }
      nodes:
        all: { kind: fallback, to: [ own, token, work ] }
        rest: { kind: fallback, to: [ stolen ] }
      """;

  @TempDir private Path directory;

  private Typed type(String... words) throws IOException {
    return Typed.run(directory, words);
  }

  private String graph() throws IOException {
    return Files.writeString(directory.resolve("g.yaml"), GRAPH).toString();
  }

  @Test
  void allowedServerIsListedUntilItIsDenied() throws IOException {
    var allowed = type("keys", "allow", "vault:work", "https://LLM.example:443/v1");
    assertEquals(0, allowed.code());
    assertEquals("work may now be sent to https://llm.example.", allowed.err().strip());
    assertTrue(
        type("keys", "list").out().contains("Confirmed servers:\n  work → https://llm.example"));
    JsonNode listed = JsonMapper.shared().readTree(type("keys", "list", "--json").out());
    assertEquals("[]", listed.get("keys").toString());
    assertEquals("work", listed.at("/confirmed/0/key").asString());
    assertEquals("https://llm.example", listed.at("/confirmed/0/origin").asString());
    var denied = type("keys", "deny", "work", "llm.example");
    assertEquals("work is no longer sent to https://llm.example.", denied.err().strip());
    assertFalse(type("keys", "list").out().contains("llm.example"));
    assertEquals(2, type("keys", "deny", "work", "llm.example").code());
  }

  @Test
  void plainHttpIsWarnedAbout() throws IOException {
    assertTrue(
        type("keys", "allow", "work", "http://llm.example")
            .err()
            .contains("http is not encrypted"));
    assertFalse(type("keys", "allow", "work", "http://127.0.0.1:8080").err().contains("Warning"));
  }

  @Test
  void forgottenKeyLosesItsServers() throws IOException {
    type("keys", "allow", "work", "https://llm.example");
    assertEquals(0, type("keys", "remove", "work").code());
    assertFalse(type("keys", "list").out().contains("llm.example"));
  }

  @ParameterizedTest
  @CsvSource({
    "LIST_API_KEY, https://evil.example",
    "list_api_key, https://evil.example",
    "a b, https://llm.example",
    "'', https://llm.example",
    "work, https://api.openai.com@evil.example",
    "work, ftp://llm.example",
    "work, 'llm.example;id'",
  })
  void whatCannotBeAllowedIsRefusedInWords(String key, String host) throws IOException {
    var typed = type("keys", "allow", key, host);
    assertEquals(2, typed.code());
    assertFalse(typed.err().isBlank());
    assertFalse(type("keys", "list").out().contains("→"));
  }

  @Test
  void usualKeyNeedsNoConfirmationForItsOwnAddress() throws IOException {
    var typed = type("keys", "allow", "LIST_API_KEY", "https://listed.example/v1");
    assertEquals(0, typed.code());
    assertTrue(typed.err().contains("is already sent to https://listed.example"), typed.err());
  }

  @Test
  void checkListsWhereTheFileSendsWhatAndEndsAsBefore() throws IOException {
    type("keys", "allow", "work", "https://[2001:db8::1]:8443");
    var checked = type("check", graph());
    assertEquals(
        List.of(
            "DIR/g.yaml sends requests to:",
            "  own → https://openai.example, no key",
            "  token → http://xn--pi-6kc.example (аpi.example), key env:GITHUB_TOKEN: not"
                + " confirmed, so the key is not sent; to allow it: signalbox keys allow"
                + " GITHUB_TOKEN http://xn--pi-6kc.example --home 'DIR/home'",
            "  work → https://[2001:db8::1]:8443, key vault:work: confirmed",
            "  stolen → https://evil.example, key env:LIST_API_KEY: refused"),
        checked.out().lines().dropWhile(line -> !line.endsWith("sends requests to:")).toList());
    assertFalse(checked.out().contains("egress"));
    assertEquals(checked.code(), type("check", graph(), "--json").code());
  }

  @Test
  void checkReportsTheSameInJsonAsInText() throws IOException {
    var standings = new ArrayList<String>();
    for (JsonNode each : JsonMapper.shared().readTree(type("check", graph(), "--json").out())) {
      if (each.get("code").asString().equals("egress")) {
        assertEquals("note", each.get("severity").asString());
        standings.add(
            Stream.of("model", "key", "origin", "standing")
                .map(name -> each.path(name).asString("–"))
                .toList()
                .toString());
      }
    }
    assertEquals(
        List.of(
            "[own, –, https://openai.example, no_key]",
            "[token, env:GITHUB_TOKEN, http://xn--pi-6kc.example, unconfirmed]",
            "[work, vault:work, https://[2001:db8::1]:8443, unconfirmed]",
            "[stolen, env:LIST_API_KEY, https://evil.example, refused]"),
        standings);
  }

  @Test
  void checkMakesNoHome() throws IOException {
    type("check", graph());
    assertFalse(Files.exists(directory.resolve("home")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "run --json"})
  void runDoesNotSendWhatIsNotConfirmed(String words) throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("one.yaml"),
            """
            signalbox: 1
            name: One
            start: m
            models: { m: { provider: vllm, model: x, key: env:PATH, url: "http://127.0.0.1:9/v1" } }
            """);
    var typed =
        type(
            Stream.concat(
                    Stream.of(words.split(" ", -1)),
                    Stream.of(file.toString(), "--prompt", "hello"))
                .toArray(String[]::new));
    assertEquals(1, typed.code());
    assertTrue(
        (typed.out() + typed.err()).contains("signalbox keys allow PATH http://127.0.0.1:9"),
        typed.err());
  }
}
