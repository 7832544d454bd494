package io.signalbox.engine.dialect.gemini.client;

import io.signalbox.engine.chat.FinishReason;
import io.signalbox.engine.chat.Part;
import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.dialect.JsonTree;
import io.signalbox.engine.dialect.gemini.CarriedThinking;
import io.signalbox.engine.dialect.gemini.GeminiApi;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// Makes parts of a content of an answer as it comes. A call is told when its arguments are whole,
/// which is known once something else follows. What a model of another provider thought goes into
/// the signature of the next call. Belongs to one thread.
final class AnswerParts {
  private final String answer;
  private final boolean thoughts;
  private final Map<Integer, Called> calls = new LinkedHashMap<>();
  private final StringBuilder thinking = new StringBuilder();
  private final List<Part.Reasoning> thought = new ArrayList<>();
  private boolean broken;

  /// @param answer from which a call gets an id whose provider gave none
  /// @param thoughts whether the client wants to see what the model thinks
  AnswerParts(String answer, boolean thoughts) {
    this.answer = answer;
    this.thoughts = thoughts;
  }

  /// What can be told now.
  List<Piece> take(ReplyEvent event) {
    List<Piece> pieces = new ArrayList<>();
    switch (event) {
      case ReplyEvent.TextDelta more -> say(more.text(), false, pieces);
      case ReplyEvent.RefusalDelta more -> say(more.text(), false, pieces);
      case ReplyEvent.ReasoningDelta more -> think(more.text(), pieces);
      case ReplyEvent.ReasoningSigned end -> sign(Optional.of(end.signature()), Optional.empty());
      case ReplyEvent.ReasoningRedacted end -> sign(Optional.empty(), Optional.of(end.data()));
      case ReplyEvent.ToolCallStarted call -> call(call, pieces);
      case ReplyEvent.ToolCallDelta more ->
          Optional.ofNullable(calls.get(more.index()))
              .ifPresent(call -> call.add(more.arguments()));
      case ReplyEvent.Foreign piece -> own(piece, pieces);
      case ReplyEvent.Finished end -> finish(end, pieces);
      case ReplyEvent.Started started -> {}
      case ReplyEvent.UsageReported usage -> {}
      case ReplyEvent.Failed failed -> {}
      case ReplyEvent.KeepAlive alive -> {}
      case ReplyEvent.Embedded vector -> {}
    }
    return pieces;
  }

  private void say(String text, boolean isThought, List<Piece> pieces) {
    if (!text.isEmpty()) {
      tellCalls(pieces);
      pieces.add(new Piece.Said(text, isThought));
    }
  }

  private void think(String text, List<Piece> pieces) {
    thinking.append(text);
    if (thoughts) {
      say(text, true, pieces);
    }
  }

  private void sign(Optional<String> signature, Optional<String> data) {
    thought.add(new Part.Reasoning(data.isPresent() ? "" : thinking.toString(), signature, data));
    thinking.setLength(0);
  }

  private void call(ReplyEvent.ToolCallStarted call, List<Piece> pieces) {
    tellCalls(pieces);
    String id = call.id().isEmpty() ? "call_" + answer + "_" + call.index() : call.id();
    calls.put(call.index(), new Called(id, call.name(), carried()));
  }

  private String carried() {
    if (!thinking.isEmpty()) {
      sign(Optional.empty(), Optional.empty());
    }
    String carried = thought.isEmpty() ? "" : CarriedThinking.sealed(thought);
    thought.clear();
    return carried;
  }

  /// A provider may mix the pieces of several calls, so one that is not whole yet waits.
  private void tellCalls(List<Piece> pieces) {
    var inOrder = calls.values().iterator();
    while (inOrder.hasNext()) {
      Called first = inOrder.next();
      if (!first.isWhole()) {
        return;
      }
      pieces.add(first.part());
      inOrder.remove();
    }
  }

  private void own(ReplyEvent.Foreign piece, List<Piece> pieces) {
    if (!OwnPiece.isPart(piece)) {
      return;
    }
    Optional<Called> call = OwnPiece.isSignature(piece) ? signedBy(piece.json()) : Optional.empty();
    if (call.isPresent()) {
      call.get().sign(OwnPiece.signature(piece));
    } else {
      tellCalls(pieces);
      pieces.add(OwnPiece.isSignature(piece) ? signature(piece) : new Piece.Whole(piece.json()));
    }
  }

  private Optional<Called> signedBy(String json) {
    String id =
        JsonTree.readObject(json).map(each -> JsonTree.text(each, GeminiApi.CALL_ID)).orElse("");
    return calls.values().stream().filter(call -> call.is(id)).findFirst();
  }

  private static Piece signature(ReplyEvent.Foreign piece) {
    ObjectNode part = JsonTree.object().put("text", "");
    part.put(GeminiApi.SIGNATURE, OwnPiece.signature(piece));
    return new Piece.Whole(part.toString());
  }

  /// Arguments that were cut at the limit of tokens are left out with their call; any others that
  /// are no object make the call a malformed one.
  private void finish(ReplyEvent.Finished end, List<Piece> pieces) {
    for (Called call : calls.values()) {
      if (call.isWhole() || call.isBlank()) {
        pieces.add(call.part());
      } else {
        broken |= end.reason() != FinishReason.LENGTH;
      }
    }
    calls.clear();
  }

  /// Whether a call was left out because it is none.
  boolean isBroken() {
    return broken;
  }
}
