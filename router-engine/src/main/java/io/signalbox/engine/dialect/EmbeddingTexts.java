package io.signalbox.engine.dialect;

import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Extras;
import io.signalbox.engine.chat.Message;
import io.signalbox.engine.chat.Operation;
import io.signalbox.engine.chat.ResponseFormat;
import io.signalbox.engine.chat.Role;
import io.signalbox.engine.chat.Sampling;
import io.signalbox.engine.chat.ToolChoice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The texts of which a request wants vectors: each message is one.
public final class EmbeddingTexts {
  /// The most texts of one request.
  public static final int MOST = 10_000;

  private EmbeddingTexts() {}

  /// The texts in order. What is no text has none here; see `Part`.
  public static List<String> of(ChatRequest request) {
    return request.messages().stream().map(Message::text).toList();
  }

  /// A message for each text.
  public static List<Message> messages(List<String> texts) {
    return texts.stream().map(text -> Message.of(Role.USER, text)).toList();
  }

  /// A request for vectors.
  public static ChatRequest request(
      String model,
      List<Message> texts,
      Operation.Embedding wanted,
      Optional<String> user,
      Extras extras) {
    return new ChatRequest(
            model,
            texts,
            List.of(),
            new ToolChoice.Auto(),
            Optional.empty(),
            Sampling.defaults(),
            new ResponseFormat.Text(),
            false,
            false,
            Map.of(),
            user,
            extras)
        .withOperation(wanted);
  }

  /// What an API without a place for tasks and for a client's own members does not carry, for
  /// people.
  ///
  /// @param dialect the id of the provider's dialect
  /// @param tasks whether it has a place for what the vectors are for
  public static List<String> lost(ChatRequest request, String dialect, boolean tasks) {
    var lost = new ArrayList<String>();
    request
        .embedding()
        .flatMap(Operation.Embedding::task)
        .filter(task -> !tasks)
        .ifPresent(task ->
            lost.add(
                "the task of the vectors (" + task + "): the provider's API has no place for it"));
    // The only API that has a user is the one that a client can name one in.
    request
        .user()
        .filter(user -> !dialect.equals(request.extras().dialect()))
        .ifPresent(user -> lost.add("user: the provider's API has no place for it"));
    List<String> foreign = request.extras().foreignTo(dialect);
    if (!foreign.isEmpty()) {
      lost.add(
          "%s: known to the %s API only, left out"
              .formatted(String.join(", ", foreign), request.extras().dialect()));
    }
    return lost;
  }
}
