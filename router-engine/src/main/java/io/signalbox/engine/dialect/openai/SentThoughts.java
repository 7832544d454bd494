package io.signalbox.engine.dialect.openai;

import io.signalbox.engine.chat.Message;
import io.signalbox.engine.chat.OpenTurn;
import io.signalbox.engine.chat.Part;
import io.signalbox.engine.chat.Role;
import io.signalbox.engine.json.JsonText;
import io.signalbox.engine.spi.CallPlan;
import io.signalbox.engine.spi.RequestRules.Thoughts;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The thinking of earlier answers, where the provider wants it back. Belongs to one thread.
final class SentThoughts {
  private static final String USUAL = "reasoning_content";

  private final Optional<Thoughts> rule;
  private final int openTurn;
  private final Set<String> losses;

  /// @param messages the conversation as it goes out
  SentThoughts(CallPlan plan, List<Message> messages, Set<String> losses) {
    this.rule = plan.rules().thoughts().or(() -> asTheClientSays(plan));
    this.openTurn = OpenTurn.start(messages);
    this.losses = losses;
  }

  /// A client that speaks this dialect to a provider of which nothing is known knows what it wants.
  private static Optional<Thoughts> asTheClientSays(CallPlan plan) {
    boolean knows = plan.original().isPresent() && plan.rules().takesInMessages(USUAL);
    return knows ? Optional.of(new Thoughts(USUAL, Thoughts.Turns.ALL)) : Optional.empty();
  }

  /// Whether a body lacks thinking without which the provider refuses it.
  static boolean lacks(CallPlan plan) {
    return plan.rules()
            .thoughts()
            .filter(each -> each.turns() == Thoughts.Turns.REQUIRED)
            .isPresent()
        && plan.request().messages().stream().anyMatch(SentThoughts::isSilent);
  }

  private static boolean isSilent(Message message) {
    return message.role() == Role.ASSISTANT
        && message.parts().stream().noneMatch(Part.Reasoning.class::isInstance);
  }

  /// Writes what a message of the assistant's has.
  ///
  /// @param at its place in the conversation
  void write(List<Part.Reasoning> thoughts, int at, JsonText json) {
    if (rule.isEmpty()) {
      if (!own(thoughts).isEmpty()) {
        losses.add("messages: earlier reasoning was left out");
      }
      return;
    }
    switch (rule.get().turns()) {
      case REQUIRED -> json.member(rule.get().member(), text(thoughts));
      case ALL -> writeOwn(thoughts, json);
      case LOOP -> writeOwn(at >= openTurn ? thoughts : List.of(), json);
    }
  }

  /// A signature binds thinking to models of another family, which alone can make use of it.
  private void writeOwn(List<Part.Reasoning> thoughts, JsonText json) {
    List<Part.Reasoning> own = own(thoughts);
    if (!own.isEmpty()) {
      json.member(rule.orElseThrow().member(), text(own));
    }
  }

  private List<Part.Reasoning> own(List<Part.Reasoning> thoughts) {
    List<Part.Reasoning> own = thoughts.stream().filter(SentThoughts::isUnsigned).toList();
    if (own.size() < thoughts.size()) {
      losses.add("messages: signed reasoning of another model family was left out");
    }
    return own;
  }

  private static boolean isUnsigned(Part.Reasoning thought) {
    return thought.signature().isEmpty() && thought.redacted().isEmpty();
  }

  private static String text(List<Part.Reasoning> thoughts) {
    return thoughts.stream().map(Part.Reasoning::text).collect(Collectors.joining());
  }
}
