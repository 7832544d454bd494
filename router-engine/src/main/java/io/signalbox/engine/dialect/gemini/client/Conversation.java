package io.signalbox.engine.dialect.gemini.client;

import io.signalbox.engine.chat.Message;
import io.signalbox.engine.chat.Part;
import io.signalbox.engine.chat.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The turns of a conversation as they are read. SDKs keep each piece of a stream as a content of
/// its own, and a text in pieces as several parts: what a model said without a pause is one message
/// with one text. Belongs to one thread.
final class Conversation {
  private final List<Turn> turns = new ArrayList<>();

  private record Turn(Role role, List<ReadPart> read) {
    /// Thinking that came back with a call need not come back a second time.
    List<Part> parts() {
      boolean carried = read.stream().anyMatch(ReadPart::carries);
      return read.stream()
          .filter(part -> !(carried && part.shown()))
          .flatMap(part -> part.parts().stream())
          .toList();
    }
  }

  /// Adds what somebody else than the model says, if anything.
  void add(Role role, List<Part> parts) {
    if (!parts.isEmpty()) {
      turns.add(new Turn(role, List.of(new ReadPart(parts, false, false))));
    }
  }

  /// Adds what the model says, if anything.
  void addSpoken(List<ReadPart> read) {
    if (read.stream().allMatch(part -> part.parts().isEmpty())) {
      return;
    }
    if (turns.isEmpty() || turns.getLast().role() != Role.ASSISTANT) {
      turns.add(new Turn(Role.ASSISTANT, new ArrayList<>()));
    }
    turns.getLast().read().addAll(read);
  }

  boolean isEmpty() {
    return turns.isEmpty();
  }

  List<Message> messages() {
    return turns.stream()
        .map(turn ->
            new Message(
                turn.role(), turn.role() == Role.ASSISTANT ? joined(turn.parts()) : turn.parts()))
        .toList();
  }

  private static boolean isUnsigned(Part part) {
    return part instanceof Part.Reasoning thought
        && thought.signature().isEmpty()
        && thought.redacted().isEmpty();
  }

  private static List<Part> joined(List<Part> parts) {
    List<Part> joined = new ArrayList<>();
    var run = new StringBuilder();
    Optional<Part> last = Optional.empty();
    for (Part part : parts) {
      if (last.isPresent() && !goOn(last.get(), part)) {
        joined.add(whole(last.get(), run));
        run.setLength(0);
      }
      run.append(text(part));
      last = Optional.of(part);
    }
    last.ifPresent(part -> joined.add(whole(part, run)));
    return joined;
  }

  private static boolean goOn(Part one, Part other) {
    return (one instanceof Part.Text && other instanceof Part.Text)
        || (isUnsigned(one) && isUnsigned(other));
  }

  private static String text(Part part) {
    return part instanceof Part.Text text
        ? text.text()
        : part instanceof Part.Reasoning thought ? thought.text() : "";
  }

  private static Part whole(Part last, StringBuilder run) {
    if (last instanceof Part.Text) {
      return new Part.Text(run.toString());
    }
    return isUnsigned(last)
        ? new Part.Reasoning(run.toString(), Optional.empty(), Optional.empty())
        : last;
  }
}
