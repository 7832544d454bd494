package io.signalbox.engine.dialect;

import io.signalbox.engine.chat.ReplyEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The pieces of an answer in the order in which dialects tell them whose answers are one thing
/// after the other: mixed calls as [CallSequence] says, and what signs a call, which comes right
/// after its beginning, before it. There clients read it as thinking that led to the call; they
/// drop thinking with which an answer ends, and take a call for over when something else begins.
/// Belongs to one thread.
public final class AnswerOrder {
  private final CallSequence sequence = new CallSequence();

  /// A call that may be signed by what comes next.
  private Optional<ReplyEvent.ToolCallStarted> held = Optional.empty();

  /// What can be told now that this has come.
  public List<ReplyEvent> take(ReplyEvent event) {
    if (event instanceof ReplyEvent.ToolCallStarted call) {
      List<ReplyEvent> before = release();
      held = Optional.of(call);
      return before;
    }
    if (held.isEmpty()) {
      return sequence.take(event);
    }
    var out = new ArrayList<ReplyEvent>();
    if (event instanceof ReplyEvent.Foreign piece && Seal.ofCall(piece).isPresent()) {
      out.addAll(sequence.take(piece));
      out.addAll(release());
    } else {
      out.addAll(release());
      out.addAll(sequence.take(event));
    }
    return out;
  }

  /// What was held back for what could have followed.
  public List<ReplyEvent> release() {
    Optional<ReplyEvent.ToolCallStarted> call = held;
    held = Optional.empty();
    return call.map(sequence::take).orElse(List.of());
  }
}
