package io.signalbox.engine.exchange;

import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Message;
import io.signalbox.engine.chat.Part;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/// A provider's message about trouble without what it quotes of the request: prompts are not
/// recorded, and some providers repeat them.
final class Unquoted {
  /// Shorter runs are everyday words.
  private static final int RUN = 16;

  /// Longer messages are cut; the work grows with the message and the request, not with both.
  private static final int LONGEST = 2_000;

  private Unquoted() {}

  /// The message with each run of 16 characters or more that stands in the request's texts left
  /// out.
  static String of(String message, ChatRequest request) {
    String cut = message.length() > LONGEST ? message.substring(0, LONGEST) + "…" : message;
    if (cut.length() < RUN) {
      return cut;
    }
    Set<String> runs = runs(cut);
    var quoted = new HashSet<String>();
    request.messages().stream()
        .map(Message::parts)
        .flatMap(parts -> parts.stream().flatMap(Unquoted::texts))
        .forEach(text -> keep(runs, text, quoted));
    return quoted.isEmpty() ? cut : without(quoted, cut);
  }

  private static Set<String> runs(String text) {
    var runs = new HashSet<String>();
    for (int i = 0; i + RUN <= text.length(); i++) {
      runs.add(text.substring(i, i + RUN));
    }
    return runs;
  }

  /// Looks at a run only if one of the message begins and ends like it: requests can be long.
  private static void keep(Set<String> runs, String text, Set<String> quoted) {
    var likely = new BitSet();
    runs.forEach(run -> likely.set(look(run, 0)));
    for (int i = 0; i + RUN <= text.length(); i++) {
      if (likely.get(look(text, i))) {
        String run = text.substring(i, i + RUN);
        if (runs.contains(run)) {
          quoted.add(run);
        }
      }
    }
  }

  private static int look(String text, int at) {
    int ends = text.charAt(at) * 31 + text.charAt(at + 5) * 37 + text.charAt(at + 9) * 41;
    return (ends * 31 + text.charAt(at + RUN - 1) * 43) & 0xffff;
  }

  private static String without(Set<String> quoted, String text) {
    var out = new StringBuilder();
    int end = 0; // of what is left out
    for (int i = 0; i < text.length(); i++) {
      if (i + RUN <= text.length() && quoted.contains(text.substring(i, i + RUN))) {
        out.append(i >= end ? "…" : "");
        end = i + RUN;
      }
      if (i >= end) {
        out.append(text.charAt(i));
      }
    }
    return out.toString();
  }

  private static Stream<String> texts(Part part) {
    return switch (part) {
      case Part.Text text -> Stream.of(text.text());
      case Part.ToolCall call -> Stream.of(call.arguments());
      case Part.ToolResult result -> result.content().stream().flatMap(Unquoted::texts);
      case Part.Reasoning reasoning -> Stream.of(reasoning.text());
      case Part.Refusal refusal -> Stream.of(refusal.text());
      case Part.Image image -> Stream.empty();
      case Part.Foreign foreign -> Stream.of(foreign.json());
    };
  }
}
