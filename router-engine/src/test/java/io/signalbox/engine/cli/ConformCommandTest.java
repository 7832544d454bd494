package io.signalbox.engine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.conform.ChatServer;
import io.signalbox.engine.conform.ChatServer.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the terminal says of an endpoint, and what comes of it when that is saved. */
@Timeout(180)
final class ConformCommandTest {
  @TempDir private Path directory;

  @Test
  void printsTheTableAndWhatRequestsNeed() throws Exception {
    try (var server = new ChatServer(Fault.NO_DEVELOPER_ROLE, Fault.NO_FINISH_REASON)) {
      Typed typed = Typed.run(directory, "conform", server.url());
      assertEquals(1, typed.code(), typed.out() + typed.err());
      for (String words :
          List.of(
              "stream\n",
              "  broken      finish                  a finish reason at the end: none",
              "the stream ends without a finish reason",
              "→ Its answers count as interrupted",
              "  yes         done                    `[DONE]` at the end: [DONE]",
              "  no          developer               the role `developer`: 400"
                  + " unsupported_parameter",
              "Requests to it need: no_developer_role",
              " broken, ")) {
        assertTrue(typed.out().contains(words), words + " is missing in\n" + typed.out());
      }
      assertTrue(typed.err().contains("At most 64 calls"), typed.err());
    }
  }

  @Test
  void jsonIsOneValueAndJUnitNamesWhatIsBroken() throws Exception {
    Path xml = directory.resolve("report.xml");
    try (var server = new ChatServer(Fault.ERRORS_AS_TEXT)) {
      Typed typed =
          Typed.run(directory, "conform", server.url(), "--json", "--junit", xml.toString());
      assertEquals(1, typed.code(), typed.err());
      JsonNode report = JsonMapper.shared().readTree(typed.out());
      assertEquals("tiny", report.path("model").asString());
      long broken =
          report
              .path("findings")
              .valueStream()
              .filter(row -> row.path("verdict").asString().equals("broken"))
              .count();
      assertEquals(4, broken, typed.out());
      String text = Files.readString(xml);
      assertTrue(text.contains("failures=\"4\""), text);
      assertTrue(text.contains("name=\"errors.model\"><failure"), text);
    }
  }

  /**
   * Claude Code and others send the role developer and the newer limit; the saved provider gets
   * neither.
   */
  @Test
  void savedProviderGetsRequestsThatItTakes() throws Exception {
    try (var server =
        new ChatServer(Fault.NO_DEVELOPER_ROLE, Fault.ONLY_MAX_TOKENS, Fault.NO_STREAM_OPTIONS)) {
      Typed saved = Typed.run(directory, "conform", server.url(), "--save", "mine");
      assertEquals(0, saved.code(), saved.out() + saved.err());
      assertTrue(saved.err().contains("{ provider: mine, model: tiny }"), saved.err());
      server.bodies.clear();
      Typed run = ask();
      assertEquals(0, run.code(), run.out() + run.err());
      assertTrue(run.out().contains("Hello."), run.out());
      JsonNode sent = server.bodies.poll();
      assertEquals(20, sent.path("max_tokens").asInt(), sent.toString());
      assertFalse(sent.has("max_completion_tokens"), sent.toString());
      assertFalse(sent.has("stream_options"), sent.toString());
      assertTrue(Typed.run(directory, "models", "--provider", "mine").out().contains("tiny"));
    }
  }

  @Test
  void savingAgainReplacesOneProviderAndKeepsAllElseInTheFile() throws Exception {
    Path file = Files.createDirectories(directory.resolve("home")).resolve("providers.json");
    Files.writeString(
        file,
        "{\"note\":\"mine\",\"providers\":[{\"id\":\"other\",\"address\":\"http://127.0.0.1:9/v1\"},"
            + "{\"id\":\"mine\",\"address\":\"http://127.0.0.1:9/v1\",\"comment\":\"old\"}]}");
    try (var server = new ChatServer(Fault.NO_STOP)) {
      Typed.run(directory, "conform", server.url(), "--save", "mine");
      JsonNode root = JsonMapper.shared().readTree(Files.readString(file));
      assertEquals("mine", root.path("note").asString());
      assertEquals(2, root.path("providers").size());
      JsonNode mine = root.path("providers").path(1);
      assertEquals(server.url(), mine.path("address").asString());
      assertEquals("old", mine.path("comment").asString());
      assertEquals("no_stop", mine.path("quirks").path(0).asString());
    }
  }

  @Test
  void damagedProvidersAreNamedAndLeaveTheOthers() throws Exception {
    Files.writeString(
        Files.createDirectories(directory.resolve("home")).resolve("providers.json"),
        "{\"providers\":[{\"id\":\"good\",\"address\":\"http://127.0.0.1:9/v1\",\"models\":[\"tiny\"]},"
            + "{\"id\":\"bad\",\"address\":\"http://127.0.0.1:9/v1\",\"quirks\":[\"no_such\"]},"
            + "{\"id\":\"Worse!\",\"address\":\"http://127.0.0.1:9/v1\"}]}");
    assertTrue(Typed.run(directory, "models", "--provider", "good").out().contains("tiny"));
    graph("good", "");
    String problems = check();
    assertTrue(problems.contains("The provider bad of providers.json cannot be used"), problems);
    assertTrue(problems.contains("The provider Worse! of providers.json"), problems);
    Files.writeString(directory.resolve("home/providers.json"), "{");
    assertTrue(check().contains("the file cannot be read as JSON"));
  }

  @Test
  void badArgumentsSayWhatToDo() throws Exception {
    assertRefused("write a plain http or https address", "conform", "ftp://example.com");
    assertRefused("Add --yes to agree", "conform", "https://llm.example.com/v1");
    assertRefused("write env:NAME or vault:NAME", "conform", "http://127.0.0.1:9", "--key", "sk-1");
    assertRefused("comes with Signalbox", "conform", "http://127.0.0.1:9", "--save", "openai");
    assertRefused("letters a–z", "conform", "http://127.0.0.1:9", "--save", "My provider");
    assertRefused("--timeout must be", "conform", "http://127.0.0.1:9", "--timeout", "0");
    Typed nothing = Typed.run(directory, "conform", "http://127.0.0.1:1/v1");
    assertEquals(3, nothing.code());
    assertTrue(nothing.err().contains("nothing answers at 127.0.0.1"), nothing.err());
  }

  @Test
  void keyThatWasNotConfirmedForTheServerIsNotSent() throws Exception {
    try (var server = new ChatServer()) {
      Typed typed = Typed.run(directory, "conform", server.url(), "--key", "env:PATH");
      assertEquals(3, typed.code());
      assertTrue(typed.err().contains("signalbox keys allow PATH"), typed.err());
      assertTrue(server.bodies.isEmpty());
    }
  }

  @Test
  void whatCannotBeSavedIsToldByTheExitCode() throws Exception {
    Path file = Files.createDirectories(directory.resolve("home")).resolve("providers.json");
    String before = "{\"note\":\"" + "x".repeat((4 << 20) - 20) + "\"}";
    Files.writeString(file, before);
    try (var server = new ChatServer()) {
      Typed typed = Typed.run(directory, "conform", server.url(), "--save", "mine");
      assertEquals(3, typed.code(), typed.err());
      assertTrue(typed.err().contains("would be larger than 4 MiB"), typed.err());
      assertTrue(typed.out().contains(" 0 broken, "), typed.out());
      assertEquals(before, Files.readString(file));
      Files.writeString(file, before + " ".repeat(100));
      graph("mine", "");
      assertTrue(check().contains("is larger than 4 MiB"));
    }
  }

  @Test
  void endpointThatSpeaksNoChatIsNotSaved() throws Exception {
    try (var server = new ChatServer(Fault.TOO_MANY_FROM_THE_FIRST)) {
      Typed typed = Typed.run(directory, "conform", server.url(), "--save", "mine");
      assertEquals(3, typed.code(), typed.err());
      assertTrue(typed.err().contains("nothing was saved"), typed.err());
      assertFalse(Files.exists(directory.resolve("home/providers.json")));
    }
  }

  private void assertRefused(String words, String... args) throws IOException {
    Typed typed = Typed.run(directory, args);
    assertEquals(2, typed.code(), typed.err());
    assertTrue(typed.err().contains(words), typed.err());
  }

  private String check() throws IOException {
    Typed typed = Typed.run(directory, "check", directory.resolve("graph.yaml").toString());
    return typed.out() + typed.err();
  }

  private void graph(String provider, String params) throws IOException {
    Files.writeString(
        directory.resolve("graph.yaml"),
        """
        signalbox: 1
        name: Desk
        start: tiny
        models:
          tiny: { provider: %s, model: tiny%s }
        nodes: {}
        """
            .formatted(provider, params));
  }

  private Typed ask() throws IOException {
    graph("mine", "");
    Path request = directory.resolve("request.json");
    Files.writeString(
        request,
        "{\"model\":\"x\",\"max_completion_tokens\":20,\"messages\":["
            + "{\"role\":\"developer\",\"content\":\"Be brief.\"},"
            + "{\"role\":\"user\",\"content\":\"Hi\"}]}");
    return Typed.run(
        directory,
        "run",
        directory.resolve("graph.yaml").toString(),
        "--request",
        request.toString());
  }
}
