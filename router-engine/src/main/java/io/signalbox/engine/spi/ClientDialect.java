package io.signalbox.engine.spi;

import io.signalbox.engine.chat.ChatRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntSupplier;

/// An API shape that clients speak: its addresses, how requests are read, answered, and told of
/// errors. Found by `ServiceLoader`; pure, safe for threads. Writers of a single answer have state
/// and belong to one thread.
public interface ClientDialect {
  /// Its id: `openai`. A provider dialect of the same id speaks the same API, so that bodies can be
  /// passed on as they are.
  String id();

  /// Where its clients ask. The first dialect that has a route gets it; only lists of models may be
  /// at the same address in several dialects.
  List<ClientRoute> routes();

  /// Headers, names in lower case, that all of its clients send and those of no other dialect: by
  /// these they are known at addresses that several dialects have.
  default Set<String> ownHeaders() {
    return Set.of();
  }

  /// Headers, names in lower case, in which its clients show their key, besides the usual ones.
  default Set<String> keyHeaders() {
    return Set.of();
  }

  /// Parameters of the query in which its clients show their key. None of another dialect has them:
  /// by these, too, its clients are known at addresses that several dialects have.
  default Set<String> keyParameters() {
    return Set.of();
  }

  /// Reads what a client sent, within limits on depth, number of members and length of numbers.
  /// What is only to be counted may lack what an answer needs.
  Reading read(ClientCall call);

  /// The same of a client that may go on with earlier answers without repeating them.
  ///
  /// @param earlier what is remembered of its conversations
  default Reading read(ClientCall call, EarlierTurns earlier) {
    return read(call);
  }

  /// All that a client has said and was told until a request, with it, as JSON texts in the words
  /// of this dialect, so that a later request can go on with its answer; empty if clients of this
  /// dialect always say all, or if it is not all known.
  ///
  /// @param call a request that was understood
  default Optional<List<String>> conversation(ClientCall call, EarlierTurns earlier) {
    return Optional.empty();
  }

  /// The same for the body of a request alone, as it stands in a file.
  default Reading read(byte[] body) {
    return read(ClientCall.of(ClientRoute.Asks.ANSWER, body));
  }

  /// What came of reading.
  sealed interface Reading {
    /// It is a request.
    ///
    /// @param repeated what the answer repeats of it, or has its form from, name → JSON text
    /// @param continuity how it goes on with earlier answers
    record Understood(ChatRequest request, Map<String, String> repeated, Continuity continuity)
        implements Reading {
      public Understood {
        repeated = Map.copyOf(repeated);
      }

      /// A request that says all by itself.
      public Understood(ChatRequest request, Map<String, String> repeated) {
        this(request, repeated, Continuity.NONE);
      }

      /// A request of which the answer repeats nothing.
      public Understood(ChatRequest request) {
        this(request, Map.of());
      }
    }

    /// It needs no model: the dialect answers it by itself. The array is not copied and must not be
    /// changed.
    ///
    /// @param body JSON
    record Answered(byte[] body) implements Reading {}

    /// It is none.
    record Refused(ClientError error) implements Reading {}
  }

  /// Which model of the list a call wants to know of: that in its path, in most dialects.
  default Named named(ClientCall call) {
    return new Named.Model(call.parameters().getOrDefault("model", ""));
  }

  /// Which model is named.
  sealed interface Named {
    /// This one, which need not exist.
    record Model(String id) implements Named {}

    /// None.
    record Refused(ClientError error) implements Named {}
  }

  /// What the dialect says of itself at a route that asks for [ClientRoute.Asks#ABOUT], always the
  /// same: JSON.
  default byte[] about(ClientRoute route) {
    return "{}".getBytes(StandardCharsets.UTF_8);
  }

  /// The media type of its answers.
  default String contentType(boolean stream) {
    return stream ? "text/event-stream; charset=utf-8" : "application/json";
  }

  /// The media type of one answer with a good status, where requests can ask for several.
  default String contentType(ReplyHead head) {
    return contentType(head.stream());
  }

  /// A writer for one answer.
  ReplyWriter writer(ReplyHead head);

  /// A count of tokens as an answer.
  default byte[] count(int tokens) {
    return ("{\"input_tokens\":" + tokens + "}").getBytes(StandardCharsets.UTF_8);
  }

  /// The list of models.
  ///
  /// @param ids the names that clients can ask for, the default first
  byte[] models(List<String> ids);

  /// One model of the list.
  byte[] model(String id);

  /// An error as an answer.
  ///
  /// @param request the id of the request that it is the answer to
  ErrorReply error(ClientError error, String request);

  /// What helps a client that called an unknown address, if this dialect knows: the end of a
  /// sentence.
  default Optional<String> hint(String path) {
    return Optional.empty();
  }

  /// An error in the dialect's words. The array is not copied and must not be changed.
  ///
  /// @param status the HTTP status, which a dialect may have another of for the same trouble
  /// @param body JSON
  record ErrorReply(int status, byte[] body) {}

  /// What an answer is told before it begins.
  ///
  /// @param id the request's id, from which an answer gets one whose provider gave none
  /// @param created seconds since 1970
  /// @param model the name under which the model is shown
  /// @param stream events or one body
  /// @param usage whether usage ends the stream
  /// @param repeated what it repeats of the request, or has its form from, name → JSON text
  /// @param promptTokens estimates the tokens of the prompt, for streams that must tell them before
  ///   a provider does; 0 if nobody can
  record ReplyHead(
      String id,
      long created,
      String model,
      boolean stream,
      boolean usage,
      Map<String, String> repeated,
      IntSupplier promptTokens) {

    /// One whose prompt nobody counts.
    public ReplyHead(
        String id,
        long created,
        String model,
        boolean stream,
        boolean usage,
        Map<String, String> repeated) {
      this(id, created, model, stream, usage, repeated, () -> 0);
    }

    /// The same for an answer that repeats nothing.
    public ReplyHead(String id, long created, String model, boolean stream, boolean usage) {
      this(id, created, model, stream, usage, Map.of());
    }
  }
}
