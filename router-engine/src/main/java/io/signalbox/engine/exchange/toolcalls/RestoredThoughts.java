package io.signalbox.engine.exchange.toolcalls;

import io.signalbox.engine.cache.CallThoughts;
import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Message;
import io.signalbox.engine.chat.OpenTurn;
import io.signalbox.engine.chat.Part;
import io.signalbox.engine.chat.Role;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.route.World;
import io.signalbox.engine.spi.Provider;
import io.signalbox.engine.spi.RequestRules.Thoughts.Turns;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Gives the calls of tools in the open turn of a conversation back what was thought before them,
/// where their provider wants it and the client has not kept it.
///
/// @param world remembers it
/// @param app whose conversation it is
/// @param model who is asked
public record RestoredThoughts(World world, String app, Model model) {

  /// A request with it; itself if nothing is missing or known.
  public ChatRequest of(ChatRequest request, Provider provider) {
    List<Message> messages = new ArrayList<>(request.messages());
    boolean changed = false;
    for (int i = OpenTurn.start(messages); i < messages.size(); i++) {
      Optional<Message> whole = whole(messages.get(i), provider);
      changed |= whole.isPresent();
      messages.set(i, whole.orElse(messages.get(i)));
    }
    return changed ? request.withMessages(messages) : request;
  }

  private Optional<Message> whole(Message message, Provider provider) {
    if (message.role() != Role.ASSISTANT || message.parts().stream().anyMatch(this::isKept)) {
      return Optional.empty();
    }
    return message.parts().stream()
        .filter(Part.ToolCall.class::isInstance)
        .flatMap(
            call -> world.thought(new CallThoughts.Call(app, ((Part.ToolCall) call).id())).stream())
        .filter(thoughts -> thoughts.provider().equals(provider.id()) && wants(provider, thoughts))
        .findFirst()
        .map(thoughts -> with(message, thoughts))
        .filter(whole -> !whole.equals(message));
  }

  /// Whether it has what a provider added, so that the client keeps that.
  private boolean isKept(Part part) {
    return part instanceof Part.Reasoning thought
        && (thought.signature().isPresent() || thought.redacted().isPresent());
  }

  /// What can be read is wanted only where a request fails without it.
  private boolean wants(Provider provider, CallThoughts.Remembered thoughts) {
    boolean required =
        provider
            .rules()
            .of(model.model())
            .thoughts()
            .filter(each -> each.turns() == Turns.REQUIRED)
            .isPresent();
    return required || thoughts.parts().stream().anyMatch(RestoredThoughts::isOpaque);
  }

  private static boolean isOpaque(Part part) {
    return part instanceof Part.Foreign
        || (part instanceof Part.Reasoning thought
            && (thought.signature().isPresent() || thought.redacted().isPresent()));
  }

  private static Message with(Message message, CallThoughts.Remembered thoughts) {
    List<Part> said =
        message.parts().stream()
            .filter(part -> !(part instanceof Part.Reasoning) && !isSame(part, thoughts))
            .toList();
    return new Message(
        message.role(), Stream.concat(thoughts.parts().stream(), said.stream()).toList());
  }

  private static boolean isSame(Part part, CallThoughts.Remembered thoughts) {
    return part instanceof Part.Foreign own
        && thoughts.parts().stream()
            .anyMatch(each ->
                each instanceof Part.Foreign kept
                    && kept.dialect().equals(own.dialect())
                    && kept.kind().equals(own.kind()));
  }
}
