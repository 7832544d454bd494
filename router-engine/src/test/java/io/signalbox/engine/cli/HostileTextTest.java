package io.signalbox.engine.cli;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.upstream.FakeProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Text of files, providers and arguments that would command the terminal instead of being read. */
class HostileTextTest {
  /** A title, a color, a line that overwrites itself, C1, overrides, tags, nothing to see. */
  private static final String EVIL =
      "\u001b]0;owned\u0007\u001b[31m\r"
          + "\b\u007f\u009b2J\u202e\u2066\u200f\u061c\u2028\u200b\udb40\udc41\ue000x";

  /** The same as YAML and JSON can write it. */
  private static final String YAML =
      "\\x1b]0;owned\\x07\\x1b[31m\\r\\b\\x7f\\x9b2J\\u202e\\u2066\\u200f\\u061c\\u2028\\u200b"
          + "\\U000e0041\\ue000x\\nForged: line";

  private static final String JSON =
      "\\u001b]0;owned\\u0007\\u001b[31m\\r\\b\\u007f\\u009b2J\\u202e\\u2066\\u200f\\u061c\\u2028\\u200b"
          + "\\udb40\\udc41\\ue000x\\ud800";

  private static final String GRAPH =
      """
      signalbox: 1
      name: "desk EVIL"
      start: triage
      models:
        m: { provider: vllm, model: "m EVIL", url: "URL" }
        n: { provider: "none EVIL", model: x }
      nodes:
        triage:
          kind: rules
          name: "node EVIL"
          rules:
            - { when: 'metadata.a == "1"', to: m, name: "rule EVIL" }
            - { when: 'metadata.a == "2"', to: "gone EVIL" }
            - { when: "metadata.a == \\"EVIL", to: m }
          otherwise: m
      promises:
        - { name: "promise EVIL", attempts: 1 }
      """;

  private static final String RUNNABLE =
      """
      signalbox: 1
      name: "desk EVIL"
      start: triage
      models:
        m: { provider: vllm, model: "m EVIL", url: "URL", labels: { region: "r EVIL" } }
      nodes:
        triage:
          kind: rules
          name: "node EVIL"
          rules:
            - { when: 'metadata.a.contains("x")', to: m, name: "rule EVIL" }
          otherwise: m
      """;

  @TempDir private Path directory;

  static Stream<List<String>> commands() {
    return Stream.of(
        List.of("check", "GRAPH"),
        List.of("check", "GOOD"),
        List.of("check", "broken.yaml"),
        List.of("check", EVIL),
        List.of("route", "GRAPH", "--prompt", "hello"),
        List.of("route", "GOOD", "--prompt", EVIL, "--meta", "a=" + EVIL),
        List.of("route", "GOOD", "--prompt", "x", "--given", EVIL + "=overloaded"),
        List.of("route", "GOOD", "--prompt", "x", "--given", "m=" + EVIL),
        List.of("route", "GOOD", "--prompt", "x", "--at", EVIL),
        List.of("route", "GOOD", "--request", "request.json"),
        List.of("route", "GOOD", "--" + EVIL),
        List.of("test", "suite.yaml", "--coverage"),
        List.of("test", "odd.suite.yaml"),
        List.of("draw", "GOOD", "-o", "DIR/" + EVIL.replace('/', '_') + ".gif"),
        List.of("export", "GOOD", "--to", EVIL, "-o", "DIR/out"),
        List.of("serve", "GOOD", "GOOD", "--port", "0"),
        List.of("serve", "GOOD", "--host", EVIL),
        List.of("traffic", "--since", EVIL),
        List.of("traffic", "--status", EVIL),
        List.of("traffic", "--app", EVIL),
        List.of("spend", "--by", EVIL),
        List.of("models", EVIL),
        List.of("apps", "revoke", EVIL),
        List.of("apps", "add", EVIL),
        List.of("apps", EVIL),
        List.of("keys", "forget", EVIL),
        List.of(EVIL));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void terminalIsNeverCommanded(List<String> words) throws IOException {
    files("http://127.0.0.1:9/v1");
    var typed = typed(words);
    assertTame(typed.out() + typed.err());
    assertFalse((typed.out() + typed.err()).contains("\nForged"), typed.out() + typed.err());
  }

  @ParameterizedTest
  @MethodSource("commands")
  void jsonIsTameToo(List<String> words) throws IOException {
    files("http://127.0.0.1:9/v1");
    var more = new ArrayList<>(words);
    more.add("--json");
    var typed = typed(more);
    assertTame(typed.out() + typed.err());
  }

  @Test
  void jsonKeepsTheValue() throws IOException {
    files("http://127.0.0.1:9/v1");
    var typed = typed(List.of("route", "GOOD", "--prompt", "hi", "--meta", "a=x", "--json"));
    JsonNode json = JsonMapper.shared().readTree(typed.out());
    assertTrue(json.get("graph").asString().equals("desk " + EVIL + "\nForged: line"), typed.out());
  }

  @Test
  void answerIsShownPieceByPieceAndTrafficAfterwards() throws Exception {
    try (var provider = new FakeProvider(HostileTextTest::answers)) {
      files(provider.url() + "/v1");
      var run = typed(List.of("run", "GOOD", "--prompt", "hi", "--meta", "a=x"));
      assertTame(run.out() + run.err());
      assertTrue(run.out().contains("one\ntwo \\u001b[31mred"), run.out());
      assertTrue(run.out().contains("smile \ud83d\ude00 end"), run.out());
      for (var list : List.of(List.of("traffic"), List.of("traffic", "--json"), List.of("spend"))) {
        assertTame(typed(list).out());
      }
      assertTrue(typed(List.of("traffic")).out().lines().count() >= 2);
    }
  }

  private static void answers(FakeProvider.Line line) throws IOException {
    line.request();
    line.beginStream();
    for (String piece :
        List.of("one\\r", "\\ntwo \\u001b", "[31mred", JSON, " smile \\ud83d", "\\ude00 end")) {
      line.event("{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + piece + "\"}}]}");
    }
    line.event("{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}");
    line.event("[DONE]");
    line.endStream();
  }

  @Test
  void errorOfProviderIsTame() throws Exception {
    String body = "{\"error\":{\"message\":\"bad " + JSON + "\",\"code\":\"" + JSON + "\"}}";
    try (var provider =
        new FakeProvider(line -> {
          line.request();
          line.whole(400, "application/json", body, "connection: close");
        })) {
      files(provider.url() + "/v1");
      var run = typed(List.of("run", "GOOD", "--prompt", "hi", "--meta", "a=x"));
      assertTame(run.out() + run.err());
      assertTame(typed(List.of("traffic")).out());
    }
  }

  @Test
  void junitFileAndPicturesHoldNoControls() throws Exception {
    files("http://127.0.0.1:9/v1");
    typed(List.of("test", "suite.yaml", "--junit", "DIR/junit.xml"));
    typed(List.of("draw", "GOOD", "-o", "DIR/picture.svg"));
    typed(List.of("draw", "GOOD", "-o", "DIR/picture.mmd"));
    for (String name : List.of("junit.xml", "picture.svg", "picture.mmd")) {
      assertTame(Files.readString(directory.resolve(name)));
    }
    String mermaid = Files.readString(directory.resolve("picture.mmd"));
    assertFalse(mermaid.contains("#8238;") || mermaid.contains("#27;"), mermaid);
    for (String name : List.of("junit.xml", "picture.svg")) {
      try (var in = Files.newInputStream(directory.resolve(name))) {
        var xml = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(in);
        assertTrue(xml.getDocumentElement().hasChildNodes(), name);
      }
    }
  }

  /** By another rule than ours: only what somebody can see, line feeds and tabs. */
  private static void assertTame(String text) {
    text.codePoints()
        .filter(c -> c != '\n' && c != '\t')
        .forEach(c -> {
          boolean seen =
              switch (Character.getType(c)) {
                case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    false;
                default -> true;
              };
          assertTrue(seen, () -> "U+%04X in %s".formatted(c, text));
        });
  }

  private Typed typed(List<String> words) throws IOException {
    return Typed.run(directory, words.stream().map(this::word).toArray(String[]::new));
  }

  private String word(String word) {
    return switch (word) {
      case "GRAPH" -> directory.resolve("graph.yaml").toString();
      case "GOOD" -> directory.resolve("good.yaml").toString();
      case "broken.yaml", "request.json", "suite.yaml", "odd.suite.yaml" ->
          directory.resolve(word).toString();
      default -> word.replace("DIR/", directory + "/");
    };
  }

  private void files(String url) throws IOException {
    Files.writeString(
        directory.resolve("graph.yaml"), GRAPH.replace("EVIL", YAML).replace("URL", url));
    Files.writeString(
        directory.resolve("good.yaml"), RUNNABLE.replace("EVIL", YAML).replace("URL", url));
    Files.writeString(
        directory.resolve("broken.yaml"), "a: \"EVIL\"\n\"EVIL\u0085: [".replace("EVIL", YAML));
    Files.writeString(
        directory.resolve("request.json"), "{\"model\":\"" + JSON + "\",\"messages\":3}");
    Files.writeString(
        directory.resolve("suite.yaml"),
        """
        graph: good.yaml
        cases:
          - name: "case EVIL"
            request: { text: "hello EVIL", metadata: { a: "EVIL" } }
            expect: { model: "other EVIL", path: [ "p EVIL" ] }
        """
            .replace("EVIL", YAML));
    Files.writeString(
        directory.resolve("odd.suite.yaml"),
        "graph: good.yaml\n\"case EVIL\": 1\n".replace("EVIL", YAML));
  }
}
