package io.signalbox.engine.route;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.graph.About;
import io.signalbox.engine.graph.AskNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What models are asked, and what their answers mean.
final class ConsultationTest {
  @Test
  void readsLabelsHoweverTheyAreDressed() {
    var answers =
        Map.of(
            "code", "code",
            "Code.", "code",
            "**code**", "code",
            "`code`\n", "code",
            "The label is: code", "code",
            "code review", "code review",
            "Label: Code Review!", "code review",
            "ÄRGER", "Ärger");
    answers.forEach((said, label) ->
        assertEquals(Optional.of(label), label(said, "code", "code review", "Ärger"), said));
  }

  @Test
  void tellsLabelsApartThatDifferInSigns() {
    assertEquals(Optional.of("C++"), label("c++", "C", "C++", "C#"));
    assertEquals(Optional.of("C"), label("C.", "C", "D"));
    assertEquals(Optional.of("👎"), label("👎", "👍", "👎"));
    assertEquals(Optional.empty(), label("", "👍", "👎"));
  }

  @Test
  void answersWithNoneOrSeveralLabelsMeanNone() {
    for (String said : List.of("", "decode it", "codes", "code or chat", "I cannot say", "…")) {
      assertEquals(Optional.empty(), label(said, "code", "chat"), said);
    }
  }

  @Test
  void longMessagesAreCutInTheMiddleBetweenCharacters() {
    String text = "begin " + "😀".repeat(AskNode.LONGEST_TEXT) + " end";
    String sent = Consultation.request(node("yes"), text).lastUserText();
    assertTrue(sent.startsWith("begin ") && sent.endsWith(" end"));
    assertTrue(sent.length() <= AskNode.LONGEST_TEXT + 3);
    assertEquals(sent, new String(sent.getBytes(UTF_8), UTF_8));
  }

  private static Optional<String> label(String said, String... labels) {
    return Consultation.label(node(labels), said);
  }

  private static AskNode node(String... labels) {
    var answers = new LinkedHashMap<String, String>();
    for (String label : labels) {
      answers.put(label, "m");
    }
    return new AskNode("n", About.NOTHING, "m", "What?", answers, "m", AskNode.USUAL);
  }
}
