package io.signalbox.engine.spi;

import io.signalbox.engine.chat.Failure;
import io.signalbox.engine.chat.Part;
import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.wire.Framing;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// An API shape in which providers are called: how a call is written, its answer cut into frames
/// and understood, and what errors, limits and lists of models mean. Found by `ServiceLoader`;
/// pure, safe for threads. Readers of a single answer have state and belong to one thread.
public interface ProviderDialect {
  /// Its id, which providers name: `openai`.
  String id();

  /// The call for a request. When the plan has the client's own body in this dialect, it goes out
  /// byte for byte but for the model's name, the members that the graph sets, and the wish for
  /// usage at the end of a stream.
  ProviderCall write(CallPlan plan);

  /// Whether a provider can have it as its own dialect. What only embeds, or only completes a text,
  /// stands beside one.
  default boolean isOfConversations() {
    return true;
  }

  /// The id of the dialect in which the same providers turn texts into vectors; empty if they do
  /// not.
  default Optional<String> embeddings() {
    return Optional.empty();
  }

  /// The id of the dialect in which the same providers count the tokens of a request without
  /// answering it: its answers tell usage and no more. Empty if they do not.
  default Optional<String> counting() {
    return Optional.empty();
  }

  /// How many texts a model turns into vectors in one call, at most, where the API itself does not
  /// refuse more.
  ///
  /// @param model the provider's name of it
  default int mostTexts(String model) {
    return Integer.MAX_VALUE;
  }

  /// Whether this API has a member that a rewrite of the graph sets and that a [ChatRequest] has no
  /// place for. What a graph sets for one model (`params`) goes out without this question.
  default boolean has(String member) {
    return true;
  }

  /// Whether this API has marks that say up to where a conversation is cached. Where only some of
  /// its providers know them, their rules say it.
  default boolean marksCaches() {
    return false;
  }

  /// How a call shows the provider's key, where the provider says nothing else.
  default Signing signing() {
    return Signing.BEARER;
  }

  /// How an answer with a good status is cut into frames.
  ///
  /// @param stream whether a stream was asked for
  /// @param type the answer's media type, in lower case, without parameters; empty if it has none
  default Framing framing(boolean stream, String type) {
    return switch (type) {
      case "text/event-stream" -> Framing.EVENTS;
      case "application/json" -> Framing.WHOLE;
      default -> stream ? Framing.EVENTS : Framing.WHOLE;
    };
  }

  /// A reader for one answer with a good status.
  ///
  /// @param stream whether the answer comes frame by frame or as a whole
  /// @param quirks the provider's differences
  ReplyReader reader(boolean stream, Set<Quirk> quirks);

  /// The part of a message that the provider wants back in the next request for a piece of an
  /// answer that only it knows; empty if it does not.
  default Optional<Part> wantedBack(ReplyEvent.Foreign piece) {
    return Optional.empty();
  }

  /// What an answer with a bad status means, in the provider's words as they came: whoever called
  /// blacks the key out and shortens them.
  ///
  /// @param status the HTTP status, 400–599
  /// @param headers response headers, names in lower case; `date` is always among them, the
  ///   provider's own or when the answer came
  /// @param body the first part of the body, at most 64 KiB
  Failure failure(int status, Map<String, String> headers, byte[] body);

  /// What response headers say of rate limits. Absurd values are left out.
  ///
  /// @param headers response headers, names in lower case
  RateLimits limits(Map<String, String> headers);

  /// How a provider is asked for its models.
  ModelQuery models();

  /// The names of models in the answer to [#models]; empty if it is no list of models.
  Optional<List<String>> models(byte[] body);

  /// A `GET` for the list of models.
  ///
  /// @param path what follows the base address, with a slash at its start
  /// @param headers besides those for the key
  record ModelQuery(String path, Map<String, String> headers) {
    public ModelQuery {
      headers = Map.copyOf(headers);
    }
  }
}
