package io.signalbox.engine.dialect;

import io.signalbox.engine.chat.Message;
import io.signalbox.engine.chat.Part;
import io.signalbox.engine.chat.Role;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/// System prompts that stand within a conversation, for models that know them at its start only:
/// the user says them at the same place, marked as what they are. They never come between calls of
/// tools and their results.
public final class LaterPrompts {
  private LaterPrompts() {}

  /// Whether there are any.
  public static boolean in(List<Message> messages) {
    boolean begun = false;
    for (Message message : messages) {
      if (begun && isPrompt(message)) {
        return true;
      }
      begun |= !isPrompt(message);
    }
    return false;
  }

  /// Whether a message is a system prompt.
  public static boolean isPrompt(Message message) {
    return message.role() == Role.SYSTEM || message.role() == Role.DEVELOPER;
  }

  /// A conversation in which somebody asks: providers that keep system prompts apart refuse one
  /// that has nothing else, which OpenAI takes. The last prompt is then said by the user.
  ///
  /// @param losses told of it
  public static List<Message> asking(List<Message> messages, Collection<String> losses) {
    if (messages.isEmpty() || !messages.stream().allMatch(LaterPrompts::isPrompt)) {
      return messages;
    }
    losses.add("The conversation has only a system prompt: its last one was sent as the user's.");
    List<Message> all = new ArrayList<>(messages);
    all.set(all.size() - 1, new Message(Role.USER, messages.getLast().parts()));
    return all;
  }

  /// The conversation as the user says them.
  public static List<Message> said(List<Message> messages) {
    if (!in(messages)) {
      return messages;
    }
    List<Message> all = new ArrayList<>();
    List<Part> waiting = new ArrayList<>();
    for (Message message : messages) {
      if (isPrompt(message) && all.stream().anyMatch(each -> !isPrompt(each))) {
        waiting.addAll(reminder(message));
      } else {
        if (message.role() != Role.TOOL) {
          say(waiting, all);
        }
        add(message, all);
      }
    }
    say(waiting, all);
    return all;
  }

  private static void say(List<Part> waiting, List<Message> all) {
    if (!waiting.isEmpty()) {
      add(new Message(Role.USER, waiting), all);
      waiting.clear();
    }
  }

  /// What the user says beside it is one turn with it: many templates want turns to alternate.
  private static void add(Message message, List<Message> all) {
    boolean joins =
        message.role() == Role.USER && !all.isEmpty() && all.getLast().role() == Role.USER;
    if (joins) {
      List<Part> parts =
          Stream.concat(all.getLast().parts().stream(), message.parts().stream()).toList();
      all.set(all.size() - 1, new Message(Role.USER, parts));
    } else {
      all.add(message);
    }
  }

  private static List<Part> reminder(Message message) {
    String text = message.text().strip();
    return text.isEmpty()
        ? List.of()
        : List.of(new Part.Text("<system-reminder>\n" + text + "\n</system-reminder>"));
  }

  /// The prompts at the start as one, as templates want it that know one only.
  public static List<Message> withOneAtTheStart(List<Message> messages) {
    List<Message> prompts = messages.stream().takeWhile(LaterPrompts::isPrompt).toList();
    if (prompts.size() < 2) {
      return messages;
    }
    List<Part> parts = new ArrayList<>();
    for (Message prompt : prompts) {
      parts.addAll(prompt.parts());
    }
    var one = new Message(prompts.getFirst().role(), parts);
    return Stream.concat(Stream.of(one), messages.stream().skip(prompts.size())).toList();
  }
}
