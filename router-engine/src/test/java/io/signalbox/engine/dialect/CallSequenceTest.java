package io.signalbox.engine.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.chat.FinishReason;
import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.chat.ReplyEvent.TextDelta;
import io.signalbox.engine.chat.ReplyEvent.ToolCallDelta;
import io.signalbox.engine.chat.ReplyEvent.ToolCallStarted;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class CallSequenceTest {
  private static final List<String> ARGUMENTS =
      List.of("{}", "{\"a\":\"}{\\\"\"}", "{\"b\":[{\"c\":1}]}", "{\"cut", "no object", "");

  private static final ReplyEvent END = new ReplyEvent.Finished(FinishReason.TOOL_CALLS, "x");

  @Test
  void piecesInOrderArePassedOnAtOnce() {
    var sequence = new CallSequence();
    List<ReplyEvent> answer =
        List.of(
            new ReplyEvent.Started("a", "m"),
            new TextDelta("I look."),
            new ToolCallStarted(0, "a", "look"),
            new ToolCallDelta(0, "{\"at\":"),
            new ReplyEvent.KeepAlive(),
            new ToolCallDelta(0, "\"}\"}"),
            new ToolCallStarted(1, "b", "look"),
            new ToolCallDelta(1, "{}"),
            new TextDelta("Done."),
            END);
    answer.forEach(event -> assertEquals(List.of(event), sequence.take(event)));
  }

  @Test
  void callWaitsUntilTheOneBeforeItIsWhole() {
    var sequence = new CallSequence();
    sequence.take(new ToolCallStarted(0, "a", "look"));
    sequence.take(new ToolCallDelta(0, "{\"at\":"));
    assertEquals(List.of(), sequence.take(new ToolCallStarted(1, "b", "now")));
    assertEquals(List.of(), sequence.take(new ToolCallDelta(1, "{")));
    assertEquals(
        List.of(
            new ToolCallDelta(0, "1}"),
            new ToolCallStarted(1, "b", "now"),
            new ToolCallDelta(1, "{")),
        sequence.take(new ToolCallDelta(0, "1}")));
    assertEquals(List.of(new ToolCallDelta(1, "}")), sequence.take(new ToolCallDelta(1, "}")));
  }

  @Test
  void nothingOfMixedCallsIsLostAndNothingFollowsTheEndOfItsCall() {
    for (int seed = 0; seed < 2_000; seed++) {
      var random = new Random(seed);
      Map<Integer, String> wanted = new HashMap<>();
      List<ReplyEvent> mixed = mixed(random, wanted);
      var sequence = new CallSequence();
      var told = new ArrayList<ReplyEvent>();
      mixed.forEach(event -> told.addAll(sequence.take(event)));
      assertInSequence(told, "seed " + seed);
      assertEquals(wanted, arguments(told), "seed " + seed);
      assertEquals(texts(mixed), texts(told), "seed " + seed);
      assertEquals(END, told.getLast());
    }
  }

  private static List<ReplyEvent> mixed(Random random, Map<Integer, String> wanted) {
    var events = new ArrayList<ReplyEvent>();
    Map<Integer, String> left = new HashMap<>();
    int calls = 1 + random.nextInt(4);
    while (wanted.size() < calls || !left.isEmpty()) {
      int next = random.nextInt(calls);
      if (random.nextInt(12) == 0) {
        events.add(new TextDelta("t" + events.size()));
      } else if (next == wanted.size()) {
        String arguments = ARGUMENTS.get(random.nextInt(ARGUMENTS.size()));
        wanted.put(next, arguments);
        left.put(next, arguments);
        events.add(new ToolCallStarted(next, "id" + next, "f"));
      } else if (left.containsKey(next)) {
        events.add(new ToolCallDelta(next, piece(random, left, next)));
      }
    }
    events.add(END);
    return events;
  }

  private static String piece(Random random, Map<Integer, String> left, int call) {
    String all = left.get(call);
    int length = random.nextInt(all.length() + 1);
    if (length == all.length()) {
      left.remove(call);
    } else {
      left.put(call, all.substring(length));
    }
    return all.substring(0, length);
  }

  private static void assertInSequence(List<ReplyEvent> told, String what) {
    Set<Integer> over = new HashSet<>();
    int open = -1;
    for (ReplyEvent event : told) {
      if (event instanceof ToolCallDelta more) {
        assertEquals(open, more.index(), what);
      } else {
        over.add(open);
        open = event instanceof ToolCallStarted call ? call.index() : -1;
        assertTrue(open < 0 || !over.contains(open), what);
      }
    }
  }

  private static Map<Integer, String> arguments(List<ReplyEvent> told) {
    Map<Integer, String> arguments = new HashMap<>();
    for (ReplyEvent event : told) {
      if (event instanceof ToolCallStarted call) {
        arguments.put(call.index(), "");
      } else if (event instanceof ToolCallDelta more) {
        arguments.merge(more.index(), more.arguments(), String::concat);
      }
    }
    return arguments;
  }

  private static List<String> texts(List<ReplyEvent> told) {
    return told.stream()
        .filter(TextDelta.class::isInstance)
        .map(event -> ((TextDelta) event).text())
        .toList();
  }
}
