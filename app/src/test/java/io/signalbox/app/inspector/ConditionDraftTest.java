package io.signalbox.app.inspector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.app.Desk;
import io.signalbox.app.wording.ConditionWords;
import io.signalbox.engine.graph.condition.Condition;
import io.signalbox.engine.graph.condition.ConditionTree;
import io.signalbox.engine.graph.condition.ConditionTree.Sign;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ConditionDraftTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "tokens > 8000",
        "metadata.tier == \"free\"",
        "!stream",
        "!(tokens > 8000)",
        "weekday in [6, 7] || hour < 7",
        "health[\"a-b\"].p95 > 2.5 && health.opus.error_rate < 0.05",
        "\"search\" in tools && ((tokens + 1 > images) || has_tools)",
        "app in [\"a, b\", \"c\"]",
        "spend.day >= 12.5",
        "number(metadata.score) > 0.5",
        "price[\"a-b\"].input < 3.0",
        "agent == \"main\" && purpose in [\"title\", \"background\"]",
        "now < timestamp(\"2026-03-01T09:30:00Z\")",
        "metadata.x == \"\""
      })
  void draftRoundTrips(String text) {
    assertEquals(Optional.of(text), cel(draft(text)));
  }

  @Test
  void formatsValuesForPeople() {
    assertEquals("8\u202f000", value("tokens > 8000"));
    assertEquals("Saturday, Sunday", value("weekday in [6, 7]"));
    assertEquals("2 s 500 ms", value("health.opus.p95 > 2.5"));
    assertEquals("5%", value("health.opus.error_rate < 0.05"));
    assertEquals("no", value("!stream"));
  }

  @Test
  void missingValueGivesNoCondition() {
    var row = new ConditionDraft.Row(question("tokens"), Sign.ABOVE, "", false);
    assertEquals(Optional.empty(), row.tree());
    assertEquals(Optional.empty(), draft("stream").joined(List.of(), true, row).tree());
  }

  @Test
  void joinsBesideOrAround() {
    ConditionDraft more = draft("stream");
    assertEquals(
        Optional.of("tokens > 1 && images > 2 && stream"),
        cel(draft("tokens > 1 && images > 2").joined(List.of(), true, more)));
    assertEquals(
        Optional.of("tokens > 1 && images > 2 || stream"),
        cel(draft("tokens > 1 && images > 2").joined(List.of(), false, more)));
    assertEquals(
        Optional.of("(tokens > 1 || stream) && images > 2"),
        cel(draft("tokens > 1 && images > 2").joined(List.of(0), false, more)));
    assertEquals(
        Optional.of("tokens > 1 && stream && images > 2"),
        cel(draft("tokens > 1 && images > 2").joined(List.of(0), true, more)));
  }

  @Test
  void removesParts() {
    ConditionDraft draft = draft("(tokens > 1 || stream) && images > 2");
    assertEquals(Optional.of("stream && images > 2"), cel(draft.without(List.of(0, 0))));
    assertEquals(Optional.of("images > 2"), cel(draft.without(List.of(0))));
  }

  @Test
  void negates() {
    assertEquals(Optional.of("!(tokens > 1)"), cel(ConditionDraft.opposite(draft("tokens > 1"))));
    assertEquals(Optional.of("tokens > 1"), cel(ConditionDraft.opposite(draft("!(tokens > 1)"))));
    assertEquals(Optional.of("!stream"), cel(ConditionDraft.opposite(draft("stream"))));
  }

  @Test
  void keepsUnsupportedConditionsAsText() {
    assertInstanceOf(ConditionDraft.Cel.class, draft("tokens + images > 3"));
    assertInstanceOf(ConditionDraft.Cel.class, draft("tools.exists(t, t == 'x')"));
  }

  @ParameterizedTest
  @CsvSource({
    "metadata.team, true",
    "metadata[\"a-b\"], true",
    "tokens, true",
    "tokens.x, false",
    "spend.day, true",
    "spend, false",
    "health.opus.p95, true",
    "nothing, false",
    "metadata., false"
  })
  void knowsVariables(String text, boolean known) {
    assertEquals(
        known, ConditionField.of(text.replace("'", ""), ConditionLanguage.REQUEST).isPresent());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "tokens > 8000 ; tokens > 8\u202f000",
        "metadata.tier == 'free' ; tier is “free”",
        "!(weekday == 6) && stream ; not weekday = Saturday and stream",
        "stream && (tokens < 5 || has_tools) ; stream and (tokens < 5 or has_tools)"
      })
  void hasReadableSummary(String text, String words) {
    assertEquals(words, ConditionWords.of(Condition.of(text)));
  }

  @Test
  void completesByPrefix() {
    var offers = new CelCompletions(Desk.graph(), ConditionLanguage.REQUEST);
    assertEquals("metadata.ti", CelCompletions.prefix("stream && metadata.ti", 21));
    assertEquals("", CelCompletions.prefix("text.contains(\"tok", 18));
    assertEquals(List.of("metadata.tier"), values(offers, "metadata.ti"));
    assertTrue(values(offers, "text.co").contains("text.contains(\""));
    assertTrue(values(offers, "health.opus.").contains("health.opus.p95"));
  }

  private static List<String> values(CelCompletions offers, String prefix) {
    return offers.of(prefix).stream().map(each -> each.value()).toList();
  }

  private static ConditionField question(String text) {
    return ConditionField.of(text, ConditionLanguage.REQUEST).orElseThrow();
  }

  private static String value(String text) {
    return assertInstanceOf(ConditionDraft.Row.class, draft(text)).value();
  }

  private static ConditionDraft draft(String text) {
    return ConditionDraft.of(ConditionTree.of(Condition.of(text)));
  }

  private static Optional<String> cel(ConditionDraft draft) {
    return draft.tree().map(ConditionTree::text);
  }
}
