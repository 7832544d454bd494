package io.signalbox.engine.spi;

import io.signalbox.engine.chat.ChatRequest;

/// How a client is understood and answered. Pure, safe for threads.
public interface ClientSide {

  /// What came of a client's body.
  sealed interface Reading {
    /// It is a request.
    record Understood(ChatRequest request) implements Reading {}

    /// It is none.
    record Refused(ClientError error) implements Reading {}
  }

  /// Reads a body within limits on depth, number of members and length of numbers.
  Reading read(byte[] body);

  /// The same for a body that is only to be counted, which may lack what an answer needs.
  default Reading readToCount(byte[] body) {
    return read(body);
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
  record ReplyHead(String id, long created, String model, boolean stream, boolean usage) {}
}
