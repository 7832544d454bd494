package io.signalbox.engine.dialect.anthropic.client;

import io.signalbox.engine.chat.FinishReason;
import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.dialect.anthropic.StopReason;
import io.signalbox.engine.json.JsonText;
import java.util.LinkedHashMap;
import java.util.Map;

/// Why an answer ends, and what else is told at its end. Belongs to one thread.
final class ReplyEnd {
  private ReplyEvent.Finished finished = new ReplyEvent.Finished(FinishReason.STOP, "");
  private final Map<String, String> beside = new LinkedHashMap<>();
  private final Map<String, String> members = new LinkedHashMap<>();

  void finish(ReplyEvent.Finished end) {
    finished = end;
  }

  void addBeside(ReplyEvent.Foreign piece) {
    beside.put(piece.kind(), piece.json());
  }

  void addMember(ReplyEvent.Foreign piece) {
    members.put(piece.kind(), piece.json());
  }

  /// The reason and what stands beside it. Which of the client's stop texts it was, is unknown.
  void writeReason(JsonText json, boolean called) {
    json.member("stop_reason", StopReason.word(finished, called));
    json.rawMember("stop_sequence", "null");
    beside.forEach(json::rawMember);
  }

  void writeMembers(JsonText json) {
    members.forEach(json::rawMember);
  }
}
