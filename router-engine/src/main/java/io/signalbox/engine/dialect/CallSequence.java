package io.signalbox.engine.dialect;

import io.signalbox.engine.chat.ReplyEvent;
import java.util.ArrayList;
import java.util.List;

/// Puts an answer whose calls come in mixed pieces into an order in which one thing follows the
/// other, for dialects that know no other: a call is told from its beginning to its end. While the
/// arguments of a call are not whole, what belongs to something else waits; when they are, or the
/// answer ends, it is told. An answer that is in order already is passed on as it comes. Belongs to
/// one thread.
public final class CallSequence {
  private static final int NONE = -1;

  private final List<ReplyEvent> waiting = new ArrayList<>();
  private int told = NONE;
  private ArgumentsBalance arguments = new ArgumentsBalance();

  /// What can be told now that this has come.
  public List<ReplyEvent> take(ReplyEvent event) {
    if (told == NONE && !(event instanceof ReplyEvent.ToolCallStarted)) {
      return event instanceof ReplyEvent.ToolCallDelta ? List.of() : List.of(event);
    }
    var out = new ArrayList<ReplyEvent>(1);
    if (event instanceof ReplyEvent.Finished) {
      endAll(out);
      out.add(event);
    } else {
      takeOrWait(event, out);
      tellWaiting(out);
    }
    return out;
  }

  /// What is left of a call whose arguments never became whole.
  private void endAll(List<ReplyEvent> out) {
    while (!waiting.isEmpty()) {
      told = NONE;
      tellWaiting(out);
    }
  }

  private void tellWaiting(List<ReplyEvent> out) {
    while (!waiting.isEmpty() && !isOpen()) {
      var batch = List.copyOf(waiting);
      waiting.clear();
      batch.forEach(event -> takeOrWait(event, out));
    }
  }

  private boolean isOpen() {
    return told != NONE && !arguments.areWhole();
  }

  private void takeOrWait(ReplyEvent event, List<ReplyEvent> out) {
    boolean inTurn = waiting.isEmpty() && !isOpen();
    if (!inTurn && isPartOfAnswer(event) && !isOf(told, event)) {
      waiting.add(event);
      return;
    }
    switch (event) {
      case ReplyEvent.ToolCallStarted call -> {
        told = call.index();
        arguments = new ArgumentsBalance();
        out.add(call);
      }
      case ReplyEvent.ToolCallDelta more when more.index() == told -> {
        arguments.add(more.arguments());
        out.add(more);
      }
      case ReplyEvent.ToolCallDelta late -> {
        // Its call is over: its arguments were whole, or it never began.
      }
      case ReplyEvent other -> {
        told = isPartOfAnswer(other) ? NONE : told;
        out.add(other);
      }
    }
  }

  private static boolean isOf(int call, ReplyEvent event) {
    return event instanceof ReplyEvent.ToolCallDelta more && more.index() == call;
  }

  private static boolean isPartOfAnswer(ReplyEvent event) {
    return event.isContent() && !(event instanceof ReplyEvent.Finished);
  }
}
