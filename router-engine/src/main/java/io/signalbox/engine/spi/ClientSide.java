package io.signalbox.engine.spi;

import io.signalbox.engine.chat.ChatRequest;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// How a client is understood and answered. Pure, safe for threads.
public interface ClientSide {

  /// What came of a client's body.
  sealed interface Reading {
    /// It is a request.
    ///
    /// @param repeated what the answer repeats of it, name → JSON text
    record Understood(ChatRequest request, Map<String, String> repeated) implements Reading {
      public Understood {
        repeated = Map.copyOf(repeated);
      }

      /// A request of which the answer repeats nothing.
      public Understood(ChatRequest request) {
        this(request, Map.of());
      }
    }

    /// It is none.
    record Refused(ClientError error) implements Reading {}
  }

  /// Reads a body within limits on depth, number of members and length of numbers.
  Reading read(byte[] body);

  /// The same for a body that is only to be counted, which may lack what an answer needs.
  default Reading readToCount(byte[] body) {
    return read(body);
  }

  /// A count of tokens as an answer.
  default byte[] count(int tokens) {
    return ("{\"input_tokens\":" + tokens + "}").getBytes(StandardCharsets.UTF_8);
  }

  /// A writer for one answer.
  ReplyWriter writer(ReplyHead head);

  /// An error as an answer.
  ///
  /// @param request the id of the request that it is the answer to
  ErrorReply error(ClientError error, String request);

  /// An error in the dialect's words. The array is not copied: nobody changes it.
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
  /// @param repeated what it repeats of the request, name → JSON text
  record ReplyHead(
      String id,
      long created,
      String model,
      boolean stream,
      boolean usage,
      Map<String, String> repeated) {

    /// The same for an answer that repeats nothing.
    public ReplyHead(String id, long created, String model, boolean stream, boolean usage) {
      this(id, created, model, stream, usage, Map.of());
    }
  }
}
