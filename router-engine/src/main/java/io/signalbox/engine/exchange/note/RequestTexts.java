package io.signalbox.engine.exchange.note;

import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Part;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// All texts of a request.
final class RequestTexts {
  private static final int SHORTEST_WORD = 4;

  private RequestTexts() {}

  /// Whether a word of the code, of at least four letters, stands anywhere in the request, whatever
  /// its case. A code of nothing but shorter words is looked for as a whole.
  static boolean holdAnyWordOf(String code, ChatRequest request) {
    List<String> whole =
        Arrays.stream(code.split("[^A-Za-z]+|(?<=[a-z])(?=[A-Z])", -1))
            .filter(word -> word.length() >= SHORTEST_WORD)
            .toList();
    List<String> words = whole.isEmpty() ? List.of(code) : whole;
    return of(request).anyMatch(text -> words.stream().anyMatch(word -> holds(text, word)));
  }

  private static boolean holds(String text, String word) {
    int last = text.length() - word.length();
    for (int i = 0; i <= last; i++) {
      if (text.regionMatches(true, i, word, 0, word.length())) {
        return true;
      }
    }
    return false;
  }

  private static Stream<String> of(ChatRequest request) {
    Stream<String> said =
        request.messages().stream()
            .flatMap(message -> message.parts().stream().flatMap(RequestTexts::of));
    Stream<String> offered =
        request.tools().stream()
            .flatMap(tool -> Stream.of(tool.name(), tool.description(), tool.schema()));
    return Stream.concat(said, offered);
  }

  private static Stream<String> of(Part part) {
    return switch (part) {
      case Part.Text text -> Stream.of(text.text());
      case Part.ToolCall call -> Stream.of(call.name(), call.arguments());
      case Part.ToolResult result -> result.content().stream().flatMap(RequestTexts::of);
      case Part.Reasoning reasoning -> Stream.of(reasoning.text());
      case Part.Refusal refusal -> Stream.of(refusal.text());
      case Part.Image image -> Stream.of(image.url());
      case Part.CacheMark mark -> Stream.empty();
      case Part.Foreign foreign -> Stream.of(foreign.json());
    };
  }
}
