package io.signalbox.app.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.app.Desk;
import io.signalbox.app.kit.code.Completer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What is offered at the caret, which `^` stands for.
final class CompletionsTest {
  private static final String HEAD =
      "signalbox: 1\n"
          + "name: Desk\n"
          + "models:\n"
          + "  opus: { provider: anthropic, model: x }\n"
          + "nodes:\n"
          + "  a:\n";

  @Test
  void completesKeysOfGraph() {
    assertEquals(
        List.of("start", "timezone", "models", "nodes", "promises", "frames"),
        words("signalbox: 1\nname: x\n^"));
    assertEquals(
        List.of("timezone", "models"),
        words("signalbox: 1\nnodes:\nt^").stream()
            .filter(each -> each.startsWith("ti") || each.startsWith("mo"))
            .toList());
  }

  @Test
  void completesKeysOfNodeByKind() {
    assertEquals(
        List.of(
            "to",
            "on",
            "retries",
            "total",
            "attempts",
            "hedge_after",
            "mid_stream",
            "name",
            "at",
            "note",
            "disabled"),
        words(HEAD + "    kind: fallback\n    first_token: 8s\n    ^\n    "));
    assertEquals(List.of("kind"), words(HEAD + "    ^"));
    assertTrue(words(HEAD + "    k^\n    kind: budget\n    usd: 3\n").contains("per"));
    assertFalse(words(HEAD + "    k^\n    kind: budget\n    usd: 3\n").contains("usd"));
  }

  @Test
  void completesKeysInBracesAndLists() {
    assertEquals(
        List.of("to", "name"),
        words(HEAD + "    kind: rules\n    rules:\n      - { when: 'tokens > 1', ^ }\n"));
    assertEquals(
        List.of("when", "name"),
        words(HEAD + "    kind: rules\n    rules:\n      - to: opus\n        ^\n"));
    assertEquals(
        List.of("when", "to", "name"), words(HEAD + "    kind: rules\n    rules:\n      - ^"));
    assertEquals(
        List.of("error_rate", "headroom"),
        words(HEAD + "    kind: balance\n    where: { p95_first_token: 3s, ^"));
  }

  @Test
  void completesKindsAndEnumValues() {
    assertTrue(words(HEAD + "    kind: ^").containsAll(List.of("rules", "fallback", "reject")));
    assertTrue(words(HEAD + "    kind: fal^").contains("fallback"));
    assertTrue(words(HEAD + "    kind: fallback\n    on: [ timeout, ^ ]").contains("rate_limited"));
    assertEquals(
        List.of("hour", "day", "week", "month"), words(HEAD + "    kind: budget\n    per: ^"));
    assertEquals(
        List.of("graph", "app", "user", "metadata."), words(HEAD + "    kind: limit\n    of: ^"));
  }

  @Test
  void completesIdsOfTargets() {
    for (String place :
        List.of(
            "    kind: fallback\n    to: [ opus, ^ ]",
            "    kind: fallback\n    to:\n      - opus\n      - ^",
            "    kind: rules\n    otherwise: t^\n",
            "    kind: rules\n    rules:\n      - { when: 'x', to: ^ }",
            "    kind: rules\n    rules:\n      - when: 'x'\n        to: ^")) {
      List<String> words = words(HEAD + place);
      assertTrue(words.containsAll(List.of("triage", "opus", "home")), place + words);
    }
    assertTrue(words("start: ^").contains("triage"));
  }

  @Test
  void completesProvidersAndModels() {
    assertEquals(List.of("anthropic", "openai"), words("models:\n  opus: { provider: ^"));
    assertEquals(
        List.of("claude-opus-4-5"),
        words("models:\n  opus:\n    model: ^\n    provider: anthropic"));
  }

  @Test
  void completesVariablesInConditions() {
    String rule = HEAD + "    kind: rules\n    rules:\n      - { when: '";
    assertTrue(words(rule + "tok^', to: opus }").contains("tokens"));
    assertTrue(words(rule + "metadata.tier == \"x\" && ^', to: opus }").contains("metadata.tier"));
    assertTrue(words(rule + "^").contains("health.opus.p95"));
    String promise = "promises:\n  - { name: x, only: 'model.^' }";
    assertTrue(words(promise).contains("model.provider"));
    assertEquals(promise.indexOf("model."), offer(promise).start());
    assertTrue(words(HEAD + "    kind: budget\n    when: 'model.^'").contains("model.provider"));
    assertTrue(
        words(HEAD + "    kind: rules\n    rules:\n      - when: >-\n          ^\n        to: opus")
            .contains("tokens"));
  }

  @Test
  void completesNothingInComments() {
    assertEquals(List.of(), words("signalbox: 1 # ^"));
    assertEquals(List.of(), words("# s^\nsignalbox: 1"));
  }

  @Test
  void doesNotDuplicateColon() {
    assertEquals(
        "name: ",
        offer("signalbox: 1\nna^").choices().stream()
            .filter(each -> each.word().equals("name"))
            .findFirst()
            .orElseThrow()
            .written());
    assertEquals(
        "timezone",
        offer("signalbox: 1\nti^me: UTC").choices().stream()
            .filter(each -> each.word().equals("timezone"))
            .findFirst()
            .orElseThrow()
            .written());
  }

  @Test
  void readsContextAtAnyOffsetOfAnyText() {
    String text = Desk.document().text();
    var random = new Random(3);
    for (int i = 0; i < 2_000; i++) {
      int cut = random.nextInt(text.length());
      int skip = Math.min(text.length(), cut + random.nextInt(20));
      String broken =
          text.substring(0, cut) + "\"{[:-# '}\n]".charAt(i % 11) + text.substring(skip);
      CaretContext.of(broken, random.nextInt(broken.length() + 1));
    }
  }

  private static List<String> words(String text) {
    return offer(text).choices().stream().map(Completer.Choice::word).toList();
  }

  private static Completer.Offer offer(String text) {
    int caret = text.indexOf('^');
    return new Completions(Desk.graph(), Desk.installation()).at(text.replace("^", ""), caret);
  }
}
