package io.signalbox.plugins.export;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.spi.ConfigExporter;
import io.signalbox.engine.workspace.GraphText;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

/** Wherever somebody writes a key into a graph, no export holds it. */
final class NoKeyInExportsTest {
  private static final String LETTERS =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

  /** Each `@` is a place where a text may stand, and in turn holds the key. */
  private static final String GRAPH =
      """
      # @
      signalbox: 1
      name: "@"
      start: "s.@"
      models:
        a:
          provider: openai
          model: "@"
          name: "@"
          note: "@"
          labels: { "l @": "@" }
          params: { "p @": "@", deep: [ { "q @": "@" } ], extra_headers: { x-api-key: "@" } }
        "b.@": { provider: openai, model: m, url: "https://h.example/@/v1" }
      nodes:
        "s.@":
          kind: rules
          note: "@"
          rules:
            - { when: 'metadata["@"] == "@" || text.contains("@") || headers["@"] == "@"', to: w, name: "@" }
            - { when: 'text.matches("x @")', to: no }
          otherwise: a
        w:
          kind: rewrite
          set: { "metadata.@": "@", stop: [ "@" ] }
          drop: [ "@" ]
          system: { prepend: "@", append: "@" }
          to: i
        i:
          kind: intent
          classes: { "c @": { examples: [ "@", two, three ], to: a } }
          otherwise: sp
        sp: { kind: split, experiment: "@", shares: [ { to: a, share: 1 }, { to: "b.@", share: 1 } ] }
        no: { kind: reject, status: 451, message: "@" }
      promises:
        - { name: "@", when: 'metadata["@"] == "@"', only: 'model.labels["@"] == "@"' }
      """;

  private final Random random = new Random(20_261_201);

  private String letters(int count) {
    var text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return text + "7";
  }

  private List<String> keys() {
    return List.of(
        "sk-proj-" + letters(40),
        "sk-ant-api03-" + letters(60),
        "gsk_" + letters(40),
        "hf_" + letters(30),
        "AIza" + letters(34),
        "xai-" + letters(40),
        "AKIA" + letters(40).toUpperCase(java.util.Locale.ROOT).substring(0, 16),
        "eyJ" + letters(20) + "." + letters(30) + "." + letters(20));
  }

  @Test
  void theGraphIsSoundWithoutAKey() {
    GraphText text = GraphText.read("g", with(-1, ""));
    assertTrue(text.isSound(), () -> text.problems().toString());
    assertFalse(isRefused(with(-1, ""), "sk-none-is-here"));
  }

  @Test
  void noExportHoldsAKeyThatStandsInAGraph() {
    int refused = 0;
    int places = GRAPH.split("@", -1).length - 1;
    for (int i = 0; i < 3 * places; i++) {
      int place = i % places;
      List<String> keys = keys();
      String key = keys.get(random.nextInt(keys.size()));
      refused += isRefused(with(place, key), key) ? 1 : 0;
      if (!isInCondition(place)) {
        refused += isRefused(with(place, escaped(key)), key) ? 1 : 0;
      }
    }
    assertTrue(refused >= 3 * places, refused + " of at least " + 3 * places);
  }

  /** YAML's escapes mean nothing there. */
  private static boolean isInCondition(int place) {
    String before = String.join("", List.of(GRAPH.split("@", -1)).subList(0, place + 1));
    return before.chars().filter(c -> c == '\'').count() % 2 == 1;
  }

  /** The same key in the words of a quoted text of YAML. */
  private static String escaped(String key) {
    return "\\x%02x".formatted((int) key.charAt(0)) + key.substring(1);
  }

  private static String with(int place, String text) {
    var out = new StringBuilder();
    String[] parts = GRAPH.split("@", -1);
    for (int i = 0; i < parts.length; i++) {
      out.append(parts[i]);
      if (i < parts.length - 1) {
        out.append(i == place ? text : "x");
      }
    }
    return out.toString();
  }

  /** Whether the file is refused for it; if not, it must be in no export. */
  private static boolean isRefused(String file, String key) {
    GraphText text = GraphText.read("g", file);
    var said = new ArrayList<String>();
    text.problems().forEach(problem -> said.add(problem.message() + problem.fix()));
    assertFalse(said.toString().contains(key), "a message repeats it");
    if (!text.isSound()) {
      return true;
    }
    for (ConfigExporter exporter : ServiceLoader.load(ConfigExporter.class)) {
      var export = exporter.export(text.graph().orElseThrow(), Samples.providers());
      assertFalse(
          export.toString().contains(key), () -> exporter.id() + " writes " + key + ": " + file);
    }
    return false;
  }
}
