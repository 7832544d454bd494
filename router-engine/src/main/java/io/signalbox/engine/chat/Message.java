package io.signalbox.engine.chat;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// One turn of a conversation. Immutable.
///
/// @param role who speaks
/// @param parts what is said, in order
public record Message(Role role, List<Part> parts) {
  public Message {
    parts = List.copyOf(parts);
  }

  /// A turn of plain text.
  public static Message of(Role role, String text) {
    return new Message(role, List.of(new Part.Text(text)));
  }

  /// The text parts, joined by line ends; empty if there are none.
  public String text() {
    if (parts.size() == 1 && parts.getFirst() instanceof Part.Text only) {
      return only.text();
    }
    return parts.stream()
        .filter(Part.Text.class::isInstance)
        .map(part -> ((Part.Text) part).text())
        .collect(Collectors.joining("\n"));
  }

  /// Whether something holds for every part, not for what stands in them.
  public boolean everyPart(Predicate<Part> holds) {
    for (Part part : parts) {
      if (!holds.test(part)) {
        return false;
      }
    }
    return true;
  }
}
