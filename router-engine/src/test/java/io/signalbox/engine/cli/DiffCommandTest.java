package io.signalbox.engine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DiffCommandTest {
  @TempDir private Path directory;

  @BeforeEach
  void copyDesk() throws IOException {
    for (String name : new String[] {"desk.yaml", "desk.suite.yaml"}) {
      Files.copy(Golden.FOLDER.resolve(name), directory.resolve(name));
    }
    String desk = Files.readString(directory.resolve("desk.yaml"));
    Files.writeString(
        directory.resolve("next.yaml"),
        desk.replace("[ opus, gpt, reasoner ]", "[ gpt, opus ]")
            .replace("tokens > 8000", "tokens > 9000")
            .replace("first_token: 8s", "first_token: 5s")
            .replace("gemini-3-flash }", "gemini-3-flash, labels: { region: eu } }")
            .replace(
                "  - { name: Never more than three calls, attempts: 3 }\n",
                "  - { name: Never more than two calls, attempts: 2 }\n"));
  }

  @Test
  void saysInWordsWhatDiffers() throws IOException {
    var typed = Typed.run(directory, "diff", file("desk.yaml"), file("next.yaml"));
    assertEquals(
        """
        model flash: labels added: { region: eu }
        node triage: rules[2].when: tokens > 8000 → tokens > 9000
        node code:
          to: [ opus, gpt, reasoner ] → [ gpt, opus ]
          first_token: 8s → 5s
        promise Never more than three calls removed: { name: Never more than three calls, attempts: 3 }
        promise Never more than two calls added: { name: Never more than two calls, attempts: 2 }
        """,
        typed.out());
    assertEquals(1, typed.code());
  }

  @Test
  void sameGraphsEndWithZero() throws IOException {
    Path moved = directory.resolve("moved.yaml");
    String desk = Files.readString(directory.resolve("desk.yaml"));
    Files.writeString(
        moved,
        "# moved\n"
            + desk.replace(
                "    name: Triage\n", "    name: Triage\n    at: [3, 4]\n    note: x\n"));
    var typed = Typed.run(directory, "diff", file("desk.yaml"), file("moved.yaml"));
    assertEquals("The graphs are the same but for places, frames and notes.\n", typed.out());
    assertEquals(0, typed.code());
  }

  @Test
  void comparesRoutesOfSuite() throws IOException {
    var typed =
        Typed.run(
            directory,
            "diff",
            file("desk.yaml"),
            file("next.yaml"),
            "--over",
            file("desk.suite.yaml"));
    assertTrue(
        typed.out().contains("  opus (anthropic/claude-opus-4-5) → gpt (openai/gpt-5.1): "),
        typed.out());
    assertTrue(typed.out().contains("routes change ("), typed.out());
    assertTrue(typed.out().contains("Estimated cost: $"), typed.out());
    assertEquals(1, typed.code());
  }

  @Test
  void comparesRoutesOfLines() throws IOException {
    Files.writeString(
        directory.resolve("day.jsonl"),
        """
        {"text": "Why does my loop never end?", "max_tokens": 50, "at": "08:30"}

        {"messages": [{"role": "user", "content": "hello"}], "model": "auto", "metadata": {"task": "translate"}}
        {"custom_id": "b-7", "method": "POST", "url": "/v1/chat/completions", "body": {"model": "auto", "messages": [{"role": "user", "content": "A bug in my code"}]}}
        """);
    var typed =
        Typed.run(
            directory, "diff", file("desk.yaml"), file("next.yaml"), "--over", file("day.jsonl"));
    assertTrue(typed.out().contains("2 of 3 routes change (66.7 %)."), typed.out());
    assertTrue(typed.out().contains("    line 1, b-7\n"), typed.out());
    JsonNode json =
        JsonMapper.shared()
            .readTree(
                Typed.run(
                        directory,
                        "diff",
                        file("desk.yaml"),
                        file("next.yaml"),
                        "--over",
                        file("day.jsonl"),
                        "--json")
                    .out());
    assertEquals(3, json.at("/routes/requests").asInt());
    assertEquals(2, json.at("/routes/changed").asInt());
    assertEquals("b-7", json.at("/routes/groups/0/requests/1/name").asString());
    assertEquals("triage", json.at("/graph/1/id").asString());
    assertTrue(json.at("/routes/usd_before").decimalValue().signum() > 0);
  }

  @Test
  void graphThatOnlyChangesOtherRequestsEndsWithZero() throws IOException {
    Files.writeString(directory.resolve("one.jsonl"), "{\"text\": \"Prove the theorem\"}\n");
    var typed =
        Typed.run(
            directory, "diff", file("desk.yaml"), file("next.yaml"), "--over", file("one.jsonl"));
    assertTrue(typed.out().contains("0 of 1 routes change (0.0 %)."), typed.out());
    assertEquals(0, typed.code());
  }

  @Test
  void namesLineThatIsNoRequest() throws IOException {
    Files.writeString(
        directory.resolve("bad.jsonl"), "{\"text\": \"a\"}\n{\"text\": \"b\", \"metadat\": {}}\n");
    var typed =
        Typed.run(
            directory, "diff", file("desk.yaml"), file("next.yaml"), "--over", file("bad.jsonl"));
    assertTrue(typed.err().contains("bad.jsonl:2: "), typed.err());
    assertTrue(typed.err().contains("metadat"), typed.err());
    assertEquals(2, typed.code());
    Files.writeString(directory.resolve("bad.jsonl"), "[1]\n");
    var list =
        Typed.run(
            directory, "diff", file("desk.yaml"), file("next.yaml"), "--over", file("bad.jsonl"));
    assertTrue(list.err().contains("bad.jsonl:1: this line is not a JSON object."), list.err());
  }

  private String file(String name) {
    return directory.resolve(name).toString();
  }
}
